package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What somebody means to buy.
 * @param quantity pieces, 1 to 9,999
 * @param liveSlotId live slot in which he found it, at whose price he buys; null for the ordinary
 */
@Serdeable
public record CartLine(
        String offerId, int quantity, @Nullable String liveSlotId) {
    public CartLine {
        if (quantity < 1 || quantity > 9_999) {
            throw new IllegalArgumentException("quantity out of range: " + quantity);
        }
    }

    public CartLine(String offerId, int quantity) {
        this(offerId, quantity, null);
    }
}
