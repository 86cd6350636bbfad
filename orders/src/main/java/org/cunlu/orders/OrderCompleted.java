package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** An order's goods are with the buyer or his carrier and everybody's due is booked. */
@Serdeable
public record OrderCompleted(String orderId, String groupId, String sellerCode, long totalFen, Instant at)
        implements Event {
    public static final String TOPIC = "orders.order-completed";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return orderId;
    }
}
