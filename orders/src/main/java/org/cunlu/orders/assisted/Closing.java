package org.cunlu.orders.assisted;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.cunlu.orders.Carts;

/** Gives up what is not placed, and forgets what was told of the villager. */
@Singleton
class Closing {
    private final AssistedTable table;
    private final Carts carts;
    private final Clock clock;

    Closing(AssistedTable table, Carts carts, Clock clock) {
        this.table = table;
        this.carts = carts;
        this.clock = clock;
    }

    /**
     * The cart's lock first, as placing takes it: whoever is placing from it is through then, or finds it empty. Joins the caller's
     * transaction.
     * @return false when it is not open any more
     */
    boolean close(String assistedId) {
        carts.forget(assistedId);
        return table.abandon(assistedId, clock.instant());
    }
}
