package org.cunlu.orders.changing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.catalog.ShopPeople;
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
 * as it was. What is to go elsewhere or to somebody else is said by two operators, alike.
 */
@Singleton
class Changing {
    static final String ACT = "orders.changed";
    private static final String PROPOSED = "orders.changed-proposed";
    /** How often departures may fill up, or are not known yet, under one request. */
    private static final int ATTEMPTS_MAX = 5;

    private final Replacement replacement;
    private final OrderBook book;
    private final Resourcing resourcing;
    private final DepartureRoom room;
    private final RedirectionTable redirections;
    private final ShopPeople people;
    private final SecondFactor factor;
    private final Clock clock;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;

    Changing(
            Replacement replacement,
            OrderBook book,
            Resourcing resourcing,
            DepartureRoom room,
            RedirectionTable redirections,
            ShopPeople people,
            SecondFactor factor,
            Clock clock,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail) {
        this.replacement = replacement;
        this.book = book;
        this.resourcing = resourcing;
        this.room = room;
        this.redirections = redirections;
        this.people = people;
        this.factor = factor;
        this.clock = clock;
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
            this.changed = new Changed(
                    null,
                    changed.beforeFen(),
                    changed.afterFen(),
                    changed.backFen(),
                    changed.secondPerson(),
                    changed.promisedAt(),
                    changed.quote());
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
            return told.changed;
        }
    }

    /** @return with an order's id when it is done; without one while another operator has to say the same */
    Changed change(Caller caller, String orderId, Wanted wanted, @Nullable String code, @Nullable String key) {
        Order order = mine(caller, orderId);
        var request = new Request(orderId, wanted);
        factor.use(caller.accountId(), code, ACT, hash(request));
        try {
            return tried(() -> idempotency.once(caller.accountId(), ACT, key, request, Changed.class, () -> {
                Changed changed = change(caller, orderId, wanted);
                if (changed.secondPerson()
                        && !redirections.second(orderId, wanted, caller.accountId(), clock.instant())) {
                    throw new Told(changed);
                }
                return changed;
            }));
        } catch (Told told) {
            transactions.run(() -> {
                redirections.propose(order, wanted, caller.accountId(), clock.instant());
                trail.record(
                        caller.accountId(),
                        PROPOSED,
                        orderId,
                        order.toNode() + ", recipient " + order.recipientId(),
                        told.changed.afterFen() + " fen, waits for another: " + wanted.reason());
            });
            return told.changed;
        }
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

    private static byte[] hash(Request request) {
        String told = request.orderId() + "\n" + request.wanted().quotedTotalFen() + "\n"
                + request.wanted().said();
        try {
            return MessageDigest.getInstance("SHA-256").digest(told.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another county's order is as absent as none; nobody changes what he, his shop or somebody for whom he acts bought or sold. */
    private Order mine(Caller caller, String orderId) {
        Order order = book.order(orderId).orElseThrow(ProblemException::notFound);
        if (!caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(order.countyCode())) {
            trail.refused(caller.accountId(), ACT, orderId, "not-found");
            throw ProblemException.notFound();
        }
        try {
            people.demandStranger(caller, order.sellerCode(), order.accountId());
        } catch (ProblemException own) {
            trail.refused(caller.accountId(), ACT, orderId, own.code());
            throw own;
        }
        return order;
    }

    private Changed change(Caller caller, String orderId, Wanted wanted) {
        Order known = book.order(orderId).orElseThrow(ProblemException::notFound);
        book.lock(known.groupId()).orElseThrow();
        // Read again under the lock: it may have been paid, packed or cancelled since.
        Order order = book.order(orderId).orElseThrow();
        List<OrderLine> lines = book.lines(List.of(orderId)).getOrDefault(orderId, List.of());
        check(order, lines);
        Replacement.Done done =
                replacement.instead(caller.accountId(), order, wanted, cart(lines, wanted), coupons(lines));
        trail.record(
                caller.accountId(),
                ACT,
                orderId,
                order.payableFen() + " fen to " + order.toNode() + ", recipient " + order.recipientId(),
                done.made().totalFen() + " fen to " + done.made().toNode() + ", recipient "
                        + done.made().recipientId() + ", order " + done.made().orderId() + ": " + wanted.reason());
        return done.changed();
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
