package org.cunlu.orders.cart;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CartDesk;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.CartView;
import org.cunlu.orders.LiveSlots;

/** Changes an account's cart. */
@Singleton
class CartKeeping implements CartDesk {
    /** Lines of one cart, the most: an order of a hundred kinds of goods is a shop's, not a villager's. */
    static final int LINES_MAX = 100;

    private final CartTable carts;
    private final CartShowing showing;
    private final Offers offers;
    private final LiveSlots slots;

    CartKeeping(CartTable carts, CartShowing showing, Offers offers, LiveSlots slots) {
        this.carts = carts;
        this.showing = showing;
        this.offers = offers;
        this.slots = slots;
    }

    @Override
    public CartView show(String accountId) {
        return showing.show(carts.kept(accountId), Map.of());
    }

    @Override
    public CartView put(String accountId, String offerId, int quantity) {
        return put(accountId, offerId, quantity, null);
    }

    @Override
    public CartView put(String accountId, String offerId, int quantity, @Nullable String liveSlotId) {
        // A rush begins here: whoever waits has no connection to the database.
        return liveSlotId == null
                ? keep(accountId, offerId, quantity, null)
                : slots.inLine(liveSlotId, () -> keep(accountId, offerId, quantity, liveSlotId));
    }

    private CartView keep(String accountId, String offerId, int quantity, @Nullable String liveSlotId) {
        Offer offer = Wanted.check(offers, offerId, quantity);
        long price = liveSlotId == null ? offer.priceFen() : enter(accountId, offerId, liveSlotId);
        var line = new KeptLine(new CartLine(offerId, quantity, liveSlotId), price);
        List<KeptLine> lines = carts.put(accountId, line, LINES_MAX).orElseThrow(Wanted::full);
        return showing.show(lines, Map.of(offerId, offer));
    }

    /** @return what a piece costs there */
    private long enter(String accountId, String offerId, String liveSlotId) {
        LiveSlots.Offered slot = slots.onAir(List.of(liveSlotId)).get(liveSlotId);
        if (slot == null || !slot.offerId().equals(offerId)) {
            throw ProblemException.of(409, "live-slot-closed", "直播商品已下架 · Not on air any more", null)
                    .fact("slotId", liveSlotId);
        }
        slots.enter(liveSlotId, accountId);
        return slot.priceFen();
    }

    @Override
    public void remove(String accountId, String offerId) {
        carts.remove(accountId, List.of(offerId));
    }
}
