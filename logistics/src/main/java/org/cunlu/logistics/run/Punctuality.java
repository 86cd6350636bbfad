package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cunlu.logistics.run.DatedTrip.Planned;
import org.cunlu.logistics.run.StopTable.Seen;

/**
 * How a trip keeps to its time.
 * @param lateMinutes behind the timetable where it was seen last, as its crew says, or as it must be by now; never below 0
 */
@Serdeable
record Punctuality(Progress progress, int lateMinutes) {
    /** How far it is. */
    enum Progress {
        NOT_STARTED,
        UNDER_WAY,
        DONE
    }

    static Punctuality of(DatedTrip trip, List<Seen> seen, @Nullable Integer saidLate, Instant now) {
        List<Planned> stops = trip.stops();
        int said = saidLate == null ? 0 : saidLate;
        Seen last = seen.isEmpty() ? null : seen.getLast();
        if (last == null || (last.seq() == 0 && last.departedAt() == null)) {
            return new Punctuality(
                    Progress.NOT_STARTED, Math.max(said, minutes(trip.first().departsAt(), now)));
        }
        Planned at = stops.get(last.seq());
        int measured = last.departedAt() != null
                ? minutes(at.departsAt(), last.departedAt())
                : minutes(at.arrivesAt(), last.first());
        if (last.seq() == trip.last().seq()) {
            return new Punctuality(Progress.DONE, measured);
        }
        boolean stands = last.departedAt() == null && last.passedAt() == null;
        int byNow = stands
                ? minutes(at.departsAt(), now)
                : minutes(stops.get(last.seq() + 1).arrivesAt(), now);
        return new Punctuality(Progress.UNDER_WAY, Math.max(said, Math.max(measured, byNow)));
    }

    private static int minutes(Instant planned, Instant real) {
        return (int) Math.max(0, Duration.between(planned, real).toMinutes());
    }
}
