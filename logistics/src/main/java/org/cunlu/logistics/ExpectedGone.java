package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** Some of what an order waited for will not come, or did not in the time that it was waited for. */
@Serdeable
public record ExpectedGone(String orderId, Reason reason, Instant at) implements Event {
    public static final String TOPIC = "logistics.expected-gone";

    /** Why. */
    public enum Reason {
        /** Fewer came than were ordered or shipped, or nothing more will. */
        SHORT,
        /** The last day of patience is over. */
        TOO_LATE
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return orderId;
    }
}
