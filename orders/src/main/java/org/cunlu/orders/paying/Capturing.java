package org.cunlu.orders.paying;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.moment.Moment;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Promise;
import org.cunlu.orders.Balances;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.MoneyTickets;
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
    private static final Moment VERIFIED = Moment.named("capturing.verified");
    private static final Moment LOCKED = Moment.named("capturing.locked");
    private static final Moment MARKED = Moment.named("capturing.marked");
    private static final Moment FULFILLED = Moment.named("capturing.fulfilled");
    private static final Moment SETTLED = Moment.named("capturing.settled");
    private static final String CURRENCY = "CNY";

    private final OrderBook book;
    private final PaymentTable payments;
    private final NoticeTable notices;
    private final Ledger ledger;
    private final Balances balances;
    private final KeepersDrawer drawer;
    private final Fulfilling fulfilling;
    private final WaysNow waysNow;
    private final MoneyTickets tickets;
    private final Transactions transactions;
    private final Clock clock;

    Capturing(
            OrderBook book,
            PaymentTable payments,
            NoticeTable notices,
            Ledger ledger,
            Balances balances,
            KeepersDrawer drawer,
            Fulfilling fulfilling,
            WaysNow waysNow,
            MoneyTickets tickets,
            Transactions transactions,
            Clock clock) {
        this.book = book;
        this.payments = payments;
        this.notices = notices;
        this.ledger = ledger;
        this.balances = balances;
        this.drawer = drawer;
        this.fulfilling = fulfilling;
        this.waysNow = waysNow;
        this.tickets = tickets;
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
        VERIFIED.reached();
        Outcome outcome = waysNow.attempt(payment, (ways, revive) -> settle(noticeId, payment, charge, ways, revive));
        SETTLED.reached();
        return outcome;
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
        List<PaymentTable.Share> shares = payments.shares(paymentId);
        if (payment.gateway().equals(FromKeeper.CODE)) {
            drawer.take(group, payment, shares, now);
        }
        LOCKED.reached();
        boolean exact = charge.paidFen() == payment.amountFen();
        payments.settle(
                paymentId,
                exact ? Status.CAPTURED : Status.HELD,
                charge.chargeId(),
                charge.paidFen(),
                charge.paidAt(),
                now);
        if (!exact) {
            ledger.held(payment.countyCode(), payment.gateway(), paymentId, charge.paidFen());
            tickets.open(new MoneyTickets.Wanted(
                    payment.countyCode(),
                    MoneyTickets.Kind.PAYMENT_HELD,
                    paymentId,
                    charge.paidFen(),
                    payment.gateway() + " asked for " + payment.amountFen() + " fen, got " + charge.paidFen()));
            return Outcome.SETTLED;
        }
        MARKED.reached();
        book(payment, shares);
        fulfilling.fulfil(group, payment, shares, ways, revive, now);
        FULFILLED.reached();
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
        } else if (payment.gateway().equals(FromKeeper.CODE)) {
            drawer.book(payment, fenByOrder);
        } else {
            ledger.captured(payment.countyCode(), payment.gateway(), payment.paymentId(), fenByOrder);
        }
    }
}
