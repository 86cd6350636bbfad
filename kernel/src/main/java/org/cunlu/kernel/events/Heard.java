package org.cunlu.kernel.events;

import java.time.Instant;

/** What is known of an event beside its content. @param attempt 1 the first time */
public record Heard(String eventId, Instant occurredAt, int attempt) {}
