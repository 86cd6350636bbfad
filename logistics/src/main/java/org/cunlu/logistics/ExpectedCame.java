package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** All that an order waited for has come, and is the order's in stock. */
@Serdeable
public record ExpectedCame(String orderId, Instant at) implements Event {
    public static final String TOPIC = "logistics.expected-came";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return orderId;
    }
}
