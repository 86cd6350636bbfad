package org.cunlu.kernel.events;

import java.time.Instant;

/** An event as it lies in the outbox and travels. @param payload JSON  @param occurredAt county time */
record Told(
        String eventId, String topic, String subject, String county, int version, String payload, Instant occurredAt) {}
