package org.cunlu.catalog;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** A seller may bear a regional brand's name from its first valid day on. */
@Serdeable
public record AuthorizationGranted(String authorizationId, String brandCode, String sellerCode, Instant at)
        implements Event {
    public static final String TOPIC = "catalog.authorization-granted";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return authorizationId;
    }
}
