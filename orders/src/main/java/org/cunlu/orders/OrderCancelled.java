package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** An order was cancelled or expired, or ended otherwise without a delivery. */
@Serdeable
public record OrderCancelled(String orderId, String groupId, String sellerCode, long totalFen, Instant at)
        implements Event {
    public static final String TOPIC = "orders.order-cancelled";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return orderId;
    }
}
