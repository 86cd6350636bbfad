package org.cunlu.orders.paying;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.moment.Moment;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.PaymentGateway;
import org.cunlu.orders.PaymentStarts;
import org.cunlu.orders.PaymentView.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a buyer pay: our row first, then the charge at the gateway, outside any transaction. Who dies in between loses
 * nothing: the row's id is the charge's name, so the next try finds or makes the same one.
 */
@Singleton
class Paying implements PaymentStarts {
    private static final Moment CHARGED = Moment.named("paying.charged");
    private static final Logger LOG = LoggerFactory.getLogger(Paying.class);

    /** Gateways let no charge end sooner than a minute after it began. */
    private static final Duration SHORTEST = Duration.ofMinutes(2);

    private final OrderBook book;
    private final Capturing capturing;
    private final PaymentTable payments;
    private final Gateways gateways;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Paying(
            OrderBook book,
            Capturing capturing,
            PaymentTable payments,
            Gateways gateways,
            Idempotency idempotency,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.book = book;
        this.capturing = capturing;
        this.payments = payments;
        this.gateways = gateways;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is asked, whole, so that one key cannot stand for two groups. */
    @Serdeable
    record Request(String groupId, String gateway, @Nullable String payer) {}

    /** What is remembered under the key. */
    @Serdeable
    record Begun(String paymentId) {}

    @Override
    public Started start(String accountId, String groupId, String key, String gateway) {
        if (gateways.named(gateway).code().equals(FromBalance.CODE)) {
            throw ProblemException.of(403, "balance-not-by-link", "余额只能由本人使用 · A balance is its owner's alone", null)
                    .field("gateway");
        }
        return startOwn(accountId, groupId, key, gateway);
    }

    @Override
    public Started startOwn(String accountId, String groupId, String key, String gateway) {
        Payment payment = pay(accountId, groupId, key, gateway, null);
        return new Started(payment.paymentId(), payment.chargeId(), payment.payUrl(), payment.amountFen());
    }

    /** @param payer as the gateway knows him, where he pays within its app */
    Payment pay(String accountId, String groupId, String key, String gatewayCode, @Nullable String payer) {
        PaymentGateway gateway = own(gatewayCode, payer);
        Begun begun = idempotency.once(
                accountId,
                "orders.pay",
                key,
                new Request(groupId, gateway.code(), payer),
                Begun.class,
                () -> begin(accountId, groupId, gateway, payer != null));
        return charged(begun.paymentId(), gateway, payer, null);
    }

    /** @return one that a buyer may use himself */
    PaymentGateway own(String code, @Nullable String payer) {
        PaymentGateway gateway = gateways.named(code);
        if (gateway.code().equals(FromKeeper.CODE)) {
            throw ProblemException.of(403, "cash-by-keeper", "现金由站长收取 · Cash is taken by a keeper", null)
                    .field("gateway");
        }
        if (payer != null && !gateway.knowsPayers()) {
            throw ProblemException.invalid(
                    "payer", "payer-not-known", "该通道不按付款人收款 · This gateway does not ask who pays");
        }
        return gateway;
    }

    /**
     * The gateway knows of it then; from the balance it is paid at once.
     * @param payBy until when it may be paid; null for the group's own time. The same at each try
     */
    Payment charged(String paymentId, PaymentGateway gateway, @Nullable String payer, @Nullable Instant payBy) {
        Payment payment = payments.find(paymentId).orElseThrow();
        Payment charged = payment.payUrl() == null ? charge(payment, gateway, payer, payBy) : payment;
        return gateway instanceof FromBalance balance && !charged.settled() ? take(charged, balance) : charged;
    }

    /** @return what a page within the gateway's app hands to it */
    Map<String, String> invocation(Payment payment) {
        return payment.byApp() && payment.payUrl() != null
                ? gateways.named(payment.gateway()).invocation(payment.payUrl())
                : Map.of();
    }

    /** Joins the caller's transaction. @param byApp whether one payer pays it within the gateway's app */
    Begun begin(String accountId, String groupId, PaymentGateway gateway, boolean byApp) {
        OrderGroup group = book.lock(groupId)
                .filter(found -> found.accountId().equals(accountId))
                .orElseThrow(ProblemException::notFound);
        Instant now = clock.instant();
        check(group, now);
        Map<String, Long> fenByOrder = owed(book.orders(groupId));
        long amount = fenByOrder.values().stream().reduce(0L, Math::addExact);
        if (amount == 0) {
            throw tooLate();
        }
        // Who has another name there cannot use the charge: a payment within an app is each time another.
        Optional<Payment> open = byApp ? Optional.empty() : waiting(groupId, gateway.code(), fenByOrder);
        if (open.isPresent()) {
            return new Begun(open.get().paymentId());
        }
        var payment = new Payment(
                ids.next(),
                group.countyCode(),
                groupId,
                accountId,
                gateway.code(),
                amount,
                Status.BEGUN,
                null,
                null,
                0,
                now,
                null,
                0,
                byApp);
        payments.insert(payment, fenByOrder, Asking.firstTime(now));
        return new Begun(payment.paymentId());
    }

    /** @return a payment for just these orders that the buyer did not use yet: two of them would ask for the money twice */
    private Optional<Payment> waiting(String groupId, String gateway, Map<String, Long> fenByOrder) {
        List<Payment> candidates = payments.ofGroup(groupId).stream()
                .filter(payment -> payment.gateway().equals(gateway) && !payment.byApp())
                .filter(payment -> payment.status() == Status.BEGUN || payment.status() == Status.PENDING)
                .toList();
        return candidates.stream()
                .filter(payment -> payments.shares(payment.paymentId()).stream()
                        .collect(Collectors.toMap(PaymentTable.Share::orderId, PaymentTable.Share::amountFen))
                        .equals(fenByOrder))
                .findFirst();
    }

    private Payment charge(Payment payment, PaymentGateway gateway, @Nullable String payer, @Nullable Instant payBy) {
        try {
            PaymentGateway.Charge charge = gateway.charge(wanted(payment, payer, payBy));
            CHARGED.reached();
            return transactions.run(() -> {
                payments.pending(payment.paymentId(), charge.chargeId(), charge.payUrl());
                return payments.find(payment.paymentId()).orElseThrow();
            });
        } catch (PaymentGateway.Unavailable e) {
            LOG.warn("gateway {} did not take payment {}", gateway.code(), payment.paymentId(), e);
            throw ProblemException.of(
                    503,
                    "gateway-unavailable",
                    "支付通道暂不可用 · The payment gateway cannot be reached",
                    "请用同一幂等键稍后再试 · Try again later with the same key");
        }
    }

    /** From the balance there is nothing to wait for. */
    private Payment take(Payment payment, FromBalance balance) {
        capturing.paid(balance, null, payment.paymentId(), balance.paid(payment, clock.instant()));
        return payments.find(payment.paymentId()).orElseThrow();
    }

    /** The same at each try: a gateway takes the same number with other words for a mistake. */
    private PaymentGateway.ChargeWanted wanted(Payment payment, @Nullable String payer, @Nullable Instant payBy) {
        Instant soonest = payment.createdAt().plus(SHORTEST);
        Instant until = payBy != null
                ? payBy
                : book.group(payment.groupId()).map(OrderGroup::payBy).orElse(soonest);
        return new PaymentGateway.ChargeWanted(
                payment.paymentId(), payment.amountFen(), until.isAfter(soonest) ? until : soonest, payer);
    }

    private static Map<String, Long> owed(List<Order> orders) {
        return orders.stream()
                .filter(order -> order.state().lifecycle() == Lifecycle.OPEN && order.dueFen() > 0)
                .collect(Collectors.toMap(Order::orderId, Order::dueFen));
    }

    private static void check(OrderGroup group, Instant now) {
        switch (group.status()) {
            case AWAITING_PAYMENT -> {
                if (!group.payBy().isAfter(now)) {
                    throw tooLate();
                }
            }
            case DEPOSIT_PAID ->
                throw ProblemException.of(
                        409, "balance-not-due", "定金已付，尾款到货后再付 · The rest is asked for when the goods are there", null);
            case PAID -> throw ProblemException.of(409, "already-paid", "已经付过款 · Paid already", null);
            case CASH_DUE ->
                throw ProblemException.of(409, "cash-at-pickup", "到付订单取货时付款 · This is paid in cash at pickup", null);
            case EXPIRED, CANCELLED -> throw tooLate();
        }
    }

    private static ProblemException tooLate() {
        return ProblemException.of(409, "too-late", "订单已取消或已过付款时限 · Too late to pay", "请重新下单 · Order again");
    }
}
