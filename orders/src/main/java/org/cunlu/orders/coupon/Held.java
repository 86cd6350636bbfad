package org.cunlu.orders.coupon;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A coupon of a buyer.
 * @param validUntil from then on it cannot be used
 */
record Held(String couponId, String promotionId, String accountId, Instant validUntil, State state) {
    @Serdeable
    enum State {
        CLAIMED,
        USED
    }
}
