package org.cunlu.orders.ending;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.ending.ShortPickTable.Late;

/** Goods that were short and of which nobody heard before the order was complete, in the operator's own county. */
@Controller("/api/county/late-shorts")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
class LateShortController {
    private static final String NEWEST = "~";

    private final ShortPickTable shorts;

    LateShortController(ShortPickTable shorts) {
        this.shorts = shorts;
    }

    /** The newest first: each is settled by hand. */
    @Get
    Page<Late> all(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        List<String> counties = caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
        int most = Page.limit(limit);
        return counties.isEmpty()
                ? new Page<>(List.of(), null)
                : Page.of(
                        shorts.afterDelivery(counties, cursor == null ? NEWEST : cursor, most + 1),
                        most,
                        Late::shortId);
    }
}
