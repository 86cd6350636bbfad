package org.cunlu.orders;

import java.time.Instant;

/**
 * One seller's goods from one node to one destination, as it stood when it was read.
 * @param toNode a station, or the gateway when {@code outside}
 * @param totalFen {@code goodsFen + freightFen − discountFen}
 * @param commissionFen the platform's share of the goods, frozen when the order was placed
 * @param stationFeeFen what the station earns by it, frozen when the order was placed
 * @param version steps taken so far, 1 for a new order
 */
public record Order(
        String orderId,
        String groupId,
        String countyCode,
        String accountId,
        String recipientId,
        String sellerCode,
        String sellerName,
        String fromNode,
        String toNode,
        boolean outside,
        OrderState state,
        long goodsFen,
        long freightFen,
        long discountFen,
        long totalFen,
        long commissionFen,
        long stationFeeFen,
        long weightGrams,
        long volumeCm3,
        Instant promisedAt,
        Instant placedAt,
        int version) {
    /** The same order one step later. */
    public Order moved(OrderState to, Instant newPromise) {
        return new Order(
                orderId,
                groupId,
                countyCode,
                accountId,
                recipientId,
                sellerCode,
                sellerName,
                fromNode,
                toNode,
                outside,
                to,
                goodsFen,
                freightFen,
                discountFen,
                totalFen,
                commissionFen,
                stationFeeFen,
                weightGrams,
                volumeCm3,
                newPromise,
                placedAt,
                version + 1);
    }
}
