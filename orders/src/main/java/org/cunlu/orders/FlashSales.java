package org.cunlu.orders;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** 秒杀: offers at a price for pieces that are kept apart. */
public interface FlashSales {
    /** @return by offer, what is on sale so now; at most one statement, none where none of these offers is */
    Map<String, Offered> running(Collection<String> offerIds, Instant now);

    /**
     * An offer in a flash sale.
     * @param left pieces of what is kept apart
     * @param limitEach how many one order may have
     */
    record Offered(String promotionId, String skuCode, String nodeCode, long priceFen, long left, int limitEach) {
        /** @return whether so many can be had */
        public boolean has(int pieces) {
            return pieces <= left && pieces <= limitEach;
        }
    }
}
