package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/**
 * Pieces that an order was to have were called up by a release of the reserve (动用令): the order goes without. Its claim
 * ({@link StockClaims}) is smaller by these pieces already, and so is what its parcel is to hold.
 * @param callId of this one, 13 characters: the same again is the same news
 * @param releaseId the release that took them
 * @param rule by which it gave way, such as {@code LATEST_FIRST}
 * @param pieces that it goes without, above 0
 * @param left pieces of this SKU that still go; 0 for none
 * @param parcelEmpty whether nothing is left in the parcel, which was withdrawn for that; else it goes with the rest
 */
@Serdeable
public record AllocationPreempted(
        String callId,
        String releaseId,
        String rule,
        String orderId,
        String barcode,
        String nodeCode,
        String skuCode,
        long pieces,
        long left,
        boolean parcelEmpty,
        Instant at)
        implements Event {
    public static final String TOPIC = "logistics.allocation-preempted";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return orderId;
    }
}
