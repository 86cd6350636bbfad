package org.cunlu.orders.assisted;

import jakarta.inject.Singleton;
import org.cunlu.orders.AssistedOrders;
import org.cunlu.orders.Carts;
import org.cunlu.orders.CounterOrders.State;

/** What a station ordered under a villager's record belongs to the account that took the record over. */
@Singleton
class TakenOver implements AssistedOrders {
    private final AssistedTable table;
    private final Carts carts;

    TakenOver(AssistedTable table, Carts carts) {
        this.table = table;
        this.carts = carts;
    }

    /** Each cart's lock first, as placing takes it. */
    @Override
    public void handOver(String fromAccountId, String intoAccountId) {
        table.of(fromAccountId).stream()
                .filter(one -> one.state() == State.OPEN)
                .forEach(one -> carts.lock(one.assistedId()));
        table.handOver(fromAccountId, intoAccountId);
    }
}
