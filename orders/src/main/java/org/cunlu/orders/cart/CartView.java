package org.cunlu.orders.cart;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CartLine;

/**
 * A cart as its owner sees it. Prices are those of now; a quote says what counts.
 * @param goodsFen sum of the lines that are on sale
 */
@Serdeable
record CartView(List<Line> lines, long goodsFen) {
    CartView {
        lines = List.copyOf(lines);
    }

    /** @param onSale false when it cannot be ordered any more; name and prices are null when the offer is gone altogether */
    @Serdeable
    record Line(
            String offerId,
            int quantity,
            boolean onSale,
            @Nullable String name,
            @Nullable String sellerCode,
            @Nullable String sellerName,
            @Nullable Long unitPriceFen,
            @Nullable Long amountFen) {}

    static CartView of(List<CartLine> lines, Map<String, Offer> offers) {
        try {
            List<Line> shown = lines.stream()
                    .map(line -> line(line, offers.get(line.offerId())))
                    .toList();
            long sum = 0;
            for (Line line : shown) {
                sum = line.onSale() ? Math.addExact(sum, line.amountFen()) : sum;
            }
            return new CartView(shown, sum);
        } catch (ArithmeticException e) {
            throw ProblemException.of(400, "total-too-large", "金额过大 · The total is too large", null);
        }
    }

    private static Line line(CartLine line, @Nullable Offer offer) {
        if (offer == null) {
            return new Line(line.offerId(), line.quantity(), false, null, null, null, null, null);
        }
        return new Line(
                line.offerId(),
                line.quantity(),
                offer.onSale(),
                offer.productName(),
                offer.sellerCode(),
                offer.sellerName(),
                offer.priceFen(),
                Math.multiplyExact(offer.priceFen(), line.quantity()));
    }
}
