package org.cunlu.logistics.reservefees;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** The signed statements of a level that lie within a span, as a file for the authorities of finance and grain. */
@Controller("/api/reserve")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_AUDITOR"})
@Tag(name = "reserve")
class SignedController {
    /** More statements in a file are asked for in two. */
    private static final int FILE_MAX = 20_000;

    private final StatementTable table;
    private final Reach reach;

    SignedController(StatementTable table, Reach reach) {
        this.table = table;
        this.reach = reach;
    }

    @Get("/signed-statements.csv")
    @Produces(StatementFile.CSV)
    HttpResponse<byte[]> csv(
            Caller caller, @QueryValue String level, @QueryValue LocalDate from, @QueryValue LocalDate until) {
        return StatementFile.csv("reserve-fees", StatementFile.HEADER, signed(caller, level, from, until));
    }

    @Get("/signed-statements.xlsx")
    @Produces(StatementFile.XLSX)
    HttpResponse<byte[]> xlsx(
            Caller caller, @QueryValue String level, @QueryValue LocalDate from, @QueryValue LocalDate until) {
        return StatementFile.xlsx("reserve-fees", StatementFile.HEADER, signed(caller, level, from, until));
    }

    private List<? extends List<?>> signed(Caller caller, String level, LocalDate from, LocalDate until) {
        Reach.demand(caller, level, Reach.READERS);
        return table.signed(reach.county(), level, from, until, FILE_MAX).stream()
                .map(StatementFile::cells)
                .toList();
    }
}
