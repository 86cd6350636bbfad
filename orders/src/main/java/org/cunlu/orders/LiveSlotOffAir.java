package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** A live slot cannot be bought any more. */
@Serdeable
public record LiveSlotOffAir(String sessionId, String slotId, String offerId, Instant at) implements Event {
    public static final String TOPIC = "orders.live-slot-off-air";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return slotId;
    }
}
