package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/**
 * A parcel holds pieces of a lot that was called back: whoever sold them tells who bought them. While the parcel is in the
 * network's hands it is not handed over.
 * @param recallId of the recall, 13 characters
 * @param pieces of the lot in this parcel
 * @param handedOver whether its recipient, or a carrier, has it already
 */
@Serdeable
public record LotRecalled(
        String recallId,
        String orderId,
        String barcode,
        String skuCode,
        String lotCode,
        long pieces,
        boolean handedOver,
        Instant at)
        implements Event {
    public static final String TOPIC = "logistics.lot-recalled";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return orderId;
    }
}
