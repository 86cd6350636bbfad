package org.cunlu.catalog.offering;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;

/** What a seller does with his own offers. */
@Controller("/api/seller/offers/{offerId}")
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
class SellerController {
    private final OwnOffers offers;

    SellerController(OwnOffers offers) {
        this.offers = offers;
    }

    @Put("/price")
    Offer price(Caller caller, String offerId, @Body NewPrice body) {
        return offers.price(caller, offerId, body.priceFen());
    }

    @Post("/withdraw")
    Offer withdraw(Caller caller, String offerId) {
        return offers.withdraw(caller, offerId);
    }

    @Post("/publish")
    Offer publish(Caller caller, String offerId) {
        return offers.publish(caller, offerId);
    }

    /** @param priceFen of one piece, 1 to 10,000,000 */
    @Serdeable
    record NewPrice(long priceFen) {}
}
