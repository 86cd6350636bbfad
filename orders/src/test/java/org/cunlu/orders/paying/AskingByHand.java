package org.cunlu.orders.paying;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Lets tests of other rooms ask gateways about payments that they have not told of. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class AskingByHand {
    private final Asking asking;

    AskingByHand(Asking asking) {
        this.asking = asking;
    }

    public void run() {
        asking.askDue();
    }
}
