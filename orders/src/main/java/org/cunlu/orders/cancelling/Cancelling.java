package org.cunlu.orders.cancelling;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.moment.Moment;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.ExpectedSupply;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.Stock;
import org.cunlu.orders.Cancellations;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderCancelled;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep.Why;
import org.cunlu.orders.OrderSummary;
import org.cunlu.orders.PaymentQuestions;
import org.cunlu.orders.PlacingRules;
import org.cunlu.orders.PresaleEnds;
import org.cunlu.orders.Refunds;
import org.cunlu.orders.UnsentOrders;

/** Ends orders whose goods still lie on their shelf: because the buyer wants it, or because nobody paid in time. */
@Singleton
class Cancelling implements UnsentOrders, Cancellations {
    private static final Moment ASKED = Moment.named("cancelling.asked");
    private static final Moment LOCKED = Moment.named("cancelling.locked");
    private static final Moment ENDED = Moment.named("cancelling.ended");
    private static final Moment OVERDUE = Moment.named("expiring.overdue");
    private static final Moment EXPIRED = Moment.named("expiring.given-back");

    /** How much longer a rest may be paid when the gateway does not answer at the end of its time. */
    private static final Duration UNKNOWN = Duration.ofMinutes(10);

    /** For how long in all: no gateway lets a charge stay open longer than a day, and one more for their clocks and ours. */
    static final Duration UNKNOWN_MOST = Duration.ofDays(2);

    private final OrderBook book;
    private final PlacingRules rules;
    private final ExpectedSupply expected;
    private final Stock stock;
    private final DepartureRoom room;
    private final Shipments shipments;
    private final Refunds refunds;
    private final PresaleEnds presales;
    private final PaymentQuestions questions;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Clock clock;

