package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.accounts.Recipient;
import org.cunlu.logistics.Arrival;
import org.cunlu.logistics.Shipments;

/**
 * An order as its buyer sees it.
 * @param recipient as it was given when the order was placed
 * @param shortFen of the total, what is not to be paid or goes back for pieces that were not to be had
 * @param arrival the promise with the hours and what decides it; null in orders from before it was kept
 * @param tracking null until a parcel is booked
 * @param pickupCode to collect with, once the parcel lies ready
 * @param partOf the order of which this one serves missing pieces from another node; null for others
 * @param parts ids of orders that serve missing pieces of this one
 * @param expectedOn day on which the last of what it waits for is expected now; null for goods that are there
 * @param collectBy until when it waits there; null while it does not
 */
@Serdeable
public record OrderView(
        String orderId,
        String groupId,
        String sellerCode,
        String sellerName,
        String fromNode,
        String toNode,
        OrderState.Lifecycle lifecycle,
        OrderState.PaymentStatus paymentStatus,
        OrderState.FulfilmentStatus fulfilmentStatus,
        List<OrderLine> lines,
        long goodsFen,
        long freightFen,
        long discountFen,
        long totalFen,
        long shortFen,
        Instant promisedAt,
        @Nullable LocalDate expectedOn,
        @Nullable Arrival arrival,
        Instant placedAt,
        @Nullable Recipient recipient,
        List<Step> history,
        @Nullable Shipments.Tracking tracking,
        @Nullable String pickupCode,
        @Nullable Instant collectBy,
        @Nullable String partOf,
        List<String> parts) {
    public OrderView {
        lines = List.copyOf(lines);
        history = List.copyOf(history);
        parts = List.copyOf(parts);
    }

    /** A step as it is shown: what changed and why, not who of ours did it. */
    @Serdeable
    public record Step(
            Instant at,
            OrderStep.Why why,
            OrderState.Lifecycle lifecycle,
            OrderState.PaymentStatus paymentStatus,
            OrderState.FulfilmentStatus fulfilmentStatus) {}
}
