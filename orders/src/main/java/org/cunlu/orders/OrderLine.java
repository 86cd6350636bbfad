package org.cunlu.orders;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;

/**
 * What an order holds, with how it came to its price; none of that changes after the order is placed.
 * @param name as it was called when it was bought
 * @param shortQuantity of {@code quantity}, pieces that were not to be had when it was picked
 * @param amountFen {@code quantity × unitPriceFen}, before discounts
 * @param brand null without a brand
 * @param live null unless it was sold in a live slot
 * @param input null unless it is a controlled farm input
 * @param discountFen 0 to {@code amountFen}
 * @param netFen {@code amountFen − discountFen}, the sum of its steps but carriage
 * @param freightFen its share of the order's carriage
 * @param steps in the order in which they were taken
 * @param terms what it costs its seller; null where nothing was agreed. No buyer is told
 */
@Serdeable
public record OrderLine(
        String orderId,
        int lineNo,
        String offerId,
        String skuCode,
        String name,
        int quantity,
        int shortQuantity,
        long unitPriceFen,
        long amountFen,
        @Nullable BrandUse brand,
        @Nullable LiveUse live,
        @Nullable InputUse input,
        long discountFen,
        long netFen,
        long freightFen,
        List<LineStep> steps,
        @JsonIgnore @Nullable LineTerms terms) {
    public OrderLine {
        steps = List.copyOf(steps);
        if (discountFen < 0 || freightFen < 0 || netFen < 0 || netFen != amountFen - discountFen) {
            throw new IllegalArgumentException(
                    "amounts of a line do not agree: " + amountFen + " - " + discountFen + " = " + netFen);
        }
    }

    /** One of which nothing is agreed. */
    public OrderLine(
            String orderId,
            int lineNo,
            String offerId,
            String skuCode,
            String name,
            int quantity,
            int shortQuantity,
            long unitPriceFen,
            long amountFen,
            @Nullable BrandUse brand,
            @Nullable LiveUse live,
            @Nullable InputUse input,
            long discountFen,
            long netFen,
            long freightFen,
            List<LineStep> steps) {
        this(
                orderId,
                lineNo,
                offerId,
                skuCode,
                name,
                quantity,
                shortQuantity,
                unitPriceFen,
                amountFen,
                brand,
                live,
                input,
                discountFen,
                netFen,
                freightFen,
                steps,
                null);
    }

    /** @return the same with what was agreed of it */
    public OrderLine with(@Nullable LineTerms agreed) {
        return new OrderLine(
                orderId,
                lineNo,
                offerId,
                skuCode,
                name,
                quantity,
                shortQuantity,
                unitPriceFen,
                amountFen,
                brand,
                live,
                input,
                discountFen,
                netFen,
                freightFen,
                steps,
                agreed);
    }

    /** @return the same when so many more of its pieces have gone */
    public OrderLine without(int pieces) {
        return new OrderLine(
                orderId,
                lineNo,
                offerId,
                skuCode,
                name,
                quantity,
                Math.addExact(shortQuantity, pieces),
                unitPriceFen,
                amountFen,
                brand,
                live,
                input,
                discountFen,
                netFen,
                freightFen,
                steps,
                terms);
    }

    /** @param gone pieces that went before @return what was agreed for the next ones; parts add up; null when nothing was */
    public @Nullable LineTerms termsOf(int gone, int pieces) {
        return terms == null
                ? null
                : new LineTerms(
                        terms.category(),
                        terms.trade(),
                        terms.ruleVersion(),
                        terms.ruleNo(),
                        upTo(terms.commissionFen(), gone + pieces) - upTo(terms.commissionFen(), gone),
                        upTo(terms.taxFen(), gone + pieces) - upTo(terms.taxFen(), gone));
    }

    private long upTo(long fen, int pieces) {
        return Math.multiplyExact(fen, pieces) / quantity;
    }

    /** One whose steps are the price of its offer or slot, those that rules brought, and its share of the carriage. */
    public static OrderLine of(OrderLine plain, long freightFen, List<LineStep> ruled) {
        long listed = 0;
        long discount = 0;
        for (LineStep step : ruled) {
            listed += step.kind() == LineStep.Kind.PRICE_LIST ? step.fen() : 0;
            discount -= step.kind().discount() ? step.fen() : 0;
        }
        var steps = new ArrayList<LineStep>();
        steps.add(first(plain.live(), plain.offerId(), plain.amountFen() - listed));
        steps.addAll(ruled);
        if (freightFen > 0 && ruled.stream().noneMatch(step -> step.kind() == LineStep.Kind.FREIGHT)) {
            steps.add(new LineStep(LineStep.Kind.FREIGHT, freightFen, null, null));
        }
        return new OrderLine(
                plain.orderId(),
                plain.lineNo(),
                plain.offerId(),
                plain.skuCode(),
                plain.name(),
                plain.quantity(),
                plain.shortQuantity(),
                plain.unitPriceFen(),
                plain.amountFen(),
                plain.brand(),
                plain.live(),
                plain.input(),
                discount,
                plain.amountFen() - discount,
                freightFen,
                steps,
                plain.terms());
    }

    /** A line of a price, without carriage, to which no rule brought a step. */
    public OrderLine(
            String orderId,
            int lineNo,
            String offerId,
            String skuCode,
            String name,
            int quantity,
            int shortQuantity,
            long unitPriceFen,
            long amountFen,
            @Nullable BrandUse brand,
            @Nullable LiveUse live,
            @Nullable InputUse input) {
        this(
                orderId,
                lineNo,
                offerId,
                skuCode,
                name,
                quantity,
                shortQuantity,
                unitPriceFen,
                amountFen,
                brand,
                live,
                input,
                0,
                amountFen,
                0,
                List.of(first(live, offerId, amountFen)));
    }

    /** @return steps that a rule brought: neither the first price nor the tariff's carriage, which follow from the rest */
    public List<LineStep> ruled() {
        return steps.stream()
                .filter(step -> !step.kind().first() && (step.kind() != LineStep.Kind.FREIGHT || step.ref() != null))
                .toList();
    }

    private static LineStep first(@Nullable LiveUse live, String offerId, long fen) {
        return live == null
                ? new LineStep(LineStep.Kind.OFFER, fen, offerId, null)
                : new LineStep(LineStep.Kind.LIVE, fen, live.slotId(), null);
    }
}
