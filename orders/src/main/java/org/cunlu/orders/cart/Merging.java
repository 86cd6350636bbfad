package org.cunlu.orders.cart;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.Unguessable;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.CartView;
import org.cunlu.orders.cart.VisitorTable.VisitorCart;

/** Puts a visitor's cart into that of the account he signed in to: once, whoever asks how often. */
@Singleton
class Merging {
    private final VisitorTable visitors;
    private final CartTable carts;
    private final CartShowing showing;
    private final Offers offers;
    private final Transactions transactions;
    private final WallTime time;

    Merging(
            VisitorTable visitors,
            CartTable carts,
            CartShowing showing,
            Offers offers,
            Transactions transactions,
            WallTime time) {
        this.visitors = visitors;
        this.carts = carts;
        this.showing = showing;
        this.offers = offers;
        this.transactions = transactions;
        this.time = time;
    }

    /** Why a line did not come over whole. */
    enum Why {
        /** Together they are more than the seller lets one order have: the most he does is in the cart. */
        CUT_TO_MAX,
        /** The cart has the same at a live slot's price, which is counted for each buyer: that stays as it is. */
        IN_LIVE_SLOT,
        CART_FULL
    }

    /** @param wanted pieces of both carts together */
    @Serdeable
    record LeftOut(String offerId, int wanted, Why why) {}

    /** @param leftOut what did not come over whole; empty also when all of it came before */
    @Serdeable
    record Merged(CartView cart, List<LeftOut> leftOut) {}

    /** @throws ProblemException 404 when there is no such cart any more, or another account has it */
    Merged merge(String accountId, @Nullable String token) {
        Unguessable known = VisitorCarts.known(token);
        VisitorCart cart =
                transactions.read(() -> visitors.find(known, time.now())).orElseThrow(ProblemException::notFound);
        Map<String, Offer> found = offers.find(transactions.read(() -> visitors.lines(cart.cartId())).stream()
                .map(KeptLine::offerId)
                .toList());
        List<LeftOut> leftOut = transactions.run(() -> once(accountId, known, found));
        return new Merged(showing.show(carts.kept(accountId), Map.of()), leftOut);
    }

    private List<LeftOut> once(String accountId, Unguessable token, Map<String, Offer> offers) {
        VisitorCart cart = visitors.lock(token, time.now()).orElseThrow(ProblemException::notFound);
        if (cart.mergedInto() != null) {
            if (!cart.mergedInto().equals(accountId)) {
                throw ProblemException.notFound();
            }
            return List.of();
        }
        var leftOut = new ArrayList<LeftOut>();
        var there = new TreeMap<String, CartLine>();
        carts.lockWhole(accountId).forEach(line -> there.put(line.offerId(), line));
        var news = new ArrayList<KeptLine>();
        for (KeptLine line : visitors.lines(cart.cartId())) {
            CartLine own = there.get(line.offerId());
            int sum = line.line().quantity() + (own == null ? 0 : own.quantity());
            if (own != null && own.liveSlotId() != null) {
                leftOut.add(new LeftOut(line.offerId(), sum, Why.IN_LIVE_SLOT));
                continue;
            }
            if (own == null && there.size() >= CartKeeping.LINES_MAX) {
                leftOut.add(new LeftOut(line.offerId(), sum, Why.CART_FULL));
                continue;
            }
            int pieces = within(sum, line.line().quantity(), offers.get(line.offerId()));
            if (pieces < sum) {
                leftOut.add(new LeftOut(line.offerId(), sum, Why.CUT_TO_MAX));
            }
            var merged = new CartLine(line.offerId(), pieces);
            there.put(line.offerId(), merged);
            news.add(new KeptLine(merged, line.priceSeenFen()));
        }
        carts.write(accountId, news);
        visitors.merge(cart.cartId(), accountId);
        return leftOut;
    }

    /**
     * @param own what the visitor wanted, which is what counts of an offer that is gone
     * @return the most that one order may have, in whole steps; bounds that were changed since are told by the cart
     */
    private static int within(int sum, int own, @Nullable Offer offer) {
        if (offer == null) {
            return own;
        }
        int most = Math.min(sum, offer.quantityMax());
        return Math.max(1, most - most % offer.quantityStep());
    }
}
