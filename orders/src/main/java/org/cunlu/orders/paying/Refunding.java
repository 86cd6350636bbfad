package org.cunlu.orders.paying;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.moment.Moment;
import org.cunlu.orders.Balances;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.MoneyTickets;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep.Why;
import org.cunlu.orders.PaymentGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has gateways pay back what is owed. The refund's id names it at the gateway, so asking again never pays twice. */
@Singleton
class Refunding {
    private static final Moment CLAIMED = Moment.named("refunding.claimed");
    private static final Moment ANSWERED = Moment.named("refunding.answered");
    private static final Logger LOG = LoggerFactory.getLogger(Refunding.class);
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final int BATCH = 20;
    /** Asked for so often, for more than a day, without yes or no: a person should look. */
    private static final int STUCK = 36;

    private static final int REASON_MAX = 64;

    private final RefundTable refunds;
    private final ChoiceTable choices;
    private final PaymentTable payments;
    private final Balances balances;
    private final OrderBook book;
    private final Ledger ledger;
    private final MoneyTickets tickets;
    private final Gateways gateways;
    private final Transactions transactions;
    private final Clock clock;

    Refunding(
            RefundTable refunds,
            ChoiceTable choices,
            PaymentTable payments,
            Balances balances,
            OrderBook book,
            Ledger ledger,
            MoneyTickets tickets,
            Gateways gateways,
            Transactions transactions,
            Clock clock) {
        this.refunds = refunds;
        this.choices = choices;
        this.payments = payments;
        this.balances = balances;
        this.book = book;
        this.ledger = ledger;
        this.tickets = tickets;
        this.gateways = gateways;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Pays back all that is due now. @return how many were asked for */
    int payDue() {
        List<Claimed> due = transactions.run(this::claim);
        due.forEach(this::pay);
        return due.size();
    }

    /** @param againAt when it is asked for anew; whoever takes it over meanwhile sets another time */
    private record Claimed(RefundTable.Refund refund, Instant againAt) {}

    private List<Claimed> claim() {
        Instant now = clock.instant();
        List<Claimed> due = refunds.claimToAsk(now, BATCH).stream()
                .map(refund -> new Claimed(refund, now.plus(BackOff.after(FIRST, refund.asked()))))
                .toList();
        due.forEach(claimed -> refunds.askAgain(claimed.refund().refundId(), claimed.againAt()));
        return due;
    }

    private void pay(Claimed claimed) {
        RefundTable.Refund refund = claimed.refund();
        // Those before it may have taken long: somebody else may have it by now, and may pay it another way.
        boolean gateway = transactions.run(() -> {
            boolean chosen = refund.asked() == 0 && choices.of(refund.orderId()) == RefundTable.Way.BALANCE;
            if (chosen) {
                book.lock(book.order(refund.orderId()).orElseThrow().groupId()).orElseThrow();
            }
            if (!refunds.asking(refund.refundId(), claimed.againAt())) {
                return false;
            }
            if (chosen) {
                asChosen(refund);
            }
            return !chosen;
        });
        if (gateway) {
            CLAIMED.reached();
            pay(refund);
        }
    }

    /** Its buyer wants it on his balance, and no gateway was ever asked for it: none will be. */
    private void asChosen(RefundTable.Refund refund) {
        Instant now = clock.instant();
        if (refunds.otherwise(refund.refundId(), RefundTable.Way.BALANCE, refund.refundId(), now)) {
            toBalance(refund, payments.find(refund.paymentId()).orElseThrow().accountId());
            close(refund.orderId(), now, "buyer");
        }
    }

    private void pay(RefundTable.Refund refund) {
        try {
            PaymentGateway gateway = gateways.named(refund.gateway());
            switch (gateway.refund(wanted(refund))) {
                case PaymentGateway.RefundAnswer.Made(String gatewayNo) -> done(refund, gatewayNo);
                case PaymentGateway.RefundAnswer.Pending() -> unknown(refund);
                case PaymentGateway.RefundAnswer.Refused(String reason) -> {
                    LOG.error("gateway {} refused refund {}: {}", gateway.code(), refund.refundId(), reason);
                    transactions.run(() -> refused(refund, reason));
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("refund {} could not be asked for", refund.refundId(), e);
            unknown(refund);
        }
    }

    /** The gateway says that it paid it back. */
    void done(RefundTable.Refund refund, String gatewayNo) {
        ANSWERED.reached();
        transactions.run(() -> made(refund, gatewayNo));
    }

    /** Owed all the same: it stays DUE, is asked for again ever more rarely, and somebody sees to it. */
    private void refused(RefundTable.Refund refund, String reason) {
        refunds.refused(refund.refundId(), plain(reason));
        tickets.open(ticket(MoneyTickets.Kind.REFUND_REFUSED, refund, plain(reason)));
    }

    private static String plain(String reason) {
        String ascii = reason.replaceAll("[^ -~]", "?");
        return ascii.length() > REASON_MAX ? ascii.substring(0, REASON_MAX) : ascii;
    }

    private void unknown(RefundTable.Refund refund) {
        if (refund.asked() == STUCK) {
            transactions.run(() -> {
                tickets.open(ticket(MoneyTickets.Kind.REFUND_STUCK, refund, "asked " + STUCK + " times"));
            });
        }
    }

    private static MoneyTickets.Wanted ticket(MoneyTickets.Kind kind, RefundTable.Refund refund, String what) {
        return new MoneyTickets.Wanted(
                refund.countyCode(),
                kind,
                refund.refundId(),
                refund.amountFen(),
                refund.gateway() + " order " + refund.orderId() + " payment " + refund.paymentId() + ": " + what);
    }

    static PaymentGateway.RefundWanted wanted(RefundTable.Refund refund) {
        return new PaymentGateway.RefundWanted(
                refund.refundId(), refund.paymentId(), refund.amountFen(), refund.ofFen());
    }

    private void made(RefundTable.Refund refund, String gatewayNo) {
        Order order = book.order(refund.orderId()).orElseThrow();
        book.lock(order.groupId()).orElseThrow();
        Instant now = clock.instant();
        if (!refunds.done(refund.refundId(), gatewayNo, now)) {
            if (refunds.find(refund.refundId()).orElseThrow().way() != RefundTable.Way.GATEWAY) {
                tickets.open(ticket(MoneyTickets.Kind.REFUND_TWICE, refund, "gateway's number " + gatewayNo));
            }
            return;
        }
        if (refund.gateway().equals(FromBalance.CODE) || refund.gateway().equals(FromKeeper.CODE)) {
            toBalance(refund, payments.find(refund.paymentId()).orElseThrow().accountId());
        } else {
            ledger.refunded(
                    refund.countyCode(), refund.gateway(), refund.refundId(), refund.orderId(), refund.amountFen());
        }
        close(refund.orderId(), now, "gateway");
        tickets.settled(MoneyTickets.Kind.REFUND_REFUSED, refund.refundId(), "system", "the gateway paid it back");
        tickets.settled(MoneyTickets.Kind.REFUND_STUCK, refund.refundId(), "system", "the gateway paid it back");
    }

    /** Nothing is owed for it any more, where that was the last. Joins the transaction, in which the group is locked. */
    void close(String orderId, Instant now, String by) {
        Order current = book.order(orderId).orElseThrow();
        if (current.state().payment() == PaymentStatus.REFUND_DUE && !refunds.anyDue(orderId)) {
            book.move(current, current.state().with(PaymentStatus.REFUNDED), now, by, Why.REFUND_MADE);
        }
    }

    private void toBalance(RefundTable.Refund refund, String accountId) {
        balances.put(refund.countyCode(), accountId, refund.amountFen(), Balances.Kind.REFUND, refund.refundId());
        ledger.refundedToBalance(
                refund.countyCode(), accountId, refund.refundId(), refund.orderId(), refund.amountFen());
    }

    /** Runs it in every instance; each takes what the others have not. */
    @Singleton
    @Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
    static class Job {
        private final Refunding refunding;

        Job(Refunding refunding) {
            this.refunding = refunding;
        }

        @Scheduled(fixedDelay = "1s", initialDelay = "3s")
        void run() {
            refunding.payDue();
        }
    }
}
