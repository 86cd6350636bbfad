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
import java.util.stream.Collectors;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.StockLine;
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

    private final OrderBook book;
    private final PaymentTable payments;
    private final NoticeTable notices;
    private final Ledger ledger;
    private final Fulfilling fulfilling;
    private final Promises promises;
    private final Skus skus;
    private final Transactions transactions;
    private final Clock clock;

    Capturing(
            OrderBook book,
            PaymentTable payments,
            NoticeTable notices,
            Ledger ledger,
            Fulfilling fulfilling,
            Promises promises,
            Skus skus,
            Transactions transactions,
            Clock clock) {
        this.book = book;
        this.payments = payments;
        this.notices = notices;
        this.ledger = ledger;
        this.fulfilling = fulfilling;
        this.promises = promises;
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
        Map<String, Promise> ways = ways(payment);
        try {
            return settle(noticeId, payment, charge, ways, true);
        } catch (Fulfilling.StockGone e) {
            // Paid after expiry, and others have the goods: the same once more, without them.
            return settle(noticeId, payment, charge, ways, false);
        }
    }

    /** Asked before the transaction, as of now: the ride that was promised at checkout may have left since. */
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
        return ways;
    }

    private Promise way(Order order, Load load, Instant now) {
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
        boolean exact = charge.paidFen() == payment.amountFen();
        payments.settle(paymentId, exact ? Status.CAPTURED : Status.HELD, charge.chargeId(), charge.paidFen(), now);
        if (!exact) {
            ledger.held(payment.countyCode(), payment.gateway(), paymentId, charge.paidFen());
            return Outcome.SETTLED;
        }
        List<PaymentTable.Share> shares = payments.shares(paymentId);
        ledger.captured(
                payment.countyCode(),
                payment.gateway(),
                paymentId,
                shares.stream().collect(Collectors.toMap(PaymentTable.Share::orderId, PaymentTable.Share::amountFen)));
        fulfilling.fulfil(group, payment, shares, ways, revive, now);
        return Outcome.SETTLED;
    }
}
