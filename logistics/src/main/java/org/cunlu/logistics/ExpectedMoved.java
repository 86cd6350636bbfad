package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import org.cunlu.kernel.events.Event;

/** What an order waits for is expected later than it was. @param on the county's day on which the last of it is expected now */
@Serdeable
public record ExpectedMoved(String orderId, LocalDate on, Instant at) implements Event {
    public static final String TOPIC = "logistics.expected-moved";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return orderId;
    }
}
