package org.cunlu.logistics.difference;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Differences.Difference;
import org.cunlu.logistics.Differences.Reason;
import org.cunlu.logistics.Differences.State;

/** What is short, over or damaged: for those who saw it, and for the dispatcher who decides. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class DifferenceController {
    private final DifferenceBook book;

    DifferenceController(DifferenceBook book) {
        this.book = book;
    }

    /** Why it is closed. Sending the same again changes nothing. */
    @Serdeable
    record Closing(
            @NotNull Reason reason,
            @Nullable @Size(max = 200) String note) {}

    /** What a node saw or must answer for. @param state OPEN when nothing is asked */
    @Get("/station/differences")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Page<Difference> ofStation(
            Caller caller,
            @QueryValue String node,
            @Nullable @QueryValue State state,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        return book.atNode(caller, node, state, cursor, limit);
    }

    /** Who saw it takes it back: FOUND or MISCOUNTED. */
    @Post("/station/differences/{id}/closing")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Difference takeBack(Caller caller, String id, @Body @Valid Closing closing) {
        return book.takeBack(caller, id, closing.reason(), closing.note());
    }

    /** What was seen, or must be answered for, in the caller's part of the county. */
    @Get("/dispatch/differences")
    @Secured({"DISPATCHER", "COUNTY_OPERATOR"})
    @Tag(name = "dispatch")
    Page<Difference> ofDispatcher(
            Caller caller,
            @Nullable @QueryValue State state,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        return book.under(caller, state, cursor, limit);
    }

    /** The dispatcher decides how it ends. */
    @Post("/dispatch/differences/{id}/closing")
    @Secured({"DISPATCHER", "COUNTY_OPERATOR"})
    @Tag(name = "dispatch")
    Difference decide(Caller caller, String id, @Body @Valid Closing closing) {
        return book.decide(caller, id, closing.reason(), closing.note());
    }
}
