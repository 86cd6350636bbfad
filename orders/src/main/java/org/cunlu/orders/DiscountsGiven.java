package org.cunlu.orders;

import java.util.Collection;
import java.util.Map;

/** What promotions took off in orders, for whoever shows how they do. */
public interface DiscountsGiven {
    /** @return by promotion, of all its coupons too; those that took nothing are absent; one statement, none for none */
    Map<String, Given> by(Collection<String> promotionIds);

    /** @param orders also those that were cancelled later @param fen above 0 */
    record Given(long orders, long fen) {}
}
