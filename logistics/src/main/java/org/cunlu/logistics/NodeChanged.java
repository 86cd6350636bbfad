package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** A node is not what it was: what it is now, {@link Network} tells. Told with the act or file that changed it. */
@Serdeable
public record NodeChanged(String nodeCode, String countyCode, What what, Instant at) implements Event {
    public static final String TOPIC = "logistics.node-changed";

    /** How. */
    public enum What {
        OPENED,
        SUSPENDED,
        CLOSED,
        /** Its services, hours, classes, flags, place or parent, or a step before its opening. */
        CHANGED
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String kind() {
        return what.name();
    }

    @Override
    public String subject() {
        return nodeCode;
    }
}
