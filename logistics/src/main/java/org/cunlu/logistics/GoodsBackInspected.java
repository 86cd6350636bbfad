package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.events.Event;

/**
 * What a buyer sent back was looked at where it had come from.
 * @param returnId of his request
 * @param inspectedBy account of whoever looked; null in news from before it was told
 */
@Serdeable
public record GoodsBackInspected(
        String returnId,
        String orderId,
        String barcode,
        List<Part> parts,
        Instant at,
        @Nullable String inspectedBy) implements Event {
    public static final String TOPIC = "logistics.goods-back-inspected";

    public GoodsBackInspected {
        parts = List.copyOf(parts);
    }

    /** Pieces of a SKU that turned out alike. */
    @Serdeable
    public record Part(String skuCode, Finding found, long pieces) {}

    /** What a piece turned out to be. */
    public enum Finding {
        /** For sale again. */
        AVAILABLE,
        ON_HOLD,
        QUARANTINED,
        /** It is there, and nobody buys it. */
        DAMAGED,
        /** It was there, and is thrown away. */
        SCRAPPED,
        /** It is not in the parcel. */
        MISSING
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return returnId;
    }
}
