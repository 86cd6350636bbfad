package org.cunlu.orders.aftersales;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Shipments;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderStep;

/** When a buyer has received: collected at his station, or brought to him by the carrier. */
@Singleton
class Receipt {
    /** The carrier's word that it is delivered, as a step of ours or of his. */
    private static final Set<String> DELIVERED = Set.of("DELIVER", "DELIVERED");

    private final OrderBook book;
    private final Shipments shipments;

    Receipt(OrderBook book, Shipments shipments) {
        this.book = book;
        this.shipments = shipments;
    }

    /** @throws ProblemException 409 {@code not-received} */
    Instant of(Order order) {
        return when(order)
                .orElseThrow(
                        () -> ProblemException.of(409, "not-received", "尚未收货，不能申请售后 · It was not received yet", null));
    }

    Optional<Instant> when(Order order) {
        if (order.state().lifecycle() != Lifecycle.COMPLETED) {
            return Optional.empty();
        }
        if (order.state().fulfilment() == FulfilmentStatus.WITH_CARRIER) {
            var tracking = shipments.track(List.of(order.orderId())).get(order.orderId());
            return tracking == null
                    ? Optional.empty()
                    : tracking.steps().stream()
                            .filter(step -> DELIVERED.contains(step.what()))
                            .map(Shipments.Step::at)
                            .min(Comparator.naturalOrder());
        }
        return book.history(List.of(order.orderId())).getOrDefault(order.orderId(), List.of()).stream()
                .filter(step -> step.why() == OrderStep.Why.DELIVERED)
                .map(OrderStep::at)
                .findFirst();
    }
}
