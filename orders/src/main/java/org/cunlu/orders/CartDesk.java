package org.cunlu.orders;

/** Carts as they are filled and looked at, by whoever keeps one: an account, or a station for a villager. */
public interface CartDesk {
    CartView show(String cartId);

    /**
     * @throws org.cunlu.kernel.problem.ProblemException 404 {@code offer-unknown}; 409 {@code not-on-sale}, {@code cart-full};
     *     400 {@code quantity-out-of-range}
     */
    CartView put(String cartId, String offerId, int quantity);

    void remove(String cartId, String offerId);
}