    Cancelling(
            OrderBook book,
            PlacingRules rules,
            ExpectedSupply expected,
            Stock stock,
            DepartureRoom room,
            Shipments shipments,
            Refunds refunds,
            PresaleEnds presales,
            PaymentQuestions questions,
            Outbox outbox,
            Idempotency idempotency,
            Transactions transactions,
            Clock clock) {
        this.book = book;
        this.rules = rules;
        this.expected = expected;
        this.stock = stock;
        this.room = room;
        this.shipments = shipments;
        this.refunds = refunds;
        this.presales = presales;
        this.questions = questions;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What is asked, whole, so that one key cannot stand for two orders. */
    @Serdeable
    record Request(String orderId) {}

    @Override
    public OrderSummary byBuyer(String accountId, String orderId, String key) {
        return idempotency.once(
                accountId,
                "orders.cancel",
                key,
                new Request(orderId),
                OrderSummary.class,
                () -> cancel(accountId, orderId));
    }

    private OrderSummary cancel(String accountId, String orderId) {
        Order asked = book.order(orderId)
                .filter(order -> order.accountId().equals(accountId))
                .orElseThrow(ProblemException::notFound);
        ASKED.reached();
        OrderGroup group = book.lock(asked.groupId()).orElseThrow();
        LOCKED.reached();
        // Read again under the lock: it may have been paid or expired since.
        Order order = book.order(orderId).orElseThrow();
        if (order.state().lifecycle() != Lifecycle.OPEN) {
            throw tooLate();
        }
        boolean onShelf = order.state().fulfilment() == FulfilmentStatus.RESERVED
                || waits(order)
                || order.state().fulfilment() == FulfilmentStatus.ALLOCATED && shipments.withdraw(orderId);
        if (!onShelf) {
            throw tooLate();
        }
        return OrderSummary.of(end(order, group, paymentAfter(order), accountId, Why.CANCELLED_BY_BUYER));
    }

    @Override
    public Optional<Order> end(String orderId, Why why, String actor) {
        OrderGroup group =
                book.lock(book.order(orderId).orElseThrow().groupId()).orElseThrow();
        Order order = book.order(orderId).orElseThrow();
        boolean held =
                order.state().lifecycle() == Lifecycle.OPEN && order.state().fulfilment() == FulfilmentStatus.RESERVED;
        if (!held) {
            return Optional.empty();
        }
        PaymentStatus payment =
                order.state().payment() == PaymentStatus.UNPAID ? PaymentStatus.UNPAID : ended(order, false, why);
        return Optional.of(end(order, group, payment, actor, why));
    }

    private Order end(Order order, OrderGroup group, PaymentStatus payment, String actor, Why why) {
        Instant now = clock.instant();
        var to = new OrderState(Lifecycle.CANCELLED, payment, FulfilmentStatus.GIVEN_BACK);
        Order ended = book.move(order, to, now, actor, why);
        tell(ended, now);
        closeIfEmpty(group);
        rules.giveBack(List.of(ended));
        if (waits(order)) {
            expected.release(order.orderId());
        }
        stock.release(order.orderId());
        room.free(List.of(order.orderId()));
        ENDED.reached();
        return ended;
    }

    private static boolean waits(Order order) {
        return order.state().fulfilment() == FulfilmentStatus.EXPECTED;
    }

    private PaymentStatus paymentAfter(Order order) {
        boolean keeps = presales.keepsOnCancel(order);
        return switch (order.state().payment()) {
            case UNPAID, CASH_DUE -> PaymentStatus.UNPAID;
            case PAID, DEPOSIT_PAID, BALANCE_DUE -> ended(order, keeps, Why.CANCELLED_BY_BUYER);
            case REFUND_DUE, REFUNDED, FORFEITED -> throw tooLate();
        };
    }

    /** @param keeps whether the seller keeps what was paid */
    private PaymentStatus ended(Order order, boolean keeps, Why why) {
        if (keeps) {
            return PaymentStatus.FORFEITED;
        }
        if (refunds.owe(order, why) != order.heldFen()) {
            throw new IllegalStateException("what was paid is not what is owed back: order " + order.orderId());
        }
        return PaymentStatus.REFUND_DUE;
    }

    private void closeIfEmpty(OrderGroup group) {
        boolean open = book.orders(group.groupId()).stream()
                .anyMatch(order -> order.state().lifecycle() == Lifecycle.OPEN);
        if (!open && group.status() == OrderGroup.Status.AWAITING_PAYMENT) {
            book.move(group.groupId(), OrderGroup.Status.AWAITING_PAYMENT, OrderGroup.Status.CANCELLED);
        }
    }

    /** Ends what is overdue. @return how many groups were ended by this call */
    int expire(int limit) {
        int ended = 0;
        for (String groupId : book.overdue(clock.instant(), limit)) {
            // Each in a transaction of its own: what is locked is locked shortly, and one that fails stops no other.
            OVERDUE.reached();
            Rest rest = rest(groupId);
            ended += rest != Rest.WAITED_FOR && transactions.run(() -> expire(groupId, rest == Rest.KNOWN)) ? 1 : 0;
        }
        return ended;
    }

    /** What is known of the rest of a deposit when its time is over. */
    private enum Rest {
        KNOWN,
        WAITED_FOR,
        /** It was waited for long enough: nothing is sold to him, and nothing is kept that he may have paid for. */
        NEVER_KNOWN
    }

    /** Before a deposit is kept because the rest was not paid, the gateway is asked whether it was: its notice may be lost. */
    private Rest rest(String groupId) {
        List<Order> due = transactions.read(() -> book.orders(groupId)).stream()
                .filter(order -> order.state().payment() == PaymentStatus.BALANCE_DUE)
                .toList();
        if (due.isEmpty() || questions.ask(groupId)) {
            return Rest.KNOWN;
        }
        Instant now = clock.instant();
        Instant last = transactions.read(() -> due.stream()
                .flatMap(order -> presales.restBy(order).stream())
                .map(by -> by.plus(UNKNOWN_MOST))
                .min(Comparator.naturalOrder())
                .orElse(now));
        if (!last.isAfter(now)) {
            return Rest.NEVER_KNOWN;
        }
        // The gateway cannot say, so he could not pay either; and it must not stand before the others.
        Instant next = now.plus(UNKNOWN);
        transactions.run(() -> book.payLater(groupId, next.isBefore(last) ? next : last));
        return Rest.WAITED_FOR;
    }

    /** @param known whether it is known that a rest which is due was not paid */
    private boolean expire(String groupId, boolean known) {
        Instant now = clock.instant();
        if (book.lockOverdue(groupId, now).isEmpty()) {
            // Paid meanwhile, or another instance has it.
            return false;
        }
        List<Order> given = new ArrayList<>();
        List<String> waited = new ArrayList<>();
        for (Order order : book.orders(groupId)) {
            if (order.state().lifecycle() == Lifecycle.OPEN) {
                PaymentStatus payment = order.state().payment() == PaymentStatus.BALANCE_DUE
                        ? ended(order, known && presales.keepsWhenUnpaid(order), Why.NOT_PAID_IN_TIME)
                        : PaymentStatus.UNPAID;
                var to = new OrderState(Lifecycle.CANCELLED, payment, FulfilmentStatus.GIVEN_BACK);
                tell(book.move(order, to, now, "system", Why.NOT_PAID_IN_TIME), now);
                given.add(order);
                if (waits(order)) {
                    waited.add(order.orderId());
                }
            }
        }
        book.move(groupId, OrderGroup.Status.AWAITING_PAYMENT, OrderGroup.Status.EXPIRED);
        rules.giveBack(given);
        waited.forEach(expected::release);
        given.forEach(order -> stock.release(order.orderId()));
        room.free(given.stream().map(Order::orderId).toList());
        EXPIRED.reached();
        return true;
    }

    private void tell(Order order, Instant now) {
        outbox.append(new OrderCancelled(order.orderId(), order.groupId(), order.sellerCode(), order.totalFen(), now));
    }

    private static ProblemException tooLate() {
        return ProblemException.of(
                409, "too-late", "已不能取消 · Too late to cancel", "货已打包或订单已结束 · It is packed, or over already");
    }
}
