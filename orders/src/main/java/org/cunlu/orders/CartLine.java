package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;

/** What somebody means to buy. @param quantity pieces, 1 to 9,999 */
@Serdeable
public record CartLine(String offerId, int quantity) {
    public CartLine {
        if (quantity < 1 || quantity > 9_999) {
            throw new IllegalArgumentException("quantity out of range: " + quantity);
        }
    }
}
