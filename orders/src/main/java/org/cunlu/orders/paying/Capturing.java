package org.cunlu.orders.paying;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.StockLine;
import org.cunlu.orders.Balances;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.PaymentGateway;
import org.cunlu.orders.PaymentView.Status;

/**
 * What happens when money has come, told by a notice or found by asking. The notice, the payment, the orders, their stock
 * and parcels, the books and the events are one transaction; whatever happened to the orders meanwhile, money is never
 * dropped: it pays, or it goes back, or it is held for a person to look at.
 */
@Singleton
class Capturing {
    private static final String CURRENCY = "CNY";

    /** Departures that the others filled first, before an order is tried no more. */
    private static final int DEPARTURES_MAX = 10;

    /** Then no departure that is held is of use either. */
    private static final Set<Promise.Reason> NOT_TO_BE_BROUGHT =
            Set.of(Promise.Reason.NODE_UNKNOWN, Promise.Reason.NODE_NOT_OPEN, Promise.Reason.CLASS_NOT_CARRIED);

    private final OrderBook book;
    private final PaymentTable payments;
    private final NoticeTable notices;
    private final Ledger ledger;
    private final Balances balances;
    private final Fulfilling fulfilling;
    private final Promises promises;
    private final DepartureRoom room;
    private final Skus skus;
    private final Transactions transactions;
    private final Clock clock;

