package org.cunlu.orders.reconciling;

import io.micronaut.context.annotation.Value;
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
import java.util.List;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Bills of payment gateways, for the county's operators. Differences are money tickets. */
@Controller("/api/county/bills")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class BillController {
    /** Behind every id. */
    private static final String LAST = "~";

    private static final String LOADED = "orders.bill-loaded";

    private final Reconciling reconciling;
    private final Trail trail;
    private final String county;

    BillController(Reconciling reconciling, Trail trail, @Value("${cunlu.county.code}") String county) {
        this.reconciling = reconciling;
        this.trail = trail;
        this.county = county;
    }

    /** The newest first. */
    @Get
    Page<BillTable.Bill> bills(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        String before = Ids.isId(cursor) ? cursor : LAST;
        return Page.of(reconciling.list(counties(caller), before, most + 1), most, BillTable.Bill::billId);
    }

    /** Has the gateway's bill of a day come, and compares it. */
    @Post("/{gateway}/{day}/fetch")
    @Status(HttpStatus.OK)
    BillTable.Bill fetch(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 16) String gateway,
            @PathVariable LocalDate day) {
        demandCounty(caller);
        return reconciling.fetch(gateway, day, caller.accountId());
    }

    /** Takes the file as the gateway gives it out, and compares it, unless the gateway itself gave us one. */
    @Post("/{gateway}/{day}")
    @Status(HttpStatus.OK)
    @FreshSecondFactor(LOADED)
    @Consumes(MediaType.ALL)
    BillTable.Bill take(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 16) String gateway,
            @PathVariable LocalDate day,
            @Body byte[] file) {
        demandCounty(caller);
        return reconciling.take(gateway, day, file, caller.accountId());
    }

    private void demandCounty(Caller caller) {
        if (!counties(caller).contains(county)) {
            trail.refused(caller.accountId(), LOADED, county, "not-found");
            throw ProblemException.notFound();
        }
    }

    private static List<String> counties(Caller caller) {
        return caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
    }
}
