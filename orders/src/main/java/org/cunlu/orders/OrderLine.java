package org.cunlu.orders;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What an order holds.
 * @param name as it was called when it was bought
 * @param shortQuantity of {@code quantity}, pieces that were not to be had when it was picked
 * @param amountFen {@code quantity × unitPriceFen}
 * @param brand null without a brand
 * @param live null unless it was sold in a live slot
 * @param input null unless it is a controlled farm input
 * @param terms what it costs its seller; null in lines from before that was kept
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
        @JsonIgnore @Nullable LineTerms terms) {
    /** @return what was agreed for some of its pieces; null when nothing was */
    public @Nullable LineTerms termsOf(int pieces) {
        return terms == null
                ? null
                : new LineTerms(
                        terms.category(),
                        terms.trade(),
                        terms.ruleVersion(),
                        terms.ruleNo(),
                        part(terms.commissionFen(), pieces),
                        part(terms.taxFen(), pieces));
    }

    private long part(long fen, int pieces) {
        return (2 * Math.multiplyExact(fen, pieces) + quantity) / (2L * quantity);
    }

    /** One of which nothing was agreed. */
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
                null);
    }
}
