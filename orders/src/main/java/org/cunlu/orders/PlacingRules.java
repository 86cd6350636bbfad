package org.cunlu.orders;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** All rules of placing. Joins the caller's transaction and comes before stock. */
public interface PlacingRules {
    /** @return the first answer that is not {@link PlacingRule.Answer.Taken}: nothing may be kept then */
    PlacingRule.Answer take(List<Order> orders, List<OrderLine> lines, Instant now);

    /** Takes again what these orders gave back. @return false when one of the rules does not let it: nothing may be kept then */
    boolean takeAgain(Collection<Order> orders, Instant now);

    /** Gives back all that open orders still hold: they are about to be over without a delivery. */
    void giveBack(Collection<Order> orders);

    /** Gives back what is counted for pieces that an open order goes without. @param pieces by line, above 0 */
    void giveBack(Order order, Map<OrderLine, Integer> pieces);

    /** Parts of a delivered order were taken back: what its discounts took of budgets, caps and coupons is theirs again. */
    void takenBack(Order order, List<TakenBack> parts);

    /** A sister was made: its pieces were counted with the order that they come from, its lines were not. */
    void shared(Order sister, List<OrderLine> lines);

    /** The last pieces of these lines went to sisters. */
    void emptied(Order order, List<OrderLine> lines);
}
