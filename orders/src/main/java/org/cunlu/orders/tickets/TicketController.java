package org.cunlu.orders.tickets;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;

/** What is not right with money, for the county's operators. */
@Controller("/api/county/money-tickets")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class TicketController {
    private final Ticketing tickets;

    TicketController(Ticketing tickets) {
        this.tickets = tickets;
    }

    /** @param note what was found or done */
    @Serdeable
    record Note(@NotBlank @Size(max = 500) String note) {}

    /** The oldest first. @param state OPEN when not said */
    @Get
    Page<Ticket> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue Ticket.State state,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        Ticket.State wanted = state == null ? Ticket.State.OPEN : state;
        return Page.of(tickets.list(caller, wanted, Ids.isId(cursor) ? cursor : "", most + 1), most, Ticket::ticketId);
    }

    @Get("/{ticketId}")
    Ticket.Whole one(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String ticketId) {
        return tickets.whole(caller, ticketId);
    }

    /** The caller sees to it from now on. */
    @Post("/{ticketId}/take")
    @Status(HttpStatus.OK)
    Ticket.Whole take(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String ticketId) {
        return tickets.take(caller, ticketId);
    }

    @Post("/{ticketId}/notes")
    @Status(HttpStatus.OK)
    Ticket.Whole note(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String ticketId,
            @Body @Valid Note note) {
        return tickets.note(caller, ticketId, note.note());
    }

    /** How it ended. Money is not moved by this. */
    @Post("/{ticketId}/resolve")
    @Status(HttpStatus.OK)
    Ticket.Whole resolve(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String ticketId,
            @Body @Valid Note note) {
        return tickets.resolve(caller, ticketId, note.note());
    }
}
