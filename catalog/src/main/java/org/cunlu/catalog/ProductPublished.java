package org.cunlu.catalog;

import io.micronaut.serde.annotation.Serdeable;
import org.cunlu.kernel.events.Event;

/** A product may be sold from now on, or what is said of it was changed while it may. @param productVersion after it */
@Serdeable
public record ProductPublished(String productCode, long productVersion) implements Event {
    public static final String TOPIC = "catalog.product-published";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return productCode;
    }
}
