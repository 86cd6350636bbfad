package org.cunlu.orders;

import java.time.Instant;
import java.util.List;

/** Something that forbids to place an order as a whole. Asked before {@link PlacingRule}s; it counts nothing. */
public interface OrderRule {
    /** @param orders of one buyer, about to be written */
    PlacingRule.Answer ask(List<Order> orders, Instant now);
}
