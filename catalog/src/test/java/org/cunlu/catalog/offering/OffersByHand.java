package org.cunlu.catalog.offering;

import jakarta.inject.Singleton;
import org.cunlu.kernel.caller.Caller;

/** Puts a seller's offers on sale and takes them off, for tests that stand outside. */
@Singleton
public class OffersByHand {
    private final OwnOffers offers;

    OffersByHand(OwnOffers offers) {
        this.offers = offers;
    }

    public void publish(Caller seller, String offerId) {
        offers.publish(seller, offerId);
    }

    public void withdraw(Caller seller, String offerId) {
        offers.withdraw(seller, offerId);
    }
}
