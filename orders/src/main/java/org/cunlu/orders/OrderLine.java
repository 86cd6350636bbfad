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
 * @param weight null unless it is paid for as it weighs
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
        @JsonIgnore @Nullable LineTerms terms,
        @Nullable WeightUse weight) {
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
                null,
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
                agreed,
                weight);
    }

    /** @return the same, as it is weighed */
    public OrderLine with(@Nullable WeightUse weighed) {
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
                terms,
                weighed);
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
                terms,
                weight == null ? null : weight.without(quantity - shortQuantity, pieces));
    }

    /** @return in how many equal parts its price is counted: grams where it is paid for as it weighs, pieces elsewhere */
    public long units() {
        return unitsOf(quantity);
    }

    /** @return the parts of so many pieces */
    public long unitsOf(int pieces) {
        return weight == null ? pieces : Math.multiplyExact(weight.mostEach(), (long) pieces);
    }

    /** @return those that its buyer does not get, by now */
    public long unitsGone() {
        return weighed() ? units() - weight.gotGrams() : unitsOf(shortQuantity);
    }

    /** @return whether it is known what it weighs */
    public boolean weighed() {
        return weight != null && weight.gotGrams() != null;
    }

    /** @param gone pieces that went before @return what was agreed for the next ones; parts add up; null when nothing was */
    public @Nullable LineTerms termsOf(int gone, int pieces) {
        return termsBetween(unitsOf(gone), unitsOf(gone + pieces));
    }

    /** @return what was agreed for what its buyer gets; null when nothing was */
    public @Nullable LineTerms termsKept() {
        return termsBetween(unitsGone(), units());
    }

    private @Nullable LineTerms termsBetween(long from, long until) {
        return terms == null
                ? null
                : new LineTerms(
                        terms.category(),
                        terms.trade(),
                        terms.ruleVersion(),
                        terms.ruleNo(),
                        upTo(terms.commissionFen(), until) - upTo(terms.commissionFen(), from),
                        upTo(terms.taxFen(), until) - upTo(terms.taxFen(), from));
    }

    private long upTo(long fen, long units) {
        return Apportion.part(fen, units, units());
    }

    /** One whose steps are the price of its offer or slot, those that rules brought, and its share of the carriage. */
    public static OrderLine of(OrderLine plain, long freightFen, List<LineStep> ruled) {
        long listed = 0;
        long discount = 0;
        for (LineStep step : ruled) {
            listed += step.kind().listed() ? step.fen() : 0;
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
                plain.terms(),
                plain.weight());
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
