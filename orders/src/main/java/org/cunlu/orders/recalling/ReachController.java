package org.cunlu.orders.recalling;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.RecallReach;

/** How far a lot has gone. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class ReachController {
    private static final String CODE = "[A-Z0-9._-]{1,32}";

    private final Reaching reaching;

    ReachController(Reaching reaching) {
        this.reaching = reaching;
    }

    /** A drill: what a recall of the lot would find, at once, without doing anything. @param node the county's hub */
    @Post("/county/recalls/{lotCode}/drill")
    @Secured("COUNTY_OPERATOR")
    @Tag(name = "county")
    RecallReach.Drill drill(
            Caller caller,
            @PathVariable @Pattern(regexp = CODE) String lotCode,
            @QueryValue @Size(max = 32) String node) {
        return reaching.drill(caller, node, lotCode);
    }

    /** Who bought of it, by barcode, and who was told. */
    @Get("/county/recalls/{recallId}/buyers")
    @Secured("COUNTY_OPERATOR")
    @Tag(name = "county")
    Page<RecallReach.Bought> buyers(
            Caller caller,
            @PathVariable @Size(max = 13) String recallId,
            @Nullable @QueryValue @Size(max = 20) String cursor,
            @Nullable @QueryValue Integer limit) {
        return reaching.buyers(caller, recallId, cursor, Page.limit(limit));
    }

    /** Counts alone: how many parcels, pieces and buyers a lot of one's own has. */
    @Get("/seller/lots/{lotCode}/reach")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.ORDERS_ROLE})
    @Tag(name = "seller")
    Reaching.Counts reach(Caller caller, @PathVariable @Pattern(regexp = CODE) String lotCode) {
        return reaching.counts(caller, lotCode);
    }
}
