package org.cunlu.orders;

import java.time.Instant;
import java.util.Map;

/** Goods that are paid for as they weigh. */
public interface Weighings {
    /**
     * The parcels of these orders are packed: what their lines weigh holds from now on, and what was paid for more goes back, or is
     * not asked for in cash. What nobody weighed counts as it was ordered. Joins the caller's transaction, in which their groups
     * are locked; repeating it changes nothing.
     * @param orders open ones, by id
     * @return those of them that have changed, by id
     */
    Map<String, Order> settle(Map<String, Order> orders, Instant at);
}
