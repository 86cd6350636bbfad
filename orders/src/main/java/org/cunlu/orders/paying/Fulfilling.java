package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.logistics.ExpectedSupply;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockLine;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderCancelled;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.OrderPaid;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep;
import org.cunlu.orders.OrderStep.Why;
import org.cunlu.orders.PaidChange;
import org.cunlu.orders.PaidHold;

/** What captured money does to each order it pays: it is fulfilled, or brought back from expiry, or its money goes back. */
@Singleton
class Fulfilling {
    private static final String ACTOR = "gateway";
    private static final OrderState UNDER_WAY =
            new OrderState(Lifecycle.OPEN, PaymentStatus.PAID, FulfilmentStatus.ALLOCATED);
    private static final OrderState TO_GIVE_BACK =
            new OrderState(Lifecycle.CANCELLED, PaymentStatus.REFUND_DUE, FulfilmentStatus.GIVEN_BACK);

    private static final Set<PaymentStatus> ASKED_FOR = EnumSet.of(PaymentStatus.UNPAID, PaymentStatus.BALANCE_DUE);

    private final OrderBook book;
    private final List<PaidHold> holds;
    private final PaidChange changes;
    private final ExpectedSupply expected;
    private final Stock stock;
    private final Shipments shipments;
    private final OwedRefunds refunds;
    private final TakenLast last;
    private final Outbox outbox;

    Fulfilling(
            OrderBook book,
            List<PaidHold> holds,
            PaidChange changes,
            ExpectedSupply expected,
            Stock stock,
            Shipments shipments,
            OwedRefunds refunds,
            TakenLast last,
            Outbox outbox) {
        this.book = book;
        this.holds = List.copyOf(holds);
        this.changes = changes;
        this.expected = expected;
        this.stock = stock;
        this.shipments = shipments;
        this.refunds = refunds;
        this.last = last;
        this.outbox = outbox;
    }

