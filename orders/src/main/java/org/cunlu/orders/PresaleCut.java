package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** A harvest was smaller than what was sold of it, and is shared out. @param sold pieces @param harvested pieces */
@Serdeable
public record PresaleCut(String presaleId, String sellerCode, long sold, long harvested, Instant at) implements Event {
    public static final String TOPIC = "orders.presale-cut";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return presaleId;
    }
}
