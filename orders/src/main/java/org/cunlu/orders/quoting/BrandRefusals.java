package org.cunlu.orders.quoting;

import java.util.HashMap;
import java.util.List;
import org.cunlu.catalog.BrandRight;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.Wish;

/** Why goods of a regional brand are not sold under its name. */
final class BrandRefusals {
    private BrandRefusals() {}

    /** @param offer whose brand says no */
    static ProblemException of(Offer offer) {
        return offer.brandRight().standing() == BrandRight.Standing.USED_UP
                ? usedUp(offer, 0)
                : ProblemException.of(
                                409,
                                "brand-not-authorised",
                                "该商品未获品牌授权，已停售 · Its seller may not sell it under this brand now",
                                "请从购物车删去 · Remove it from the cart")
                        .fact("offerId", offer.id());
    }

    /** What is wanted of one authorisation by all lines together must be left of it. */
    static void check(List<Wish> wishes) {
        var left = new HashMap<String, Long>();
        for (Wish wish : wishes) {
            BrandRight right = wish.offer().brandRight();
            if (right.authorizationId() == null) {
                continue;
            }
            long perPiece = right.unit().perPiece(wish.offer().sku().weightGrams());
            long before = left.getOrDefault(right.authorizationId(), right.left());
            long after = before - Math.multiplyExact(perPiece, wish.quantity());
            if (after < 0) {
                throw usedUp(wish.offer(), Math.max(0, before) / perPiece);
            }
            left.put(right.authorizationId(), after);
        }
    }

    private static ProblemException usedUp(Offer offer, long available) {
        return ProblemException.of(
                        409,
                        "brand-quota-used-up",
                        "品牌额度已用完 · Not so much is left of the brand's quota",
                        "请减少数量或删去 · Take fewer, or remove it")
                .fact("offerId", offer.id())
                .fact("available", available);
    }
}
