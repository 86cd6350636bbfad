package org.cunlu.orders;

import java.util.List;

/** Prices, source nodes and promises for a cart. Reads only; placing an order uses the same, so both say the same. */
public interface Quotes {
    /**
     * @throws org.cunlu.kernel.problem.ProblemException {@code cart-empty}, {@code offer-unknown}, {@code not-on-sale},
     *     {@code quantity-out-of-range}, {@code sold-out}, {@code split-not-allowed}, {@code village-unknown}, {@code no-delivery}, {@code not-delivered-there},
     *     {@code destination-invalid}, {@code cash-not-possible}, {@code total-too-large},
     *     {@code live-slot-closed}, {@code live-limit}
     */
    Quote quote(List<CartLine> lines, Shopper who, Destination destination, PaymentChoice payment);

    /** As a visitor would be told. */
    default Quote quote(List<CartLine> lines, Destination destination, PaymentChoice payment) {
        return quote(lines, Shopper.VISITOR, destination, payment);
    }
}
