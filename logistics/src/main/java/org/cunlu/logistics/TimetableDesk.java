package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Dispatchers change the lines all of whose stops are theirs, from a day on. What has run stays as it was: the line ends the day
 * before, and goes on under a code of its own. What is held on departures that are no more goes by the best way there is.
 */
public interface TimetableDesk {
    /**
     * When a line goes and what it takes.
     * @param days of the week, at least one
     * @param until last service date, null for ever
     * @param weightGrams above 0, 100 t at most @param volumeCm3 above 0, 200 m³ at most
     * @param pieces above 0, 100,000 at most; null for as many as there is room for
     * @param stops in order of travel
     */
    @Serdeable
    record Terms(
            Set<DayOfWeek> days,
            @Nullable LocalDate until,
            long weightGrams,
            long volumeCm3,
            @Nullable Integer pieces,
            List<Line.Stop> stops) {
        public Terms {
            days = Set.copyOf(days);
            stops = List.copyOf(stops);
        }
    }

    /**
     * A change.
     * @param version of the line as it was seen
     * @param from first service date on which it holds, today or later
     * @param terms null when it ends, so that it goes for the last time before {@code from}
     * @param agreed parcels whose departure may be changed by it, as they were foreseen
     * @param why for the trail, 2 to 200 characters
     */
    @Serdeable
    record Change(
            String line,
            String version,
            LocalDate from,
            @Nullable Terms terms,
            long agreed,
            String why) {}

    /**
     * A line that is new.
     * @param code that no line has
     * @param like line whose kind of vehicle, classes of goods and holidays it has
     * @param from first service date, today or later
     */
    @Serdeable
    record Fresh(
            String code, String name, @Nullable String route, String like, LocalDate from, Terms terms, String why) {}

    /**
     * A departure on which something is held.
     * @param departsAt as it is now
     * @param parcels held on it @param weightGrams where it is fullest
     * @param gone parcels whose ride is no more
     * @param later whether the others leave, or come, at another time
     * @param beyond whether it takes less than is held
     */
    @Serdeable
    record Affected(
            LocalDate date,
            Instant departsAt,
            long parcels,
            long weightGrams,
            long gone,
            boolean later,
            boolean beyond) {}

    /** What a change would do. @param parcels in all @param departures by date, the first 60 */
    @Serdeable
    record Foreseen(long parcels, int trips, List<Affected> departures) {}

    /** A line. @param version to send with a change @param own whether the caller may change it */
    @Serdeable
    record Kept(Line line, String version, boolean own) {}

    /** What was done. @param code of the line that goes from then on; null when none does @param parcels that it affected */
    @Serdeable
    record Done(@Nullable String code, long parcels) {}

    /** Which lines are looked for. */
    enum When {
        /** They go today or will. */
        GOING,
        ENDED
    }

    /** Lines that call at the caller's nodes, by code. @param words of code, name or route; empty for all */
    Page<Kept> lines(Caller caller, String words, When when, @Nullable String cursor, int limit);

    /** @throws ProblemException {@code not-found} for one that does not call at the caller's nodes */
    Kept line(Caller caller, String code);

    /** Changes nothing. @throws ProblemException as {@link #change}, but for {@code departures-held} */
    Foreseen foresee(Caller caller, Change change);

    /**
     * @param key the caller's own: the same again gives the same answer and no second change
     * @throws ProblemException {@code not-found}; 400 {@code period-invalid}, {@code room-invalid}, {@code days-missing}, {@code
     *     reason-invalid} and those of {@link LineBook#put}; 409 {@code line-changed}, {@code line-exists}, {@code departure-left},
     *     {@code departures-held} with the facts {@code parcels} and {@code departures} where it affects more than was agreed to
     */
    Done change(Caller caller, @Nullable String key, Change change);

    /** @throws ProblemException as {@link #change}; 400 {@code code-invalid}, {@code name-invalid} */
    Done add(Caller caller, @Nullable String key, Fresh fresh);
}
