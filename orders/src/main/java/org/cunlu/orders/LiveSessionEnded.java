package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** A live session is over: what nobody bought of it is free again. */
@Serdeable
public record LiveSessionEnded(String sessionId, String sellerCode, Instant at) implements Event {
    public static final String TOPIC = "orders.live-session-ended";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return sessionId;
    }
}
