package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * A cart as its owner sees it. Prices are those of now; a quote says what counts.
 * @param goodsFen sum of the lines that are on sale
 */
@Serdeable
public record CartView(List<Line> lines, long goodsFen) {
    public CartView {
        lines = List.copyOf(lines);
    }

    /** What is not any more as it was when a line was put in. Putting it in again is taking note of it. */
    public enum Change {
        PRICE_RISEN,
        PRICE_FALLEN,
        /** It cannot be ordered any more, or is off the air. */
        OFF_SALE,
        /** There are fewer than the line asks for, of all nodes together. */
        SHORT,
        /** The seller's bounds are others now, and the quantity is not within them. */
        QUANTITY_OUT_OF_RANGE
    }

    /**
     * @param onSale false when it cannot be ordered any more; name and prices are null when the offer is gone altogether
     * @param liveSlotId null for the ordinary
     * @param priceSeenFen what a piece cost when it was put in; null where that was not kept
     * @param available pieces there are now where the line is short; null where there are enough
     */
    @Serdeable
    public record Line(
            String offerId,
            int quantity,
            boolean onSale,
            @Nullable String name,
            @Nullable String sellerCode,
            @Nullable String sellerName,
            @Nullable Long unitPriceFen,
            @Nullable Long amountFen,
            @Nullable String liveSlotId,
            @Nullable Long priceSeenFen,
            @Nullable Long available,
            List<Change> changes) {
        public Line {
            changes = List.copyOf(changes);
        }
    }
}
