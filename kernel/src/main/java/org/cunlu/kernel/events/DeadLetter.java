package org.cunlu.kernel.events;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * An event that a subscriber could not take.
 * @param error kinds and codes of what went wrong last, without data
 * @param firstSeen real time at which it came first
 */
@Serdeable
record DeadLetter(
        String subscriber,
        String eventId,
        String topic,
        int attempts,
        @Nullable String error,
        Instant firstSeen) {}
