package org.cunlu.orders.completing;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.ParcelMoved;
import org.cunlu.logistics.ParcelState;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderCompleted;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep.Why;
import org.cunlu.orders.Weighings;

/**
 * An order follows its parcel. News may come twice, late or out of order: what the order has reached already is no news.
 * With the delivery the cash is booked, everybody's due with it, and the order is complete, all in one transaction.
 */
@Singleton
class ParcelNews implements Subscriber<ParcelMoved> {
    private static final String ACTOR = "logistics";

    private final OrderBook book;
    private final Ledger ledger;
    private final Weighings weighings;
    private final Outbox outbox;

    ParcelNews(OrderBook book, Ledger ledger, Weighings weighings, Outbox outbox) {
        this.book = book;
        this.ledger = ledger;
        this.weighings = weighings;
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return "orders.completing";
    }

    @Override
    public String topic() {
        return ParcelMoved.TOPIC;
    }

    @Override
    public Set<String> kinds() {
        return Arrays.stream(ParcelState.values())
                .filter(state -> reached(state) != null)
                .map(Enum::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Class<ParcelMoved> type() {
        return ParcelMoved.class;
    }

    @Override
    public void on(ParcelMoved event, Heard heard) {
        onAll(List.of(new News<>(event, heard)));
    }

    @Override
    public void onAll(List<News<ParcelMoved>> news) {
        List<ParcelMoved> events = news.stream()
                .map(News::event)
                .filter(event -> reached(event.state()) != null)
                .toList();
        Map<String, Order> orders =
                locked(events.stream().map(ParcelMoved::orderId).distinct().toList());
        weigh(events, orders);
        for (ParcelMoved event : events) {
            // Not every parcel is an order's.
            orders.computeIfPresent(event.orderId(), (orderId, order) -> after(order, event));
        }
    }

    /** What is packed is weighed: its money is settled before anything else becomes of it. */
    private void weigh(List<ParcelMoved> events, Map<String, Order> orders) {
        var packed = new HashMap<String, Order>();
        for (ParcelMoved event : events) {
            Order order = orders.get(event.orderId());
            if (order != null
                    && order.state().lifecycle() == Lifecycle.OPEN
                    && order.state().fulfilment().compareTo(FulfilmentStatus.PACKED) < 0) {
                packed.put(order.orderId(), order);
            }
        }
        if (!packed.isEmpty()) {
            orders.putAll(weighings.settle(packed, events.getFirst().at()));
        }
    }

    /** Their groups are found before they are locked, and what they are is what they are then. */
    private Map<String, Order> locked(List<String> orderIds) {
        book.lock(book.orders(orderIds).stream().map(Order::groupId).distinct().toList());
        var orders = new HashMap<String, Order>();
        book.orders(orderIds).forEach(order -> orders.put(order.orderId(), order));
        return orders;
    }

    /** @return the order as it is after this */
    private Order after(Order order, ParcelMoved event) {
        FulfilmentStatus reached = reached(event.state());
        boolean news = order.state().lifecycle() == Lifecycle.OPEN
                && order.state().fulfilment().compareTo(reached) < 0;
        if (!news) {
            return order;
        }
        return delivered(reached)
                ? complete(order, reached, event)
                : book.move(order, order.state().with(reached), event.at(), ACTOR, Why.PARCEL_MOVED);
    }

    private Order complete(Order order, FulfilmentStatus reached, ParcelMoved event) {
        if (order.state().payment() == PaymentStatus.CASH_DUE) {
            ledger.cashTaken(order, event.nodeCode(), event.cashFen());
        }
        // It may have been sent to another station since it was ordered: the one that worked on it earns by it.
        ledger.delivered(order, event.nodeCode() == null ? order.toNode() : event.nodeCode());
        Order completed = book.move(
                order,
                new OrderState(Lifecycle.COMPLETED, PaymentStatus.PAID, reached),
                event.at(),
                ACTOR,
                Why.DELIVERED);
        outbox.append(new OrderCompleted(
                order.orderId(), order.groupId(), order.sellerCode(), order.payableFen(), event.at()));
        return completed;
    }

    private static boolean delivered(FulfilmentStatus reached) {
        return reached == FulfilmentStatus.HANDED_OVER || reached == FulfilmentStatus.WITH_CARRIER;
    }

    /** @return how far the goods of the order are, or null when the state says nothing of it */
    @Nullable
    private static FulfilmentStatus reached(ParcelState state) {
        return switch (state) {
            case BOOKED, WITHDRAWN, REFUSED, RETURNED, LOST -> null;
            case AT_NODE, LOADED, ON_TRIP, AT_STOP -> FulfilmentStatus.PACKED;
            case READY -> FulfilmentStatus.READY;
            case HANDED_OVER -> FulfilmentStatus.HANDED_OVER;
            case WITH_CARRIER -> FulfilmentStatus.WITH_CARRIER;
        };
    }
}
