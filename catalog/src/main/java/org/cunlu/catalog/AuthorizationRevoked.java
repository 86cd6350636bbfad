package org.cunlu.catalog;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** A seller may not bear a regional brand's name any more; orders placed before stand. */
@Serdeable
public record AuthorizationRevoked(String authorizationId, String brandCode, String sellerCode, Instant at)
        implements Event {
    public static final String TOPIC = "catalog.authorization-revoked";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return authorizationId;
    }
}
