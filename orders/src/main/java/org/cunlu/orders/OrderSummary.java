package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.logistics.Arrival;

/** An order in a list. @param arrival the promise as its buyer is told it; null in orders from before it was kept */
@Serdeable
public record OrderSummary(
        String orderId,
        String groupId,
        String sellerCode,
        String sellerName,
        String fromNode,
        String toNode,
        OrderState.Lifecycle lifecycle,
        OrderState.PaymentStatus paymentStatus,
        OrderState.FulfilmentStatus fulfilmentStatus,
        long goodsFen,
        long freightFen,
        long discountFen,
        long totalFen,
        Instant promisedAt,
        @Nullable Arrival arrival,
        Instant placedAt) {
    public static OrderSummary of(Order order) {
        return new OrderSummary(
                order.orderId(),
                order.groupId(),
                order.sellerCode(),
                order.sellerName(),
                order.fromNode(),
                order.toNode(),
                order.state().lifecycle(),
                order.state().payment(),
                order.state().fulfilment(),
                order.goodsFen(),
                order.freightFen(),
                order.discountFen(),
                order.totalFen(),
                order.promisedAt(),
                order.arrival(),
                order.placedAt());
    }
}
