package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** An order was accepted, its price is fixed and its goods are reserved (or allocated, when paid at pickup). */
@Serdeable
public record OrderPlaced(String orderId, String groupId, String sellerCode, long totalFen, Instant at)
        implements Event {
    public static final String TOPIC = "orders.order-placed";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return orderId;
    }
}
