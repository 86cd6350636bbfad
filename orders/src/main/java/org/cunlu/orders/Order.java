package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import org.cunlu.logistics.Arrival;
import org.cunlu.logistics.Promise;

/**
 * One seller's goods from one node to one destination, as it stood when it was read.
 * @param toNode a station, or the gateway when {@code outside}
 * @param totalFen {@code goodsFen + freightFen − discountFen}
 * @param shortFen of the total, what the buyer need not pay or got back for pieces that were not to be had
 * @param depositFen of the total, what is paid first where the rest is paid when the goods are there; 0 when all is paid at once
 * @param commissionFen the platform's share of the goods, frozen when the order was placed
 * @param stationFeeFen what the station earns by it, frozen when the order was placed
 * @param arrival the promise as the buyer is told it; null in orders from before it was kept
 * @param province of the address outside; null within the county
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
        long shortFen,
        long depositFen,
        long commissionFen,
        long stationFeeFen,
        long weightGrams,
        long volumeCm3,
        Instant promisedAt,
        @Nullable Arrival arrival,
        @Nullable String province,
        Instant placedAt,
        int version) {
    /** The same order one step later. @param newPromise null when it stays as it was */
    public Order moved(OrderState to, @Nullable Promise.Kept newPromise) {
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
                shortFen,
                depositFen,
                commissionFen,
                stationFeeFen,
                weightGrams,
                volumeCm3,
                newPromise == null ? promisedAt : newPromise.availableAt(),
                newPromise == null ? arrival : newPromise.arrival(),
                province,
                placedAt,
                version + 1);
    }

    /** @return what the buyer pays for what he gets */
    public long payableFen() {
        return Math.subtractExact(totalFen, shortFen);
    }

    /** @return what the next payment is to bring; 0 when none is asked for */
    public long dueFen() {
        return switch (state.payment()) {
            case UNPAID -> depositFen > 0 ? depositFen : totalFen;
            case BALANCE_DUE -> Math.subtractExact(payableFen(), depositFen);
            default -> 0;
        };
    }

    /** @return what of the buyer's money the order has, while it is open */
    public long heldFen() {
        return switch (state.payment()) {
            case PAID -> payableFen();
            case DEPOSIT_PAID, BALANCE_DUE -> depositFen;
            default -> 0;
        };
    }

    /** @return goods less discounts, of what was to be had */
    public long soldFen() {
        return Math.subtractExact(Math.subtractExact(goodsFen, discountFen), shortFen);
    }

    /** @param goods list price of some of its pieces @return less their share of the discount, rounded so that the buyer gets the fen */
    public long worthFen(long goods) {
        return goods
                - BigInteger.valueOf(discountFen)
                        .multiply(BigInteger.valueOf(goods))
                        .divide(BigInteger.valueOf(goodsFen))
                        .longValueExact();
    }

    /** @return the platform's share of it: of the frozen one as much as of the goods, rounded half up */
    public long commissionDueFen() {
        return commissionDueFen(shortFen);
    }

    /** @param without goods less discounts that were not to be had @return the share of the rest */
    public long commissionDueFen(long without) {
        long wanted = Math.subtractExact(goodsFen, discountFen);
        return without == 0 || wanted <= 0
                ? commissionFen
                : BigDecimal.valueOf(commissionFen)
                        .multiply(BigDecimal.valueOf(Math.max(0, Math.subtractExact(wanted, without))))
                        .divide(BigDecimal.valueOf(wanted), 0, RoundingMode.HALF_UP)
                        .longValueExact();
    }
}
