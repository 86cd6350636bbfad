package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** The trips of a day that call in a dispatcher's part of the county: how they run, how full they are, what their crews reported. */
public interface TripsOfDay {
    /** How far a trip is. */
    enum Progress {
        NOT_STARTED,
        UNDER_WAY,
        DONE
    }

    /**
     * A trip.
     * @param trip line and service date: {@code B12/2026-11-23}
     * @param lateMinutes behind its time where it was seen last, as its crew says, or as it must be by now; never below 0
     * @param parcels that go with it, or are planned to @param left those of them that left with it
     * @param fillPercent where it is fullest; above 100 when it is overloaded
     * @param crew how many drive it
     * @param vehicle its code; null when nobody told
     * @param reports what the crew reported, the oldest first
     */
    record Trip(
            String trip,
            String name,
            Line.Mode mode,
            String fromNode,
            String toNode,
            Instant departsAt,
            Instant arrivesAt,
            Progress progress,
            int lateMinutes,
            int parcels,
            int left,
            int fillPercent,
            int crew,
            @Nullable String vehicle,
            List<Report> reports) {}

    /**
     * What a crew reported.
     * @param kind such as {@code LATE}, {@code PASS}, {@code BROKE_DOWN}
     * @param minutes how late, if that is what was reported
     * @param seenAt null until a dispatcher took note of it
     */
    record Report(
            String kind,
            @Nullable String node,
            @Nullable Integer minutes,
            @Nullable String reason,
            Instant at,
            @Nullable Instant seenAt) {}

    /** @return by line */
    List<Trip> trips(Caller dispatcher, LocalDate date);

    /** Somebody takes note of all that a crew reported until now. @return how many reports that were */
    int seen(Caller dispatcher, String line, LocalDate date);
}
