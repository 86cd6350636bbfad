package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;

/** Turning a buyer's own cart into orders. */
public interface OrderPlacing {
    /**
     * Places the orders and takes what was ordered out of the cart.
     * @param key the client's own; the same key and order have one effect and one answer
     * @return the group, also when this very request was answered before
     * @throws org.cunlu.kernel.problem.ProblemException as {@link Quotes#quote}; 409 {@code total-changed}, {@code promise-later},
     *     {@code too-many-unpaid}; 400 {@code phone-invalid}
     */
    GroupView place(String accountId, @Nullable String key, PlaceOrder order);
}
