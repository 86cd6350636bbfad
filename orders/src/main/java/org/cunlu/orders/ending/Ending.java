package org.cunlu.orders.ending;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.money.Fen;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderCancelled;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep.Why;
import org.cunlu.orders.PlacingRules;
import org.cunlu.orders.Refunds;

/** Closes an order without a delivery: its money goes back, nothing is to be paid in cash any more, its buyer is told. */
@Singleton
class Ending {
    static final String ACTOR = "logistics";

    private final OrderBook book;
    private final Refunds refunds;
    private final Notices notices;
    private final Outbox outbox;
    private final DepartureRoom room;
    private final PlacingRules rules;

    Ending(OrderBook book, Refunds refunds, Notices notices, Outbox outbox, DepartureRoom room, PlacingRules rules) {
        this.book = book;
        this.refunds = refunds;
        this.notices = notices;
        this.outbox = outbox;
        this.room = room;
        this.rules = rules;
    }

    /** @return the order, whose group nobody else changes until the transaction has ended; empty when it is no order's */
    Optional<Order> locked(String orderId) {
        // Not every parcel is an order's. Read again under the lock: it may have moved since.
        return book.order(orderId).flatMap(known -> {
            book.lock(known.groupId());
            return book.order(orderId);
        });
    }

    /** Joins the caller's transaction. @param order open, locked */
    void end(Order order, FulfilmentStatus goods, Why why, Notices.Kind told, Instant at) {
        long back = 0;
        PaymentStatus payment = PaymentStatus.UNPAID;
        if (order.heldFen() > 0) {
            back = refunds.owe(order, why);
            if (back != order.heldFen()) {
                throw new IllegalStateException("what was paid is not what is owed back: order " + order.orderId());
            }
            payment = PaymentStatus.REFUND_DUE;
        }
        book.move(order, new OrderState(Lifecycle.CANCELLED, payment, goods), at, ACTOR, why);
        outbox.append(new OrderCancelled(order.orderId(), order.groupId(), order.sellerCode(), order.payableFen(), at));
        tell(order, told, back);
        rules.giveBack(List.of(order));
        room.free(List.of(order.orderId()));
    }

    /**
     * All of it goes from elsewhere, by other orders, which have its money but for what goes back. Joins the caller's
     * transaction. @param order open, locked @param backFen what goes back
     */
    void handOver(Order order, long backFen, Instant at) {
        PaymentStatus payment = PaymentStatus.UNPAID;
        if (backFen > 0 && order.state().payment() == PaymentStatus.PAID) {
            refunds.owePart(order, backFen, Why.PICKED_SHORT);
            payment = PaymentStatus.REFUND_DUE;
        }
        book.move(
                order,
                new OrderState(Lifecycle.CANCELLED, payment, FulfilmentStatus.GIVEN_BACK),
                at,
                ACTOR,
                Why.SERVED_FROM_ELSEWHERE);
        outbox.append(new OrderCancelled(order.orderId(), order.groupId(), order.sellerCode(), order.payableFen(), at));
        room.free(List.of(order.orderId()));
    }

    void tell(Order order, Notices.Kind kind, long backFen) {
        notices.tell(order.accountId(), kind, Map.of("order", order.orderId(), "refund", Fen.text(backFen)));
    }
}
