package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;

/** A cart on its way to its price. */
public record Priced(List<Shipment> shipments) {
    public Priced {
        shipments = List.copyOf(shipments);
    }

    /** @return the same with each line as it is made */
    public Priced lines(UnaryOperator<Line> change) {
        return new Priced(shipments.stream()
                .map(shipment ->
                        shipment.with(shipment.lines().stream().map(change).toList()))
                .toList());
    }

    /** @return the same with each shipment as it is made */
    public Priced each(UnaryOperator<Shipment> change) {
        return new Priced(shipments.stream().map(change).toList());
    }

    /** @return all lines in their order */
    public List<Line> lines() {
        return shipments.stream().flatMap(shipment -> shipment.lines().stream()).toList();
    }

    /** @param lines as many as there are, in their order */
    public Priced with(List<Line> lines) {
        var made = new ArrayList<Shipment>();
        int from = 0;
        for (Shipment shipment : shipments) {
            int until = from + shipment.lines().size();
            made.add(shipment.with(lines.subList(from, until)));
            from = until;
        }
        return new Priced(made);
    }

    /**
     * What becomes one order.
     * @param toNode station, or gateway when it goes out of the county
     * @param province null within the county
     * @param freightFen carriage, 0 or more
     * @param freightRef of what says so; null for the tariff
     */
    public record Shipment(
            String sellerCode,
            Trade trade,
            StorageClass kept,
            String fromNode,
            String toNode,
            @Nullable String province,
            List<Leg> legs,
            Load load,
            List<Line> lines,
            long freightFen,
            @Nullable String freightRef) {
        public Shipment {
            lines = List.copyOf(lines);
            legs = List.copyOf(legs);
            if (freightFen < 0) {
                throw new IllegalArgumentException("carriage below zero: " + freightFen);
            }
        }

        public boolean outside() {
            return province != null;
        }

        public Shipment with(List<Line> changed) {
            return new Shipment(
                    sellerCode, trade, kept, fromNode, toNode, province, legs, load, changed, freightFen, freightRef);
        }

        /** @param ref id of the template, or what else says so */
        public Shipment freight(long fen, @Nullable String ref) {
            return new Shipment(sellerCode, trade, kept, fromNode, toNode, province, legs, load, lines, fen, ref);
        }

        public long netFen() {
            return lines.stream().mapToLong(Line::netFen).reduce(0, Math::addExact);
        }
    }

    /**
     * @param unitPriceFen what a piece costs before discounts
     * @param steps taken so far, carriage apart
     */
    public record Line(Wish wish, long unitPriceFen, List<LineStep> steps) {
        public Line {
            steps = List.copyOf(steps);
        }

        /** @return at the price of its offer or its live slot */
        public static Line of(Wish wish) {
            boolean live = wish.live() != null;
            return new Line(
                    wish,
                    wish.unitPriceFen(),
                    List.of(new LineStep(
                            live ? LineStep.Kind.LIVE : LineStep.Kind.OFFER,
                            Math.multiplyExact(wish.unitPriceFen(), wish.quantity()),
                            live ? wish.live().slotId() : wish.offer().id(),
                            null)));
        }

        public int quantity() {
            return wish.quantity();
        }

        public long amountFen() {
            return Math.multiplyExact(unitPriceFen, wish.quantity());
        }

        public long discountFen() {
            return steps.stream()
                    .filter(step -> step.kind().discount())
                    .mapToLong(step -> -step.fen())
                    .reduce(0, Math::addExact);
        }

        public long netFen() {
            return amountFen() - discountFen();
        }

        /** @param unitFen another price of a piece, above 0 @param ref of the price list */
        public Line price(String ref, long unitFen) {
            if (unitFen <= 0 || discountFen() > 0) {
                throw new IllegalArgumentException("no price of a piece, or after a discount: " + unitFen);
            }
            return new Line(
                    wish,
                    unitFen,
                    and(new LineStep(
                            LineStep.Kind.PRICE_LIST,
                            Math.multiplyExact(Math.subtractExact(unitFen, unitPriceFen), wish.quantity()),
                            ref,
                            null)));
        }

        /** @return at what the most costs that it may weigh, rounded half up @param bps how much more that is */
        public Line weighed(int bps) {
            if (discountFen() > 0) {
                throw new IllegalArgumentException("weighed after a discount");
            }
            long more = Math.floorDiv(Math.addExact(Math.multiplyExact(unitPriceFen, bps), 5_000), 10_000L);
            return new Line(
                    wish,
                    Math.addExact(unitPriceFen, more),
                    and(new LineStep(
                            LineStep.Kind.WEIGHT,
                            Math.multiplyExact(more, (long) wish.quantity()),
                            wish.offer().id(),
                            null)));
        }

        /** @return whether it is paid for as it weighs */
        public boolean byWeight() {
            return steps.stream().anyMatch(step -> step.kind() == LineStep.Kind.WEIGHT);
        }

        /**
         * @param fen 0 or more, of which nothing is kept for 0
         * @throws IllegalArgumentException when it is more than what the line costs by now
         */
        public Line less(LineStep.Kind kind, long fen, String ref, Payer payer) {
            if (fen < 0 || fen > netFen()) {
                throw new IllegalArgumentException("a discount of " + fen + " on " + netFen());
            }
            return fen == 0 ? this : new Line(wish, unitPriceFen, and(new LineStep(kind, -fen, ref, payer)));
        }

        private List<LineStep> and(LineStep step) {
            var more = new ArrayList<>(steps);
            more.add(step);
            return more;
        }
    }
}
