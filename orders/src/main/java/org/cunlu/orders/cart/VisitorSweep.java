package org.cunlu.orders.cart;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Forgets visitors' carts that nobody used for so long; those that were merged stay as long, so that merging may be asked again. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class VisitorSweep {
    private static final int BATCH = 500;

    private final VisitorCarts carts;

    VisitorSweep(VisitorCarts carts) {
        this.carts = carts;
    }

    @Scheduled(fixedDelay = "10m", initialDelay = "2m")
    void run() {
        while (carts.sweep(BATCH) == BATCH) {
            // There are more.
        }
    }
}
