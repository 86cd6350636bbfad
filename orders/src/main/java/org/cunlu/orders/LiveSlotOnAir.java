package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** A live slot can be bought now. */
@Serdeable
public record LiveSlotOnAir(String sessionId, String slotId, String offerId, long priceFen, Instant at)
        implements Event {
    public static final String TOPIC = "orders.live-slot-on-air";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return slotId;
    }
}
