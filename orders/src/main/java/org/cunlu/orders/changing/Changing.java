package org.cunlu.orders.changing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Leg;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.Resourcing;

/**
 * Operators change an order that is not picked yet. In one transaction the order gives back its goods, its room and all that is
 * counted of it, the new one is priced as if it were placed now, and takes them again; whatever does not work out leaves all
 * as it was.
 */
@Singleton
class Changing {
    static final String ACT = "orders.changed";
    /** How often departures may fill up, or are not known yet, under one request. */
    private static final int ATTEMPTS_MAX = 5;

    private final Replacement replacement;
    private final OrderBook book;
    private final Resourcing resourcing;
    private final DepartureRoom room;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;

    Changing(
            Replacement replacement,
            OrderBook book,
            Resourcing resourcing,
            DepartureRoom room,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail) {
        this.replacement = replacement;
        this.book = book;
        this.resourcing = resourcing;
        this.room = room;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
    }

    /** What is asked, whole. */
    @Serdeable
    record Request(String orderId, Wanted wanted) {
        @Override
        public String toString() {
            return "Request[" + orderId + "]";
        }
    }

    /** Ends a transaction of which nothing is kept, with what it came to. */
    private static final class Told extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Changed changed;

        Told(Changed changed) {
            super("told", null, false, false);
            this.changed = changed;
        }
    }

    /** Its departures are not known yet, or full by now. */
    static final class NoRoom extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<Leg> legs;

        NoRoom(List<Leg> legs) {
            super("no room", null, false, false);
            this.legs = legs;
        }
    }

    Changed ask(Caller caller, String orderId, Wanted wanted) {
        mine(caller, orderId);
        try {
            return tried(() -> transactions.run(() -> {
                throw new Told(change(caller, orderId, wanted));
            }));
        } catch (Told told) {
            Changed would = told.changed;
            return new Changed(
                    null, would.beforeFen(), would.afterFen(), would.backFen(), would.promisedAt(), would.quote());
        }
    }

    Changed change(Caller caller, String orderId, Wanted wanted, @Nullable String key) {
        mine(caller, orderId);
        return tried(() -> idempotency.once(
                caller.accountId(),
                ACT,
                key,
                new Request(orderId, wanted),
                Changed.class,
                () -> change(caller, orderId, wanted)));
    }

    private Changed tried(Supplier<Changed> attempt) {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.get();
            } catch (NoRoom e) {
                if (tried == ATTEMPTS_MAX) {
                    throw ProblemException.of(
                            409, "departure-full", "班次已被订满 · Others took the room", "请稍后再试 · Try again later");
                }
                room.prepare(e.legs);
                room.refresh(e.legs);
            }
        }
    }

    /** Another county's order is as absent as none; nobody changes what he bought himself. */
    private void mine(Caller caller, String orderId) {
        Order order = book.order(orderId).orElseThrow(ProblemException::notFound);
        if (!caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(order.countyCode())) {
            trail.refused(caller.accountId(), ACT, orderId, "not-found");
            throw ProblemException.notFound();
        }
        if (order.accountId().equals(caller.accountId())) {
            trail.refused(caller.accountId(), ACT, orderId, "own-submission");
            throw ProblemException.of(409, "own-submission", "不能改自己的订单 · Nobody changes what he ordered himself", null);
        }
    }

    private Changed change(Caller caller, String orderId, Wanted wanted) {
        Order known = book.order(orderId).orElseThrow(ProblemException::notFound);
        book.lock(known.groupId()).orElseThrow();
        // Read again under the lock: it may have been paid, packed or cancelled since.
        Order order = book.order(orderId).orElseThrow();
        List<OrderLine> lines = book.lines(List.of(orderId)).getOrDefault(orderId, List.of());
        check(order, lines);
        Changed changed = replacement.instead(caller.accountId(), order, wanted, cart(lines, wanted), coupons(lines));
        trail.record(
                caller.accountId(),
                ACT,
                orderId,
                order.payableFen() + " fen to " + order.toNode(),
                changed.afterFen() + " fen, order " + changed.orderId() + ": " + wanted.reason());
        return changed;
    }

    private void check(Order order, List<OrderLine> lines) {
        if (order.state().lifecycle() != Lifecycle.OPEN || order.state().fulfilment() != FulfilmentStatus.ALLOCATED) {
            throw tooLate();
        }
        boolean plain = order.depositFen() == 0
                && order.shortFen() == 0
                && resourcing.original(order.orderId()).isEmpty()
                && resourcing.sisters(order.orderId()).isEmpty()
                && lines.stream()
                        .allMatch(line -> line.live() == null
                                && line.shortQuantity() == 0
                                && (line.input() == null || !line.input().restricted()));
        if (!plain) {
            throw ProblemException.of(
                    409,
                    "not-changeable",
                    "直播、预售、缺货或限用农资订单不能改 · Live, presold, short or restricted goods cannot be changed",
                    "请取消后重新下单 · Cancel it and order again");
        }
    }

    static ProblemException tooLate() {
        return ProblemException.of(
                409, "too-late", "已不能修改 · Too late to change", "未付款、已拣货或已结束 · Not paid, being picked, or over");
    }

    private static List<CartLine> cart(List<OrderLine> lines, Wanted wanted) {
        var cart = new ArrayList<CartLine>();
        var changes = new ArrayList<>(wanted.quantities());
        for (OrderLine line : lines) {
            int quantity = line.quantity();
            for (Wanted.Line change : wanted.quantities()) {
                if (change.lineNo() == line.lineNo()) {
                    quantity = change.quantity();
                    changes.remove(change);
                }
            }
            if (quantity > 0) {
                cart.add(new CartLine(line.offerId(), quantity));
            }
        }
        if (!changes.isEmpty() || cart.isEmpty()) {
            throw ProblemException.invalid(
                    "quantities", "line-unknown", "没有这一行，或什么都不剩 · No such line, or nothing is left");
        }
        return cart;
    }

    /** They are the buyer's again when the old order gives them back, and used for the new one. */
    private static List<String> coupons(List<OrderLine> lines) {
        var ids = new TreeSet<String>();
        for (OrderLine line : lines) {
            for (LineStep step : line.steps()) {
                if (step.kind() == LineStep.Kind.COUPON) {
                    ids.add(step.ref().substring(step.ref().indexOf(':') + 1));
                }
            }
        }
        return List.copyOf(ids);
    }
}
