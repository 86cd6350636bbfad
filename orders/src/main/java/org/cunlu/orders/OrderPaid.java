package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** An order's money arrived, or is promised as cash at pickup, and its goods are allocated. */
@Serdeable
public record OrderPaid(String orderId, String groupId, String sellerCode, long totalFen, Instant at) implements Event {
    public static final String TOPIC = "orders.order-paid";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return orderId;
    }
}
