package org.cunlu.kernel.events;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * An event as it lies in the outbox and travels.
 * @param kind who wants it is decided by it; null as it came to one of them, and of one that is for all
 * @param payload JSON
 * @param occurredAt county time
 */
record Told(
        String eventId,
        String topic,
        @Nullable String kind,
        String subject,
        String county,
        int version,
        String payload,
        Instant occurredAt) {}
