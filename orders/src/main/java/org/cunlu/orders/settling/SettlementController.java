package org.cunlu.orders.settling;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
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
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.OwnStatements;
import org.cunlu.orders.Party;
import org.cunlu.orders.SettlementDesk;
import org.cunlu.orders.SettlementDesk.Period;

/** Periods and all statements of the operator's own county. */
@Controller("/api/county/settlement")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class SettlementController {
    private final Closing closing;
    private final SettlementDesk desk;

    SettlementController(Closing closing, SettlementDesk desk) {
        this.closing = closing;
        this.desk = desk;
    }

    /** @param until last day of the period; absent for yesterday */
    @Serdeable
    record Wanted(@Nullable LocalDate until) {}

    /** Closed periods, the newest first. */
    @Get("/periods")
    Page<Period> periods(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue Integer cursor,
            @Nullable @QueryValue Integer limit) {
        return desk.periods(caller, cursor, Page.limit(limit));
    }

    /** Closes what is not closed up to a day; it is never opened again. */
    @Post("/periods")
    @Status(HttpStatus.CREATED)
    Period close(@Parameter(hidden = true) Caller caller, @Body @Valid Wanted wanted) {
        return closing.close(caller, wanted.until());
    }

    /** Statements of a period. @param kind of parties; absent for all */
    @Get("/periods/{periodNo}/statements")
    Page<OwnStatements.View> statements(
            @Parameter(hidden = true) Caller caller,
            @PathVariable int periodNo,
            @Nullable @QueryValue Party.Kind kind,
            @Nullable @QueryValue @Size(max = 48) String cursor,
            @Nullable @QueryValue Integer limit) {
        return desk.statements(caller, periodNo, kind, cursor == null ? "" : cursor, Page.limit(limit));
    }

    @Get("/statements/{statementId}/lines")
    Page<OwnStatements.LineView> lines(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String statementId,
            @Nullable @QueryValue Integer cursor,
            @Nullable @QueryValue Integer limit) {
        return desk.lines(caller, statementId, cursor, Page.limit(limit));
    }

    @Get(value = "/statements/{statementId}/file", produces = "text/csv")
    HttpResponse<byte[]> file(
            @Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String statementId) {
        return OwnStatementsController.file(desk.file(caller, statementId));
    }
}
