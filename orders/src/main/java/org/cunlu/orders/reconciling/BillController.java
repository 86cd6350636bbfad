package org.cunlu.orders.reconciling;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.BillDesk;

/** Bills of payment gateways, for the county's operators. Differences are money tickets. */
@Controller("/api/county/bills")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class BillController {
    private final BillDesk bills;

    BillController(BillDesk bills) {
        this.bills = bills;
    }

    /** The newest first. */
    @Get
    Page<BillDesk.Bill> bills(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return bills.bills(caller, cursor, Page.limit(limit));
    }

    /** Has the gateway's bill of a day come, and compares it. */
    @Post("/{gateway}/{day}/fetch")
    @Status(HttpStatus.OK)
    BillDesk.Bill fetch(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 16) String gateway,
            @PathVariable LocalDate day) {
        return bills.fetch(caller, gateway, day);
    }

    /** Takes the file as the gateway gives it out, and compares it, unless the gateway itself gave us one. */
    @Post("/{gateway}/{day}")
    @Status(HttpStatus.OK)
    @FreshSecondFactor(BillDesk.LOAD)
    @Consumes(MediaType.ALL)
    BillDesk.Bill take(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 16) String gateway,
            @PathVariable LocalDate day,
            @Body byte[] file) {
        return bills.take(caller, gateway, day, file);
    }
}
