package org.cunlu.orders;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** 秒杀: offers at a price for pieces that are kept apart. */
public interface FlashSales {
    /** @return by offer, what is on sale so now; at most one statement, none where none of these offers is */
    Map<String, Offered> running(Collection<String> offerIds, Instant now);

    /** @return what a group buy (拼团) has now; empty when it does not run */
    Optional<Offered> group(String promotionId, Instant now);

    /**
     * An offer in a flash sale or a group buy.
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
