package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;

/**
 * A dispatcher's plans of tours: begun, looked at, changed by hand, published. He sees those of depots in his own part of the county;
 * another's is as absent as none. Times are seconds after the day's midnight, money is fen.
 */
public interface TourDesk {
    /** What becomes of a plan. */
    enum State {
        DRAFT,
        PUBLISHED,
        /** Another was published in its place. */
        REPLACED
    }

    /** @param basedOn the published plan that it changes; null for none */
    record Short(
            String plan, int version, State state, @Nullable String basedOn, Instant madeAt) {}

    /** @param leaves first moment of its shift @param back last one */
    record Van(String code, String plate, int leaves, int back) {}

    /**
     * @param must whether something of it is promised for that day
     * @param brings parcels for it @param fetches parcels from it @param grams of both
     */
    record Stop(String id, String node, int opens, int closes, boolean must, long brings, long fetches, long grams) {}

    /** @param begins when the work there begins */
    record Visit(String stop, int arrives, int begins, int leaves) {}

    record Trip(int leaves, int back, List<Visit> visits) {}

    /** A van's day. @param fill the greatest part of what it can carry, 0 to 1 */
    record Tour(String van, List<Trip> trips, long metres, long costFen, double fill) {}

    /** @param reasons in both languages */
    record LeftOut(String stop, List<String> reasons) {}

    /** What does not hold. @param what in both languages */
    record Broken(
            String what, @Nullable String van, @Nullable String stop) {}

    record Pin(
            String stop,
            String van,
            @Nullable Integer trip,
            @Nullable Integer position) {}

    /** May not be in one vehicle. */
    record Apart(String one, String other) {}

    /**
     * A plan with what it comes to.
     * @param notToday nodes for which something waits for their next day
     * @param costFen of all tours @param locked vans whose tours stay as they are
     */
    record Plan(
            String plan,
            String depot,
            LocalDate day,
            int version,
            State state,
            @Nullable String basedOn,
            List<Van> vans,
            List<Stop> stops,
            List<Tour> tours,
            List<LeftOut> leftOut,
            List<Broken> broken,
            List<Pin> pins,
            Set<String> locked,
            List<Apart> apart,
            List<String> notToday,
            long metres,
            long costFen) {
        public boolean draft() {
            return state == State.DRAFT;
        }
    }

    /** What a dispatcher's hand does. */
    enum Act {
        /** {@code stop} to {@code van}, {@code trip}, {@code position}. */
        MOVE,
        /** {@code stop} out of all tours. */
        REMOVE,
        /** {@code stop} to {@code van}, and where named to {@code trip} and {@code position}. */
        PIN,
        UNPIN,
        /** The tour of {@code van}. */
        LOCK,
        UNLOCK,
        /** {@code stop} and {@code other} may not be in one vehicle. */
        FORBID,
        ALLOW
    }

    /** @param trip from 0; one more than there are begins a new one @param position in the trip, from 0; null for its end */
    record Edit(
            Act act,
            @Nullable String stop,
            @Nullable String van,
            @Nullable Integer trip,
            @Nullable Integer position,
            @Nullable String other) {}

    /** What an edit does, against the plan before it. @param breaks what holds no more @param mends what holds again */
    record Trial(long costFen, long metres, int leftOut, boolean holds, List<String> breaks, List<String> mends) {}

    /** @param moved rides that parcels take with tours now @param kept barcodes of what keeps its departure */
    record Published(String plan, int runs, int moved, List<String> kept) {}

    /** A trip of a published tour. @param trip from 0 @param run as runs are named: {@code TOUR.…/2026-11-23} */
    record Run(String van, int trip, String run) {}

    /** When a published stop is served. @param arrivedAt and {@code leftAt}: as the crew told, or by the scans; null before */
    record Served(
            String van,
            String stop,
            Instant beginsAt,
            Instant closesAt,
            @Nullable Instant arrivedAt,
            @Nullable Instant leftAt) {}

    /** @return the nodes of the caller's part of the county from which vans go on rounds, the highest first */
    List<Node> depots(Caller caller);

    /**
     * Gathers what the depot has to do that day.
     * @param key the same again is done once; null for none
     * @return the new draft's id
     */
    String begin(Caller caller, String depot, LocalDate day, @Nullable String key);

    /** @return the latest first */
    List<Short> list(Caller caller, String depot, LocalDate day);

    Plan see(Caller caller, String plan);

    /** Changes nothing. @throws ProblemException 409 {@code plan-changed} when it is not as it was seen, {@code plan-published} */
    Trial attempt(Caller caller, String plan, int version, Edit edit);

    /** As {@link #attempt}, and keeps it; who repeats it is told that the plan has changed. */
    Trial edit(Caller caller, String plan, int version, Edit edit);

    /**
     * @param drivers accounts by van; who drove in the plan before goes on
     * @throws ProblemException 409 {@code plan-stale}, {@code plan-broken}, {@code plan-empty}, {@code van-taken} and others
     */
    Published publish(Caller caller, String plan, int version, Map<String, String> drivers, @Nullable String key);

    /** @return the trips of a published plan; of a draft none */
    List<Run> runs(Caller caller, String plan);

    /** @return the stops of a published plan; of a draft none */
    List<Served> served(Caller caller, String plan);
}
