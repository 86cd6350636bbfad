package org.cunlu.logistics.departure;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.LocalDate;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.DatedDeparture;

/** Departures of the caller's own lines: how full they are, and what they take. */
@Controller("/api/dispatch/departures")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class DepartureController {
    private final DepartureList list;
    private final RoomActs acts;

    DepartureController(DepartureList list, RoomActs acts) {
        this.list = list;
        this.acts = acts;
    }

    /**
     * By day, then by line.
     * @param line code of one line; all that call at the caller's nodes when left out
     * @param from first service date, by default today @param to last one, by default the first, at most 14 days on
     */
    @Get
    Page<DatedDeparture> departures(
            Caller caller,
            @Nullable @QueryValue String line,
            @Nullable @QueryValue LocalDate from,
            @Nullable @QueryValue LocalDate to,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        return list.of(caller, line, from, to, cursor, Page.limit(limit));
    }

    /** Says what it takes from now on: whoever is where the line begins, its drivers included. */
    @Put("/{line}/{date}/room")
    @Secured({"DISPATCHER", "COUNTY_OPERATOR", "DRIVER"})
    DatedDeparture say(Caller caller, String line, LocalDate date, @Body @Valid RoomWish wish) {
        acts.say(caller, line, date, wish);
        return list.one(line, date);
    }
}
