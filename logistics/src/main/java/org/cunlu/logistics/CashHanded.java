package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/**
 * Cash went from one holder to the next, and both said how much.
 * @param fromNode the station it left; null when a driver had it
 * @param toNode where it is now; null while a driver has it
 * @param leftFen what its last holder had to give
 * @param gotFen what the next one counted
 */
@Serdeable
public record CashHanded(
        String handoverId,
        String countyCode,
        @Nullable String fromNode,
        @Nullable String toNode,
        long leftFen,
        long gotFen,
        Instant at)
        implements Event {
    public static final String TOPIC = "logistics.cash-handed";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return handoverId;
    }
}
