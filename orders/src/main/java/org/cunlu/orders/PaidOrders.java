package org.cunlu.orders;

import java.util.function.Consumer;

/** Orders that are paid, and waited for something else than their goods. */
public interface PaidOrders {
    /**
     * Sends one as it would have been when it was paid, by the departures there are now; its money goes back where no way leads
     * there any more. In a transaction of its own, once.
     * @param also kept in the same transaction, with the order after it
     * @return false when it did not wait, or not any more
     */
    boolean send(String orderId, OrderStep.Why why, Consumer<Order> also);
}
