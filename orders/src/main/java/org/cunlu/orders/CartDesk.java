package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;

/** Carts as they are filled and looked at, by whoever keeps one: an account, or a station for a villager. */
public interface CartDesk {
    CartView show(String cartId);

    /**
     * @throws org.cunlu.kernel.problem.ProblemException 404 {@code offer-unknown}; 409 {@code not-on-sale}, {@code cart-full};
     *     400 {@code quantity-out-of-range}
     */
    CartView put(String cartId, String offerId, int quantity);

    /**
     * The same at the price of a live slot that is on air.
     * @param liveSlotId null for the ordinary
     * @throws org.cunlu.kernel.problem.ProblemException as above; 409 {@code live-slot-closed}; 429 {@code live-crowded}
     */
    CartView put(String cartId, String offerId, int quantity, @Nullable String liveSlotId);

    void remove(String cartId, String offerId);
}
