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
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;

/** A shop's offer of a SKU of the catalogue. Safe to repeat. */
@Controller("/api/seller/skus/{skuCode}/offer")
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class SellerSkuController {
    private final OwnOffers offers;

    SellerSkuController(OwnOffers offers) {
        this.offers = offers;
    }

    @Put
    Offer put(@Parameter(hidden = true) Caller caller, String skuCode, @Body @Valid OfferTerms terms) {
        String shop = ShopRight.GOODS.shop(caller, terms.shop());
        return offers.put(caller, shop, skuCode, terms);
    }
}
