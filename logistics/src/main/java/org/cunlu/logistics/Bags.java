package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** Bags, where they begin. All else happens to them by {@link Scans}. */
public interface Bags {
    /** How deep they nest: a pallet of crates of bags; deeper is a mistake. */
    int DEPTH_MAX = 4;

    /**
     * Opens one at a node where the caller works, for the node that comes next. Joins the caller's transaction.
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code no-connection}
     */
    StationWork.Bag open(Caller caller, Node node, String nextNode, Kind kind);

    /** What holds the things. */
    enum Kind {
        BAG,
        /** A box with limits of its own; it lies in no other bag. */
        CRATE
    }

    /** @return outermost bags that are under way to a node, by departure */
    List<Coming> coming(String nodeCode);

    /** @return trips that left with outermost bags, by where these go */
    List<TripWithBags> onTrips();

    /** @param arrivesAt by the timetable; null when it knows none */
    record TripWithBags(
            String fromNode,
            String toNode,
            String lineCode,
            LocalDate serviceDate,
            Instant departsAt,
            @Nullable Instant arrivesAt,
            int bags) {}

    /**
     * A bag under way.
     * @param arrivesAt by the timetable; null when it knows none
     * @param parcels in it, and in what lies in it
     * @param state LOADED, ON_TRIP or AT_STOP
     */
    @Serdeable
    record Coming(
            String sscc,
            @Nullable String seal,
            String fromNode,
            String state,
            String lineCode,
            LocalDate serviceDate,
            Instant departsAt,
            @Nullable Instant arrivesAt,
            int parcels) {}
}
