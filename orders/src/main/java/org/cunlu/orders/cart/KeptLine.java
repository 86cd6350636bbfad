package org.cunlu.orders.cart;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.orders.CartLine;

/** A line with what a piece cost when it was put in. @param priceSeenFen null in lines from before that was kept */
record KeptLine(CartLine line, @Nullable Long priceSeenFen) {
    String offerId() {
        return line.offerId();
    }
}
