package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.logistics.Arrival;
import org.cunlu.logistics.Leg;

/**
 * What a cart would cost and when it would be there. Sums are checked: a quote whose amounts overflow does not exist.
 * @param shipments one for each seller, source node and class of storage, each becomes an order
 */
@Serdeable
public record Quote(List<Shipment> shipments, long goodsFen, long freightFen, long discountFen, long totalFen) {
    public Quote {
        shipments = List.copyOf(shipments);
    }

    /** @throws ArithmeticException when it is more than anybody could pay */
    public static Quote of(List<Shipment> shipments) {
        long goods = 0;
        long freight = 0;
        long discount = 0;
        long total = 0;
        for (Shipment shipment : shipments) {
            goods = Math.addExact(goods, shipment.goodsFen());
            freight = Math.addExact(freight, shipment.freightFen());
            discount = Math.addExact(discount, shipment.discountFen());
            total = Math.addExact(total, shipment.totalFen());
        }
        return new Quote(shipments, goods, freight, discount, total);
    }

    /**
     * @param countyCode county of the source node
     * @param outside whether a carrier brings it on from {@code toNode}, a gateway
     * @param province of the place outside, as it was given; null within the county
     * @param promisedAt when it can be collected, or is delivered by the carrier
     * @param expectedOn null when the goods are there; else it is a backorder: the county's day on which the last of them is
     *     expected, and the promise is reckoned from there
     * @param arrival the same with the hours and what decides it, as a buyer is told
     */
    @Serdeable
    public record Shipment(
            String sellerCode,
            String sellerName,
            String countyCode,
            String fromNode,
            String toNode,
            boolean outside,
            @Nullable String province,
            List<Line> lines,
            long weightGrams,
            long volumeCm3,
            long goodsFen,
            long freightFen,
            long discountFen,
            long totalFen,
            Instant promisedAt,
            Arrival arrival,
            List<Leg> legs,
            @Nullable LocalDate expectedOn) {
        public Shipment {
            lines = List.copyOf(lines);
            legs = List.copyOf(legs);
        }
    }

    /**
     * @param unitPriceFen of a piece, by its offer, its live slot or a price list
     * @param amountFen {@code quantity × unitPriceFen}
     * @param brand null without a brand
     * @param live null unless it is sold in a live slot
     * @param input null unless it is a controlled farm input; a restricted one needs a purpose with the order
     * @param netFen {@code amountFen − discountFen}
     * @param freightFen its share of the shipment's carriage
     * @param steps how it came to its price, in the order of {@link LineStep.Kind}
     * @param allotmentId stock kept apart from which it is taken; null for what anybody may buy
     * @param category code of what is sold
     * @param weight null unless it is paid for as it weighs: paid ahead is the most that it may weigh
     */
    @Serdeable
    public record Line(
            String offerId,
            String skuCode,
            String name,
            int quantity,
            long unitPriceFen,
            long amountFen,
            @Nullable BrandUse brand,
            @Nullable LiveUse live,
            @Nullable InputUse input,
            long discountFen,
            long netFen,
            long freightFen,
            List<LineStep> steps,
            @Nullable String allotmentId,
            String category,
            Trade trade,
            @Nullable WeightUse weight) {
        public Line {
            steps = List.copyOf(steps);
        }

        /** One that is sold as it is packed. */
        public Line(
                String offerId,
                String skuCode,
                String name,
                int quantity,
                long unitPriceFen,
                long amountFen,
                @Nullable BrandUse brand,
                @Nullable LiveUse live,
                @Nullable InputUse input,
                long discountFen,
                long netFen,
                long freightFen,
                List<LineStep> steps,
                @Nullable String allotmentId,
                String category,
                Trade trade) {
            this(
                    offerId,
                    skuCode,
                    name,
                    quantity,
                    unitPriceFen,
                    amountFen,
                    brand,
                    live,
                    input,
                    discountFen,
                    netFen,
                    freightFen,
                    steps,
                    allotmentId,
                    category,
                    trade,
                    null);
        }

        /** @return the same as a line of an order */
        public OrderLine of(String orderId, int lineNo) {
            var line = new OrderLine(
                    orderId,
                    lineNo,
                    offerId,
                    skuCode,
                    name,
                    quantity,
                    0,
                    unitPriceFen,
                    amountFen,
                    brand,
                    live,
                    input,
                    discountFen,
                    netFen,
                    freightFen,
                    steps);
            return line.with(weight);
        }
    }
}
