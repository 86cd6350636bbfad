package org.cunlu.orders;

import java.util.Optional;

/** Orders whose goods are held on their shelf, paid or not, and not booked to be sent. */
public interface UnsentOrders {
    /**
     * Ends one: its goods, its room and what rules count are given back, and what was paid is owed back. Joins the caller's
     * transaction and locks the order's group.
     * @return the order after it; empty when it is not such a one any more
     */
    Optional<Order> end(String orderId, OrderStep.Why why, String actor);
}
