package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** A live session began: its stock is kept apart. */
@Serdeable
public record LiveSessionStarted(String sessionId, String sellerCode, Instant at) implements Event {
    public static final String TOPIC = "orders.live-session-started";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return sessionId;
    }
}
