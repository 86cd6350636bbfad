package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/**
 * Nobody looks for a lost parcel any more: a dispatcher has decided who pays for it. Should it turn up all the same, it goes back
 * to where it came from.
 * @param reason NODE_PAYS, CARRIER_PAYS or WRITTEN_OFF
 * @param payingNode with NODE_PAYS; null otherwise
 */
@Serdeable
public record ParcelGivenUp(
        String orderId,
        String barcode,
        Differences.Reason reason,
        @Nullable String payingNode,
        Instant at) implements Event {
    public static final String TOPIC = "logistics.parcel-given-up";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return barcode;
    }
}
