package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/** An order in a list. */
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
                order.placedAt());
    }
}
