package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** How full the dated departures of the caller's own lines are, and what they take. */
public interface DepartureBoard {
    /**
     * What a departure is to take from now on. What is left out is as the line has it; all of it left out, and not closed, makes it
     * follow its line again.
     * @param version that was seen; 0 when nothing was said of it yet
     * @param closed whether nothing more is held on it
     * @param why for the trail, 2 to 200 characters
     */
    record Room(
            int version,
            @Nullable Long weightGrams,
            @Nullable Long volumeCm3,
            @Nullable Long pieces,
            boolean closed,
            String why) {}

    /**
     * By day, then by line.
     * @param line code of one line; null for all that call at the caller's nodes
     * @param from first service date, null for today @param to last one, null for the first, at most 14 days on
     * @throws ProblemException {@code not-found} for another's line; 400 {@code period-invalid}
     */
    Page<DatedDeparture> departures(
            Caller caller,
            @Nullable String line,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String cursor,
            int limit);

    /**
     * How full a line ran in a time, over all sections of all its dated departures.
     * @param takesGrams of all sections, those that were said for closed ones included @param heldGrams of them
     * @param sections from one stop to the next @param empty those on which nothing was loaded
     */
    record Filled(String lineCode, String name, int runs, long takesGrams, long heldGrams, int sections, int empty) {}

    /**
     * By line; those that did not run are left out.
     * @param from first service date @param to last one, at most 14 days on
     * @throws ProblemException 400 {@code period-invalid}
     */
    List<Filled> filled(Caller caller, LocalDate from, LocalDate to);

    /**
     * The same again changes nothing. Who held room that is no more is sent another way.
     * @throws ProblemException {@code not-found}; 400 {@code room-beyond-line}, {@code room-invalid}; 409 {@code departure-changed},
     *     {@code departure-gone}
     */
    void say(Caller caller, String line, LocalDate date, Room room);
}
