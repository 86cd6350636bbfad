package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/**
 * What was promised for a parcel does not hold any more: it comes later, to another station, or nobody knows when.
 * @param slip number of the slip among the parcel's, from 1
 * @param promisedFirst what the buyer was promised when he ordered
 * @param promisedNow null when no way leads there now; it is looked for again
 * @param toNode where it is to be collected from now on
 * @param moved whether that is another station than until now
 * @param fromNode where it was to be collected until now; null in what was told before this was known
 */
@Serdeable
public record ParcelSlipped(
        String orderId,
        String barcode,
        int slip,
        SlipReason reason,
        Instant promisedFirst,
        @Nullable Instant promisedNow,
        String toNode,
        boolean moved,
        Instant at,
        @Nullable String fromNode)
        implements Event {
    public static final String TOPIC = "logistics.parcel-slipped";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return barcode;
    }
}
