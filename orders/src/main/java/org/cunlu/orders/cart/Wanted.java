package org.cunlu.orders.cart;

import java.util.List;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.problem.ProblemException;

/** Whether something may go into a cart at all. */
final class Wanted {
    private Wanted() {}

    /**
     * @return the offer, which is on sale and takes so many
     * @throws ProblemException 404 {@code offer-unknown}; 409 {@code not-on-sale}; 400 {@code quantity-out-of-range}
     */
    static Offer check(Offers offers, String offerId, int quantity) {
        Offer offer = offers.find(List.of(offerId)).get(offerId);
        if (offer == null) {
            throw ProblemException.of(404, "offer-unknown", "没有这个商品 · No such offer", null)
                    .fact("offerId", offerId);
        }
        if (!offer.onSale()) {
            throw ProblemException.of(409, "not-on-sale", "商品已下架 · Not on sale", "请选别的商品 · Choose another offer")
                    .fact("offerId", offerId);
        }
        if (!offer.takes(quantity)) {
            throw ProblemException.invalid("quantity", "quantity-out-of-range", "数量超出范围 · Quantity is out of range")
                    .fact("offerId", offerId)
                    .fact("min", offer.quantityMin())
                    .fact("max", offer.quantityMax())
                    .fact("step", offer.quantityStep());
        }
        return offer;
    }

    static ProblemException full() {
        return ProblemException.of(
                        409, "cart-full", "购物车已满 · The cart is full", "请先结算或删去一些 · Order or remove some first")
                .fact("max", CartKeeping.LINES_MAX);
    }
}
