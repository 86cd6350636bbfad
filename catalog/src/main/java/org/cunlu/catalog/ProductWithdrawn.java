package org.cunlu.catalog;

import io.micronaut.serde.annotation.Serdeable;
import org.cunlu.kernel.events.Event;

/** A product may not be sold any more, by nobody. @param productVersion after it */
@Serdeable
public record ProductWithdrawn(String productCode, long productVersion) implements Event {
    public static final String TOPIC = "catalog.product-withdrawn";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return productCode;
    }
}
