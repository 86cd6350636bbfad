package org.cunlu.orders.aftersales;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.Shipments.Tracking;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderStep;
import org.cunlu.orders.Receipts;

/** When a buyer has received: collected at his station, or brought to him by the carrier. */
@Singleton
class Receipt implements Receipts {
    /** The carrier's word that it is delivered, as a step of ours or of his. */
    private static final Set<String> DELIVERED = Set.of("DELIVER", "DELIVERED");

    private final OrderBook book;
    private final Shipments shipments;
    private final Clock clock;
    private final Duration presumed;

    /** @param presumed after a carrier took it over, when he says nothing more: an assumption, no rule was found */
    Receipt(
            OrderBook book,
            Shipments shipments,
            Clock clock,
            @Value("${cunlu.orders.carrier-delivery:10d}") Duration presumed) {
        this.book = book;
        this.shipments = shipments;
        this.clock = clock;
        this.presumed = presumed;
    }

    /** @throws ProblemException 409 {@code not-received} */
    Instant of(Order order) {
        return when(order).orElseThrow(Receipt::notReceived);
    }

    /** @return when it was brought or collected by somebody's word, for what depends on the hour */
    Instant said(Order order) {
        return saidOrNot(order).orElseThrow(Receipt::notReceived);
    }

    /** As {@link #said}, empty where nobody's word says so. */
    Optional<Instant> saidOrNot(Order order) {
        return carried(order) ? word(shipments.track(List.of(order.orderId())).get(order.orderId())) : when(order);
    }

    Optional<Instant> when(Order order) {
        return Optional.ofNullable(of(List.of(order)).get(order.orderId()));
    }

    @Override
    public Map<String, Instant> of(Collection<Order> orders) {
        List<Order> done = orders.stream()
                .filter(order -> order.state().lifecycle() == Lifecycle.COMPLETED)
                .toList();
        List<String> carried =
                done.stream().filter(Receipt::carried).map(Order::orderId).toList();
        var history = done.isEmpty()
                ? Map.<String, List<OrderStep>>of()
                : book.history(done.stream().map(Order::orderId).toList());
        Map<String, Tracking> tracked = carried.isEmpty() ? Map.of() : shipments.track(carried);
        var received = new HashMap<String, Instant>();
        for (Order order : done) {
            Optional<Instant> delivered = history.getOrDefault(order.orderId(), List.of()).stream()
                    .filter(step -> step.why() == OrderStep.Why.DELIVERED)
                    .map(OrderStep::at)
                    .findFirst();
            Optional<Instant> at = carried(order) ? brought(tracked.get(order.orderId()), delivered) : delivered;
            at.ifPresent(when -> received.put(order.orderId(), when));
        }
        return received;
    }

    private Optional<Instant> brought(@Nullable Tracking tracking, Optional<Instant> takenOver) {
        Optional<Instant> word = word(tracking);
        if (word.isPresent() || tracking == null || tracking.state() != ParcelState.WITH_CARRIER) {
            // What he lost or brings back was not received, however long ago it was.
            return word;
        }
        return takenOver.map(at -> at.plus(presumed)).filter(at -> !at.isAfter(clock.instant()));
    }

    private static Optional<Instant> word(@Nullable Tracking tracking) {
        return tracking == null
                ? Optional.empty()
                : tracking.steps().stream()
                        .filter(step -> DELIVERED.contains(step.what()))
                        .map(Shipments.Step::at)
                        .min(Comparator.naturalOrder());
    }

    private static boolean carried(Order order) {
        return order.state().lifecycle() == Lifecycle.COMPLETED
                && order.state().fulfilment() == FulfilmentStatus.WITH_CARRIER;
    }

    private static ProblemException notReceived() {
        return ProblemException.of(409, "not-received", "尚未收货，不能申请售后 · It was not received yet", null);
    }
}
