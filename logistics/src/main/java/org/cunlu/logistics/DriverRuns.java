package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.StationWork.Outcome;

/** The trips that the caller drives. To others a trip does not exist. */
public interface DriverRuns {
    /** Most steps that are told at once. */
    int STEPS_MAX = 500;

    /** @return own trips of a day, by the time they leave */
    List<Trip> of(Caller driver, LocalDate date);

    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found} when the caller is not of its crew */
    Sheet sheet(Caller driver, String line, LocalDate date);

    /**
     * Takes steps, each on its own: one that is refused changes nothing and hinders no other.
     * @param steps at most {@link #STEPS_MAX}
     * @param sentAt what the device's clock says now, when it kept these while it had no network: then they are taken in the
     *     order of their device times, and what its clock is wrong by is taken out of them; null for what happens now
     * @return one answer for each, in the order given
     */
    List<Told> tell(Caller driver, List<Step> steps, @Nullable Instant sentAt);

    /** How far a trip is. */
    enum Progress {
        NOT_STARTED,
        UNDER_WAY,
        DONE
    }

    /** @param trip line and service date: {@code B12/2026-11-23} @param lateMinutes never below 0 */
    record Trip(
            String trip,
            String name,
            String from,
            String to,
            Instant departsAt,
            Instant arrivesAt,
            Progress progress,
            int lateMinutes) {}

    /** A trip stop by stop. */
    record Sheet(Trip trip, List<Stop> stops) {}

    /**
     * @param handOver what leaves the trip here
     * @param collect what the trip takes here, or took
     * @param cash bundles that are offered here
     */
    record Stop(
            String node,
            String name,
            Instant arrivesAt,
            Instant departsAt,
            @Nullable Instant arrivedAt,
            @Nullable Instant departedAt,
            @Nullable Instant passedAt,
            List<Item> handOver,
            List<Item> collect,
            List<CashDrawer.Offered> cash) {
        /** @return whether it lies behind the trip */
        public boolean behind() {
            return departedAt != null || passedAt != null;
        }
    }

    /**
     * A bag or a loose parcel.
     * @param stage where it is
     * @param said whether the crew told of it here
     */
    record Item(String number, boolean bag, Aboard.Stage stage, int parcels, long weightGrams, boolean said) {}

    /** What a crew may tell. What each needs beside its trip stands behind it. */
    enum What {
        /** node. */
        ARRIVE,
        /** node. */
        DEPART,
        /** node and reason. */
        PASS,
        /** node, and bag or parcel. */
        HAND_OVER,
        /** node, and bag or parcel. */
        COLLECT,
        /** node, and bag or parcel. */
        TAKE_OFF,
        /** minutes and reason. */
        LATE,
        /** reason. */
        BROKE_DOWN,
        /** reason. */
        ROAD_CLOSED
    }

    /**
     * @param stepId the device's own id of it, 1 to 64 visible ASCII characters: the same again has no second effect
     * @param device which phone, 1 to 64 visible ASCII characters
     * @param photoId of a photo that was sent before, by the same person for the same node; for steps at a stop
     */
    record Step(
            String stepId,
            String device,
            @Nullable Instant deviceTime,
            What what,
            String trip,
            @Nullable String node,
            @Nullable String bag,
            @Nullable String parcel,
            @Nullable Integer minutes,
            @Nullable String reason,
            @Nullable String photoId) {}

    /** @param code why it was refused, stable; null when it was applied @param title the same for people, Chinese first */
    record Told(
            String stepId,
            Outcome outcome,
            @Nullable String code,
            @Nullable String title) {}
}
