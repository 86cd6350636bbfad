package org.cunlu.orders.cart;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.LiveSlots;

/** Changes a cart and shows it with what is known of its offers now. */
@Singleton
class CartKeeping {
    /** Lines of one cart, the most: an order of a hundred kinds of goods is a shop's, not a villager's. */
    static final int LINES_MAX = 100;

    private final CartTable carts;
    private final Offers offers;
    private final LiveSlots slots;

    CartKeeping(CartTable carts, Offers offers, LiveSlots slots) {
        this.carts = carts;
        this.offers = offers;
        this.slots = slots;
    }

    CartView show(String accountId) {
        return show(accountId, Map.of());
    }

    /** @param known offers that were asked for just now */
    private CartView show(String accountId, Map<String, Offer> known) {
        List<CartLine> lines = carts.lines(accountId);
        var all = new HashMap<>(known);
        List<String> others = lines.stream()
                .map(CartLine::offerId)
                .filter(offerId -> !known.containsKey(offerId))
                .toList();
        if (!others.isEmpty()) {
            all.putAll(offers.find(others));
        }
        return CartView.of(
                lines,
                all,
                slots.onAir(lines.stream()
                        .map(CartLine::liveSlotId)
                        .filter(Objects::nonNull)
                        .toList()));
    }

    /** @param liveSlotId slot on air in which it was found; null for the ordinary @return the cart after it */
    CartView put(String accountId, String offerId, int quantity, @Nullable String liveSlotId) {
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
        if (liveSlotId != null) {
            enter(accountId, offerId, liveSlotId);
        }
        if (!carts.put(accountId, new CartLine(offerId, quantity, liveSlotId), LINES_MAX)) {
            throw ProblemException.of(
                            409, "cart-full", "购物车已满 · The cart is full", "请先结算或删去一些 · Order or remove some first")
                    .fact("max", LINES_MAX);
        }
        return show(accountId, Map.of(offerId, offer));
    }

    private void enter(String accountId, String offerId, String liveSlotId) {
        LiveSlots.Offered slot = slots.onAir(List.of(liveSlotId)).get(liveSlotId);
        if (slot == null || !slot.offerId().equals(offerId)) {
            throw ProblemException.of(409, "live-slot-closed", "直播商品已下架 · Not on air any more", null)
                    .fact("slotId", liveSlotId);
        }
        slots.enter(liveSlotId, accountId);
    }

    void remove(String accountId, String offerId) {
        carts.remove(accountId, List.of(offerId));
    }
}
