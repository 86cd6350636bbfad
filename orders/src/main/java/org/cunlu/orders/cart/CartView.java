package org.cunlu.orders.cart;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.LiveSlots;

/**
 * A cart as its owner sees it. Prices are those of now; a quote says what counts.
 * @param goodsFen sum of the lines that are on sale
 */
@Serdeable
record CartView(List<Line> lines, long goodsFen) {
    CartView {
        lines = List.copyOf(lines);
    }

    /** @param onSale false when it cannot be ordered any more; name and prices are null when the offer is gone altogether @param liveSlotId null for the ordinary */
    @Serdeable
    record Line(
            String offerId,
            int quantity,
            boolean onSale,
            @Nullable String name,
            @Nullable String sellerCode,
            @Nullable String sellerName,
            @Nullable Long unitPriceFen,
            @Nullable Long amountFen,
            @Nullable String liveSlotId) {}

    static CartView of(List<CartLine> lines, Map<String, Offer> offers, Map<String, LiveSlots.Offered> live) {
        try {
            List<Line> shown = lines.stream()
                    .map(line -> line(line, offers.get(line.offerId()), live))
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

    private static Line line(CartLine line, @Nullable Offer offer, Map<String, LiveSlots.Offered> live) {
        if (offer == null) {
            return new Line(line.offerId(), line.quantity(), false, null, null, null, null, null, line.liveSlotId());
        }
        LiveSlots.Offered slot = line.liveSlotId() == null ? null : live.get(line.liveSlotId());
        long price = slot == null ? offer.priceFen() : slot.priceFen();
        return new Line(
                line.offerId(),
                line.quantity(),
                offer.onSale() && (line.liveSlotId() == null || slot != null),
                offer.productName(),
                offer.sellerCode(),
                offer.sellerName(),
                price,
                Math.multiplyExact(price, line.quantity()),
                line.liveSlotId());
    }
}
