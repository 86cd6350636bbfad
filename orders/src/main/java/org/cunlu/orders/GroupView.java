package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * A group as its buyer sees it.
 * @param payBy null when it is paid at pickup
 * @param payments attempts to pay it, the oldest first
 */
@Serdeable
public record GroupView(
        String groupId,
        OrderGroup.Status status,
        PaymentChoice payment,
        long totalFen,
        @Nullable Instant payBy,
        Instant placedAt,
        List<OrderSummary> orders,
        List<PaymentView> payments) {
    public GroupView {
        orders = List.copyOf(orders);
        payments = List.copyOf(payments);
    }

    public static GroupView of(OrderGroup group, List<Order> orders, List<PaymentView> payments) {
        return new GroupView(
                group.groupId(),
                group.status(),
                group.payment(),
                group.totalFen(),
                group.payBy(),
                group.placedAt(),
                orders.stream().map(OrderSummary::of).toList(),
                payments);
    }
}
