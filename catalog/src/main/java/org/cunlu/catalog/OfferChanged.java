package org.cunlu.catalog;

import io.micronaut.serde.annotation.Serdeable;
import org.cunlu.kernel.events.Event;

/** An offer was published, withdrawn, or its product, price or sources changed. @param offerVersion of the offer after it */
@Serdeable
public record OfferChanged(String offerId, long offerVersion) implements Event {
    public static final String TOPIC = "catalog.offer-changed";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return offerId;
    }
}
