package org.cunlu.catalog.shop;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.cunlu.accounts.Notices;
import org.cunlu.catalog.TouchedOffers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/**
 * Takes all that a seller offers off sale in one act, and brings it back. What is on sale asks the seller's row, so it holds at
 * once for everybody who reads an offer; followers are told of each offer, by as many statements for a thousand as for one.
 */
@Singleton
class Suspending {
    private final SellerTable sellers;
    private final TouchedOffers offers;
    private final Reviewing reviewing;
    private final Owners owners;
    private final Homes homes;
    private final Trail trail;
    private final Clock clock;

    Suspending(
            SellerTable sellers,
            TouchedOffers offers,
            Reviewing reviewing,
            Owners owners,
            Homes homes,
            Trail trail,
            Clock clock) {
        this.sellers = sellers;
        this.offers = offers;
        this.reviewing = reviewing;
        this.owners = owners;
        this.homes = homes;
        this.trail = trail;
        this.clock = clock;
    }

    SellerTable.Seller find(Caller operator, String code) {
        return sellers.find(code)
                .filter(seller -> homes.within(operator, seller.homeNode()))
                .orElseThrow(ProblemException::notFound);
    }

    /** One who is out already stays as he is. @param reason told to the seller */
    SellerTable.Seller suspend(Caller operator, String code, String reason) {
        return act(operator, code, "catalog.seller-suspend", true, reason);
    }

    SellerTable.Seller reinstate(Caller operator, String code, String reason) {
        return act(operator, code, "catalog.seller-reinstate", false, reason);
    }

    private SellerTable.Seller act(Caller operator, String code, String act, boolean out, String reason) {
        return reviewing.attempt(operator, act, code, () -> {
            SellerTable.Seller seller = find(operator, code);
            if (!out) {
                owners.demandStranger(operator, code, null);
            }
            boolean changed = out ? sellers.suspend(code, clock.instant(), reason) : sellers.reinstate(code);
            if (changed) {
                offers.touchAllOf(code);
                trail.record(
                        operator.accountId(),
                        act,
                        code,
                        out ? "ACTIVE" : "SUSPENDED",
                        (out ? "SUSPENDED: " : "ACTIVE: ") + reason);
                owners.tell(
                        code,
                        null,
                        out ? Notices.Kind.SHOP_SUSPENDED : Notices.Kind.SHOP_REINSTATED,
                        Map.of("shop", seller.name(), "reason", reason));
            }
            return sellers.find(code).orElseThrow();
        });
    }
}
