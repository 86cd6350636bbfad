package org.cunlu.orders.paying;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Lets tests of other rooms pay back what is owed. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class RefundingByHand {
    private final Refunding refunding;

    RefundingByHand(Refunding refunding) {
        this.refunding = refunding;
    }

    public void run() {
        while (refunding.payDue() > 0) {
            // As long as something is owed.
        }
    }
}
