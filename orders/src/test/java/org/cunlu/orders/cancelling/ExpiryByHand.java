package org.cunlu.orders.cancelling;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Lets tests of other features run the expiry when they want it. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class ExpiryByHand {
    private final Cancelling cancelling;

    ExpiryByHand(Cancelling cancelling) {
        this.cancelling = cancelling;
    }

    /** @return how many groups it ended */
    public int run() {
        return cancelling.expire(1_000);
    }
}
