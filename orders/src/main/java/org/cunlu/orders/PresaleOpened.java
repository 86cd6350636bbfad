package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** A presale is open for orders. @param pieces that may be sold */
@Serdeable
public record PresaleOpened(
        String presaleId, String sellerCode, String offerId, String skuCode, long pieces, Instant at) implements Event {
    public static final String TOPIC = "orders.presale-opened";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return presaleId;
    }
}