    /** The goods of expired orders, or the right to sell them, cannot be had again: everything must be rolled back. */
    static final class StockGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StockGone() {
            super("stock gone", null, false, false);
        }
    }

    /** Others hold the room that was found: everything must be rolled back. */
    static final class RoomGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RoomGone() {
            super("room gone", null, false, false);
        }
    }

    /**
     * Joins the caller's transaction, in which the group is locked.
     * @param ways when and how each order could be there as of now, by order id
     * @param revive whether expired orders are brought back, and paid changes done: all of them or, by {@link StockGone} and
     *     {@link PaidChange.NotToBeHad}, none
     * @throws RoomGone when others hold the room that one of the ways needs
     */
    void fulfil(
            OrderGroup group,
            Payment payment,
            List<PaymentTable.Share> shares,
            Map<String, Promise> ways,
            boolean revive,
            Instant now) {
        Map<String, Order> orders =
                book.orders(group.groupId()).stream().collect(Collectors.toMap(Order::orderId, Function.identity()));
        var inTime = new ArrayList<Order>();
        var late = new ArrayList<Order>();
        var dropped = new ArrayList<Order>();
        var waiting = new ArrayList<Order>();
        var held = new ArrayList<Order>();
        for (PaymentTable.Share share : shares) {
            Order order = orders.get(share.orderId());
            boolean reachable = ways.get(order.orderId()) instanceof Promise.Kept;
            if (!ASKED_FOR.contains(order.state().payment()) || anotherDeposit(order, share)) {
                if (!changes.paid(payment.paymentId(), order, revive)) {
                    // Another payment was quicker: this one goes back, and the order is none the wiser.
                    refunds.open(payment, order.orderId(), share.amountFen(), Why.PAYMENT_CAPTURED, now);
                }
            } else if (order.state().lifecycle() == Lifecycle.OPEN
                    && order.state().fulfilment() == FulfilmentStatus.EXPECTED) {
                waiting.add(order);
            } else if (order.state().lifecycle() == Lifecycle.OPEN) {
                switch (held(order, now)) {
                    case WAIT -> held.add(order);
                    case SEND -> (reachable ? inTime : dropped).add(order);
                    case GIVE_BACK -> dropped.add(order);
                }
            } else if (!expired(order)) {
                giveBack(payment, order, share, Why.PAID_BUT_CANCELLED, now);
            } else if (revive && reachable) {
                late.add(order);
            } else {
                giveBack(payment, order, share, Why.PAID_BUT_NOT_TO_BE_HAD, now);
            }
        }
        waiting.forEach(order -> keepWaiting(order, now));
        held.forEach(
                order -> book.move(order, order.state().with(PaymentStatus.PAID), now, ACTOR, Why.PAYMENT_CAPTURED));
        Map<String, List<StockLine>> lines = lines(inTime, late);
        inTime.forEach(order -> start(
                order,
                lines,
                ways,
                comesLater(order, ways) ? Why.PAID_FOR_A_LATER_DEPARTURE : Why.PAYMENT_CAPTURED,
                now));
        late.forEach(order -> start(order, lines, ways, Why.PAID_AFTER_EXPIRY, now));
        dropped.forEach(order -> drop(order, now));
        waiting.addAll(held);
        book.move(group.groupId(), group.status(), statusAfter(group, orders.values(), inTime, late, dropped, waiting));
        waiting.removeAll(held);
        waiting.forEach(order -> secure(order.orderId()));
        // Stock and room last, so that what many want is held only for the moment of the commit.
        last.takeRules(late, dropped, now);
        last.takeStock(inTime, late, dropped, lines);
        last.takeRoom(inTime, late, dropped, ways);
    }

    private PaidHold.Answer held(Order order, Instant now) {
        return holds.stream()
                .map(hold -> hold.paid(order, now))
                .filter(answer -> answer != PaidHold.Answer.SEND)
                .findFirst()
                .orElse(PaidHold.Answer.SEND);
    }

    /** With the deposit, where it was the rest that was paid. */
    private void drop(Order order, Instant now) {
        book.move(order, TO_GIVE_BACK, now, ACTOR, Why.PAID_BUT_NOT_TO_BE_HAD);
        refunds.owe(order, Why.PAID_BUT_NOT_TO_BE_HAD);
        outbox.append(new OrderCancelled(order.orderId(), order.groupId(), order.sellerCode(), order.totalFen(), now));
    }

    /**
     * What was held when it was paid is sent, or its money goes back when no way leads there. Joins the caller's transaction, in
     * which the group is locked.
     * @throws RoomGone when others hold the room that its way needs
     */
    void release(Order order, Map<String, Promise> ways, Why why, Instant now) {
        List<Order> one = List.of(order);
        if (ways.get(order.orderId()) instanceof Promise.Kept) {
            Map<String, List<StockLine>> lines = lines(one, List.of());
            start(order, lines, ways, why, now);
            last.takeStock(one, List.of(), List.of(), lines);
            last.takeRoom(one, List.of(), List.of(), ways);
        } else {
            drop(order, now);
            last.takeRules(List.of(), one, now);
            last.takeStock(List.of(), List.of(), one, Map.of());
            last.takeRoom(List.of(), List.of(), one, ways);
        }
    }

    private Map<String, List<StockLine>> lines(List<Order> inTime, List<Order> late) {
        var both = new ArrayList<>(inTime);
        both.addAll(late);
        return book.stockLines(both);
    }

    private void start(
            Order order, Map<String, List<StockLine>> lines, Map<String, Promise> ways, Why why, Instant now) {
        var way = (Promise.Kept) ways.get(order.orderId());
        book.move(order, UNDER_WAY, way, now, ACTOR, why);
        shipments.book(new Shipments.Booking(
                order.orderId(),
                order.countyCode(),
                order.fromNode(),
                order.toNode(),
                order.recipientId(),
                0,
                lines.get(order.orderId()),
                way));
        outbox.append(new OrderPaid(order.orderId(), order.groupId(), order.sellerCode(), order.payableFen(), now));
    }

    /** Its parcel is booked when its goods are there; until then its promise stays as it is. */
    private void keepWaiting(Order order, Instant now) {
        boolean deposit = order.depositFen() > 0;
        book.move(
                order,
                order.state().with(deposit ? PaymentStatus.DEPOSIT_PAID : PaymentStatus.PAID),
                now,
                ACTOR,
                Why.PAYMENT_CAPTURED);
        if (deposit) {
            return;
        }
        outbox.append(new OrderPaid(order.orderId(), order.groupId(), order.sellerCode(), order.totalFen(), now));
    }

    private void secure(String orderId) {
        expected.secure(orderId);
        // What came already was held until now, like anything unpaid; it may be nothing.
        stock.allocate(orderId);
    }

    /** A promise that was made is changed for a reason on record only. What stays where it is needs no departure. */
    private static boolean comesLater(Order order, Map<String, Promise> ways) {
        var way = (Promise.Kept) ways.get(order.orderId());
        return !way.legs().isEmpty() && way.availableAt().isAfter(order.promisedAt());
    }

    private void giveBack(Payment payment, Order order, PaymentTable.Share share, Why why, Instant now) {
        book.move(order, TO_GIVE_BACK, now, ACTOR, why);
        refunds.open(payment, order.orderId(), share.amountFen(), why, now);
    }

    /** What the buyer cancelled himself is not brought back, nor what he waited for: others wait for it now. */
    private boolean expired(Order order) {
        List<OrderStep> history = book.history(List.of(order.orderId())).get(order.orderId());
        return history.getLast().why() == Why.NOT_PAID_IN_TIME
                && history.getFirst().state().fulfilment() != FulfilmentStatus.EXPECTED;
    }

    /** A deposit that was begun twice comes when the rest is asked for, and is not the rest. */
    private static boolean anotherDeposit(Order order, PaymentTable.Share share) {
        return order.state().payment() == PaymentStatus.BALANCE_DUE && share.amountFen() != order.dueFen();
    }

    private static OrderGroup.Status statusAfter(
            OrderGroup group,
            Collection<Order> before,
            List<Order> inTime,
            List<Order> late,
            List<Order> dropped,
            List<Order> waiting) {
        if (waiting.stream().anyMatch(order -> order.depositFen() > 0)) {
            // A presale's order is alone in its group.
            return OrderGroup.Status.DEPOSIT_PAID;
        }
        if (!inTime.isEmpty() || !late.isEmpty() || !waiting.isEmpty()) {
            return OrderGroup.Status.PAID;
        }
        if (before.stream().allMatch(order -> order.state().payment() == PaymentStatus.BALANCE_DUE)
                && dropped.isEmpty()) {
            // What came was not the rest, which is still awaited.
            return group.status();
        }
        // All of it went back: it awaits nothing any more.
        return group.status() == OrderGroup.Status.AWAITING_PAYMENT ? OrderGroup.Status.CANCELLED : group.status();
    }
}
