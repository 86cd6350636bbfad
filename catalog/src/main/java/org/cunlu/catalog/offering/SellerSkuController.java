package org.cunlu.catalog.offering;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;

/** A shop's offer of a SKU of the catalogue. Safe to repeat. */
@Controller("/api/seller/skus/{skuCode}/offer")
@Secured("SELLER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class SellerSkuController {
    private final OwnOffers offers;

    SellerSkuController(OwnOffers offers) {
        this.offers = offers;
    }

    @Put
    Offer put(@Parameter(hidden = true) Caller caller, String skuCode, @Body @Valid OfferTerms terms) {
        String shop = terms.shop() != null
                ? terms.shop()
                : caller.onlyScope(Role.SELLER, Scope.Kind.SHOP)
                        .orElseThrow(() -> ProblemException.invalid(
                                "shop", "shop-missing", "您有多个店铺，请指明 · Say for which of your shops"));
        if (!caller.scopes(Role.SELLER, Scope.Kind.SHOP).contains(shop)) {
            throw ProblemException.notFound();
        }
        return offers.put(caller, shop, skuCode, terms);
    }
}
