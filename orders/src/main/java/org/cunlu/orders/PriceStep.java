package org.cunlu.orders;

import java.util.Optional;

/**
 * A step of the one price pipeline, which asks all steps in the order of {@link LineStep.Kind}; among those of one kind
 * {@code @Order} decides. What a step counts (a budget, a cap, a coupon) is taken when the order is placed, by a
 * {@link PlacingRule} that reads {@link OrderLine#steps()}.
 */
public interface PriceStep {
    LineStep.Kind kind();

    /**
     * Reads what it must know, before any step is taken and outside of transactions: at most one statement, and none where no
     * rule concerns the cart.
     * @param cart at its first prices, with the carriage of the tariff
     * @return empty when it changes nothing
     */
    Optional<Effect> prepare(PriceAsk ask, Priced cart);

    /** What it does. Pure: the same cart has the same price. */
    @FunctionalInterface
    interface Effect {
        /**
         * @param cart as the steps before left it
         * @return the same shipments and lines
         * @throws ArithmeticException when an amount does not fit
         */
        Priced apply(Priced cart);
    }
}
