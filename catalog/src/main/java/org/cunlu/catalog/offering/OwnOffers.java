package org.cunlu.catalog.offering;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.OfferChanged;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.Prices;
import org.cunlu.catalog.Prices.Priced;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** A seller's changes of the offers of his own shop; another's offer is answered as one that does not exist. */
@Singleton
class OwnOffers {
    /** 1 fen to 100,000 yuan: beyond it somebody mistook the unit. */
    private static final long PRICE_FEN_MAX = 10_000_000;

    private final TermsTable table;
    private final Prices prices;
    private final Offers offers;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    OwnOffers(
            TermsTable table,
            Prices prices,
            Offers offers,
            Transactions transactions,
            Outbox outbox,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.prices = prices;
        this.offers = offers;
        this.transactions = transactions;
        this.outbox = outbox;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws ProblemException {@code price-out-of-range}, {@code not-found}, {@code offer-changed} */
    Offer price(Caller seller, String offerId, long priceFen) {
        requirePrice(priceFen);
        return change(seller, offerId, "catalog.offer-priced", terms -> terms.withPrice(priceFen));
    }

    private static void requirePrice(long priceFen) {
        if (priceFen < 1 || priceFen > PRICE_FEN_MAX) {
            throw ProblemException.invalid(
                    "priceFen",
                    "price-out-of-range",
                    "价格应在 1 至 " + PRICE_FEN_MAX + " 分之间 · A price is 1 to " + PRICE_FEN_MAX + " fen");
        }
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

    /**
     * Offers a SKU, or says other terms of the offer that the shop has of it; its status stays. A new one is published and served from
     * the seller's home. The same again changes nothing.
     * @throws ProblemException {@code price-out-of-range}, {@code terms-invalid}, {@code not-found}, {@code offer-changed},
     *     {@code node-taken} when another's offer of it is served from there; a
     *     farm input also as {@link Listed#input}
     */
    Offer put(Caller seller, String shop, String skuCode, OfferTerms wanted) {
        requirePrice(wanted.priceFen());
        wanted.check();
        String id = transactions.run(() -> {
            Terms now = table.find(skuCode, shop).orElse(null);
            if (now == null) {
                String made = make(seller, shop, skuCode, wanted);
                Listed.input(offers.find(List.of(made)).get(made).input());
                return made;
            }
            Terms next = wanted.terms(now);
            if (!next.equals(now)) {
                keep(seller, "catalog.offer-termed", now, next);
            }
            return now.id();
        });
        return offers.find(List.of(id)).get(id);
    }

    private String make(Caller seller, String shop, String skuCode, OfferTerms wanted) {
        String home = table.homeFor(skuCode, shop).orElseThrow(ProblemException::notFound);
        var made = wanted.terms(new Terms(
                ids.next(),
                skuCode,
                shop,
                wanted.direction(),
                wanted.priceFen(),
                1,
                1,
                Offer.Delivery.EVERYWHERE,
                Terms.Status.PUBLISHED,
                1));
        try {
            table.insert(made, home, clock.instant());
        } catch (SqlFailure e) {
            throw e.duplicate()
                    ? ProblemException.of(
                            409, "node-taken", "该 SKU 在此节点已有人供货 · This SKU is offered from that node already", null)
                    : e;
        }
        prices.keep(List.of(new Priced(made.id(), 1, made.priceFen(), clock.instant())));
        outbox.append(new OfferChanged(made.id(), 1));
        trail.record(seller.accountId(), "catalog.offer-made", made.id(), null, made.saidWhole());
        return made.id();
    }

    private Offer change(Caller seller, String offerId, String act, UnaryOperator<Terms> change) {
        List<String> shops = ShopRight.GOODS.shops(seller);
        transactions.run(() -> {
            Terms now = table.find(offerId)
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
        long version = now.version() + 1;
        if (now.priceFen() != next.priceFen()) {
            prices.keep(List.of(new Priced(now.id(), version, next.priceFen(), clock.instant())));
        }
        outbox.append(new OfferChanged(now.id(), version));
        trail.record(
                seller.accountId(),
                act,
                now.id(),
                terse(act) ? now.said() : now.saidWhole(),
                terse(act)
                        ? next.withVersion(version).said()
                        : next.withVersion(version).saidWhole());
    }

    private static boolean terse(String act) {
        return !act.equals("catalog.offer-termed");
    }
}
