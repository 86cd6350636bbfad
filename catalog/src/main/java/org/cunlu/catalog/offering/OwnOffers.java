package org.cunlu.catalog.offering;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.OfferChanged;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** A seller's changes of the offers of his own shop; another's offer is answered as one that does not exist. */
@Singleton
class OwnOffers {
    /** 1 fen to 100,000 yuan: beyond it somebody mistook the unit. */
    private static final long PRICE_FEN_MAX = 10_000_000;

    private final OfferTable table;
    private final Offers offers;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Trail trail;
    private final Clock clock;

    OwnOffers(OfferTable table, Offers offers, Transactions transactions, Outbox outbox, Trail trail, Clock clock) {
        this.table = table;
        this.offers = offers;
        this.transactions = transactions;
        this.outbox = outbox;
        this.trail = trail;
        this.clock = clock;
    }

    /** @throws ProblemException {@code price-out-of-range}, {@code not-found}, {@code offer-changed} */
    Offer price(Caller seller, String offerId, long priceFen) {
        if (priceFen < 1 || priceFen > PRICE_FEN_MAX) {
            throw ProblemException.invalid(
                    "priceFen",
                    "price-out-of-range",
                    "价格应在 1 至 " + PRICE_FEN_MAX + " 分之间 · A price is 1 to " + PRICE_FEN_MAX + " fen");
        }
        return change(seller, offerId, "catalog.offer-priced", terms -> terms.withPrice(priceFen));
    }

    /** @throws ProblemException {@code brand-not-authorised}, {@code brand-quota-used-up} also, and then nothing is changed */
    Offer publish(Caller seller, String offerId) {
        return transactions.run(() -> {
            Offer offer = change(
                    seller, offerId, "catalog.offer-published", terms -> terms.withStatus(Terms.Status.PUBLISHED));
            Listed.check(offer);
            return offer;
        });
    }

    Offer withdraw(Caller seller, String offerId) {
        return change(seller, offerId, "catalog.offer-withdrawn", terms -> terms.withStatus(Terms.Status.WITHDRAWN));
    }

    private Offer change(Caller seller, String offerId, String act, UnaryOperator<Terms> change) {
        List<String> shops = seller.scopes(Role.SELLER, Scope.Kind.SHOP);
        transactions.run(() -> {
            Terms now = table.terms(offerId)
                    .filter(terms -> shops.contains(terms.sellerCode()))
                    .orElseThrow(ProblemException::notFound);
            Terms next = change.apply(now);
            if (!next.equals(now)) {
                keep(seller, act, now, next);
            }
        });
        return offers.find(List.of(offerId)).get(offerId);
    }

    private void keep(Caller seller, String act, Terms now, Terms next) {
        if (!table.change(now, next, clock.instant())) {
            throw ProblemException.of(
                    409,
                    "offer-changed",
                    "该商品刚被改动 · The offer was changed meanwhile",
                    "请刷新后重试 · Look at it again, then repeat");
        }
        var changed = new OfferChanged(now.id(), now.version() + 1);
        outbox.append(changed);
        trail.record(
                seller.accountId(),
                act,
                now.id(),
                now.said(),
                new Terms(next.id(), next.sellerCode(), next.priceFen(), next.status(), changed.offerVersion()).said());
    }
}
