package org.cunlu.orders.backorder;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.ExpectedCame;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.SlipReason;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep.Why;

/**
 * The goods that an order waited for are there, and are the order's in stock already. One that is paid gets its parcel, by the
 * departures that it holds; when these cannot be taken any more, the parcel slips at once, with its reason. One that is not
 * paid yet waits for its money like any other.
 */
@Singleton
class CameAtLast implements Subscriber<ExpectedCame> {
    private static final String ACTOR = "logistics";

    private final OrderBook book;
    private final Shipments shipments;
    private final DepartureRoom room;
    private final Rerouting rerouting;
    private final Clock clock;

    CameAtLast(OrderBook book, Shipments shipments, DepartureRoom room, Rerouting rerouting, Clock clock) {
        this.book = book;
        this.shipments = shipments;
        this.room = room;
        this.rerouting = rerouting;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "orders.came-at-last";
    }

    @Override
    public String topic() {
        return ExpectedCame.TOPIC;
    }

    @Override
    public Class<ExpectedCame> type() {
        return ExpectedCame.class;
    }

    @Override
    public void on(ExpectedCame event, Heard heard) {
        book.order(event.orderId()).ifPresent(known -> {
            book.lock(known.groupId());
            Order order = book.order(event.orderId()).orElseThrow();
            OrderState state = order.state();
            if (state.lifecycle() != Lifecycle.OPEN || state.fulfilment() != FulfilmentStatus.EXPECTED) {
                return;
            }
            if (state.payment() == PaymentStatus.PAID) {
                book.move(order, state.with(FulfilmentStatus.ALLOCATED), event.at(), ACTOR, Why.GOODS_CAME);
                send(order);
            } else {
                book.move(order, state.with(FulfilmentStatus.RESERVED), event.at(), ACTOR, Why.GOODS_CAME);
            }
        });
    }

    private void send(Order order) {
        Instant now = clock.instant();
        List<Leg> legs = room.of(List.of(order.orderId())).getOrDefault(order.orderId(), List.of()).stream()
                .map(DepartureRoom.Held::leg)
                .toList();
        String barcode = shipments.book(new Shipments.Booking(
                order.orderId(),
                order.countyCode(),
                order.fromNode(),
                order.toNode(),
                order.recipientId(),
                0,
                book.stockLines(List.of(order)).get(order.orderId()),
                new Promise.Kept(legs, order.promisedAt(), order.arrival())));
        boolean stands = legs.isEmpty()
                ? !order.promisedAt().isBefore(now)
                : room.standing(order.orderId(), now).isPresent()
                        && !legs.getLast().arrivesAt().isAfter(order.promisedAt());
        if (!stands) {
            rerouting.reroute(
                    List.of(barcode),
                    new Rerouting.Cause(SlipReason.GOODS_LATE, "expected:" + order.orderId(), "system"));
        }
    }
}
