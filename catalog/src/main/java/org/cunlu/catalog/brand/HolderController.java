package org.cunlu.catalog.brand;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** A seller's own rights to regional brands. */
@Controller("/api/seller")
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class HolderController {
    private final OwnRights rights;

    HolderController(OwnRights rights) {
        this.rights = rights;
    }

    /** With what is left of each. */
    @Get("/brand-authorizations")
    Page<Authorization> authorizations(
            Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor, @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        return Page.of(
                rights.authorizations(caller, BrandController.after(cursor), most + 1),
                most,
                Authorization::authorizationId);
    }

    /** Offers of regional brands, and why one may not be sold under its brand now. */
    @Get("/brand-offers")
    Page<OwnRights.Standing> offers(
            Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor, @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        return Page.of(
                rights.offers(caller, BrandController.after(cursor), most + 1), most, OwnRights.Standing::offerId);
    }
}