    Capturing(
            OrderBook book,
            PaymentTable payments,
            NoticeTable notices,
            Ledger ledger,
            Balances balances,
            Fulfilling fulfilling,
            Promises promises,
            DepartureRoom room,
            Skus skus,
            Transactions transactions,
            Clock clock) {
        this.book = book;
        this.payments = payments;
        this.notices = notices;
        this.ledger = ledger;
        this.balances = balances;
        this.fulfilling = fulfilling;
        this.promises = promises;
        this.room = room;
        this.skus = skus;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** How it ended. */
    enum Outcome {
        /** It had its effect now. */
        SETTLED,
        /** It had its effect before. */
        REPEATED,
        /** There is no such payment. */
        UNKNOWN,
        /** It is not the charge that we made: merchant, currency or charge are others. */
        FOREIGN
    }

    /** @param noticeId null when we asked ourselves */
    Outcome paid(
            PaymentGateway gateway, @Nullable String noticeId, String paymentId, PaymentGateway.ChargeState charge) {
        Optional<Payment> found =
                payments.find(paymentId).filter(payment -> payment.gateway().equals(gateway.code()));
        if (found.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        Payment payment = found.get();
        boolean ours = charge.merchantId().equals(gateway.merchantId())
                && charge.currency().equals(CURRENCY)
                && (payment.chargeId() == null || payment.chargeId().equals(charge.chargeId()));
        if (!ours) {
            return Outcome.FOREIGN;
        }
        if (noticeId != null && notices.known(gateway.code(), noticeId)) {
            return Outcome.REPEATED;
        }
        boolean revive = true;
        int full = 0;
        while (true) {
            Map<String, Promise> ways = full < DEPARTURES_MAX ? ways(payment) : held(payment);
            try {
                return settle(noticeId, payment, charge, ways, revive);
            } catch (Fulfilling.StockGone e) {
                // Paid after expiry, and others have the goods: the same once more, without them.
                revive = false;
            } catch (Fulfilling.RoomGone e) {
                // Others filled a departure in between: the next one, and in the end what goes by none is not to be
                // had.
                room.refresh(legs(ways));
                full++;
            }
        }
    }

    private static List<Leg> legs(Map<String, Promise> ways) {
        return ways.values().stream()
                .flatMap(way -> way instanceof Promise.Kept kept ? kept.legs().stream() : Stream.empty())
                .toList();
    }

    /** Only what goes by the departures that it holds. */
    private Map<String, Promise> held(Payment payment) {
        Instant now = clock.instant();
        return book.orders(payment.groupId()).stream()
                .collect(Collectors.toMap(
                        Order::orderId,
                        order -> held(order, now)
                                .<Promise>map(kept -> kept)
                                .orElse(new Promise.Refused(Promise.Reason.FULL))));
    }

    /** A promise holds as long as the departures it goes by are held and can be taken. */
    private Optional<Promise.Kept> held(Order order, Instant now) {
        return order.arrival() == null
                ? Optional.empty()
                : room.standing(order.orderId(), now)
                        .map(legs -> new Promise.Kept(legs, promised(order, legs), order.arrival()));
    }

    /** Its departures may go later than when it was placed. */
    private static Instant promised(Order order, List<Leg> legs) {
        Instant there = legs.getLast().arrivesAt();
        return there.isAfter(order.promisedAt()) ? there : order.promisedAt();
    }

    /** Asked before the transaction, as of now: what was promised at checkout may be lost since. */
    private Map<String, Promise> ways(Payment payment) {
        Instant now = clock.instant();
        var ways = new HashMap<String, Promise>();
        List<Order> orders = book.orders(payment.groupId());
        Map<String, List<StockLine>> lines = book.stockLines(orders);
        Map<String, Sku> goods = skus.find(lines.values().stream()
                .flatMap(List::stream)
                .map(StockLine::skuCode)
                .collect(Collectors.toSet()));
        for (Order order : orders) {
            var classes = lines.getOrDefault(order.orderId(), List.of()).stream()
                    .map(line -> goods.get(line.skuCode()))
                    .filter(Objects::nonNull)
                    .map(Sku::storageClass)
                    .collect(Collectors.toSet());
            var load = new Load(order.weightGrams(), order.volumeCm3(), 1, StorageClass.strictest(classes));
            ways.put(order.orderId(), way(order, load, now));
        }
        room.prepare(legs(ways));
        return ways;
    }

    private Promise way(Order order, Load load, Instant now) {
        Promise asOfNow = room.without(order.orderId(), 0, () -> asOfNow(order, load, now));
        boolean never = asOfNow instanceof Promise.Refused(Promise.Reason reason) && NOT_TO_BE_BROUGHT.contains(reason);
        return never
                ? asOfNow
                : held(order, now)
                        // The same departures at other times than when it was placed are promised as they go now.
                        .filter(kept -> !(asOfNow instanceof Promise.Kept found)
                                || !found.legs().equals(kept.legs()))
                        .<Promise>map(kept -> kept)
                        .orElse(asOfNow);
    }

    private Promise asOfNow(Order order, Load load, Instant now) {
        return order.province() == null
                ? promises.promise(order.fromNode(), order.toNode(), load, now)
                : promises.outside(order.fromNode(), order.toNode(), order.province(), load, now);
    }

    private Outcome settle(
            @Nullable String noticeId,
            Payment payment,
            PaymentGateway.ChargeState charge,
            Map<String, Promise> ways,
            boolean revive) {
        try {
            return transactions.run(() -> once(noticeId, payment.paymentId(), charge, ways, revive));
        } catch (RuntimeException e) {
            if (noticeId != null
                    && SqlFailure.in(e).filter(SqlFailure::duplicate).isPresent()
                    && notices.known(payment.gateway(), noticeId)) {
                return Outcome.REPEATED;
            }
            throw e;
        }
    }

    private Outcome once(
            @Nullable String noticeId,
            String paymentId,
            PaymentGateway.ChargeState charge,
            Map<String, Promise> ways,
            boolean revive) {
        Payment before = payments.find(paymentId).orElseThrow();
        // The group's lock first: paying, expiring and cancelling it go one after the other.
        OrderGroup group = book.lock(before.groupId()).orElseThrow();
        Payment payment = payments.lock(paymentId).orElseThrow();
        Instant now = clock.instant();
        if (noticeId != null) {
            notices.insert(payment.gateway(), noticeId, payment.countyCode(), paymentId, now);
        }
        if (payment.settled()) {
            return Outcome.REPEATED;
        }
        if (payment.gateway().equals(FromBalance.CODE)) {
            take(payment);
        }
        boolean exact = charge.paidFen() == payment.amountFen();
        payments.settle(paymentId, exact ? Status.CAPTURED : Status.HELD, charge.chargeId(), charge.paidFen(), now);
        if (!exact) {
            ledger.held(payment.countyCode(), payment.gateway(), paymentId, charge.paidFen());
            return Outcome.SETTLED;
        }
        List<PaymentTable.Share> shares = payments.shares(paymentId);
        book(payment, shares);
        fulfilling.fulfil(group, payment, shares, ways, revive, now);
        return Outcome.SETTLED;
    }

    private void take(Payment payment) {
        if (!balances.take(
                payment.countyCode(),
                payment.accountId(),
                payment.amountFen(),
                Balances.Kind.PAYMENT,
                payment.paymentId())) {
            throw ProblemException.of(409, "balance-too-low", "账户余额不足 · The balance is too low", null);
        }
    }

    private void book(Payment payment, List<PaymentTable.Share> shares) {
        Map<String, Long> fenByOrder =
                shares.stream().collect(Collectors.toMap(PaymentTable.Share::orderId, PaymentTable.Share::amountFen));
        if (payment.gateway().equals(FromBalance.CODE)) {
            ledger.capturedFromBalance(payment.countyCode(), payment.accountId(), payment.paymentId(), fenByOrder);
        } else {
            ledger.captured(payment.countyCode(), payment.gateway(), payment.paymentId(), fenByOrder);
        }
    }
}
