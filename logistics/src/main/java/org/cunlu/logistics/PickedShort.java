package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/**
 * A picker found fewer pieces than an order was to have, and nothing at the node makes up for them: the order goes without. Its
 * claim ({@link StockClaims}) is smaller by these pieces already, and so is what its parcel is to hold.
 * @param shortId of this short pick, 13 characters: the same again is the same news
 * @param pieces that it goes without, above 0
 * @param left pieces of this SKU that still go; 0 for none
 * @param parcelEmpty whether nothing is left in the parcel, which was withdrawn for that; else it goes with the rest
 */
@Serdeable
public record PickedShort(
        String shortId,
        String orderId,
        String barcode,
        String nodeCode,
        String skuCode,
        long pieces,
        long left,
        boolean parcelEmpty,
        Instant at)
        implements Event {
    public static final String TOPIC = "logistics.picked-short";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return orderId;
    }
}
