package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import org.cunlu.kernel.events.Event;

/**
 * A presale is late: its seller says so, or its last day of shipping has passed without a harvest.
 * @param shipTo the last day of shipping, as it stands now
 * @param lateness how often it was late, 1 for the first time
 */
@Serdeable
public record PresaleLate(String presaleId, String sellerCode, LocalDate shipTo, int lateness, Instant at)
        implements Event {
    public static final String TOPIC = "orders.presale-late";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return presaleId;
    }
}
