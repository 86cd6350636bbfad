package org.cunlu.orders.paying;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.Balances;
import org.cunlu.orders.Ledger;
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
    private static final Logger LOG = LoggerFactory.getLogger(Refunding.class);
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final int BATCH = 20;

    private final RefundTable refunds;
    private final PaymentTable payments;
    private final Balances balances;
    private final OrderBook book;
    private final Ledger ledger;
    private final Gateways gateways;
    private final Transactions transactions;
    private final Clock clock;

    Refunding(
            RefundTable refunds,
            PaymentTable payments,
            Balances balances,
            OrderBook book,
            Ledger ledger,
            Gateways gateways,
            Transactions transactions,
            Clock clock) {
        this.refunds = refunds;
        this.payments = payments;
        this.balances = balances;
        this.book = book;
        this.ledger = ledger;
        this.gateways = gateways;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Pays back all that is due now. @return how many were asked for */
    int payDue() {
        List<RefundTable.Refund> due = transactions.run(this::claim);
        due.forEach(this::pay);
        return due.size();
    }

    private List<RefundTable.Refund> claim() {
        Instant now = clock.instant();
        List<RefundTable.Refund> due = refunds.claimToAsk(now, BATCH);
        due.forEach(refund -> refunds.askAgain(refund.refundId(), now.plus(BackOff.after(FIRST, refund.asked()))));
        return due;
    }

    private void pay(RefundTable.Refund refund) {
        try {
            PaymentGateway gateway = gateways.named(refund.gateway());
            switch (gateway.refund(wanted(refund))) {
                case PaymentGateway.RefundAnswer.Made(String gatewayNo) ->
                    transactions.run(() -> made(refund, gatewayNo));
                case PaymentGateway.RefundAnswer.Pending() -> LOG.debug("refund {} is pending", refund.refundId());
                case PaymentGateway.RefundAnswer.Refused(String reason) ->
                    // Owed all the same: it stays DUE and visible, and is asked for again ever more rarely.
                    LOG.error("gateway {} refused refund {}: {}", gateway.code(), refund.refundId(), reason);
            }
        } catch (RuntimeException e) {
            LOG.warn("refund {} could not be asked for", refund.refundId(), e);
        }
    }

    private static PaymentGateway.RefundWanted wanted(RefundTable.Refund refund) {
        return new PaymentGateway.RefundWanted(
                refund.refundId(), refund.paymentId(), refund.amountFen(), refund.ofFen());
    }

    private void made(RefundTable.Refund refund, String gatewayNo) {
        Order order = book.order(refund.orderId()).orElseThrow();
        book.lock(order.groupId()).orElseThrow();
        Instant now = clock.instant();
        if (!refunds.done(refund.refundId(), gatewayNo, now)) {
            return;
        }
        if (refund.gateway().equals(FromBalance.CODE)) {
            toBalance(refund, payments.find(refund.paymentId()).orElseThrow().accountId());
        } else {
            ledger.refunded(
                    refund.countyCode(), refund.gateway(), refund.refundId(), refund.orderId(), refund.amountFen());
        }
        Order current = book.order(refund.orderId()).orElseThrow();
        if (current.state().payment() == PaymentStatus.REFUND_DUE && !refunds.anyDue(refund.orderId())) {
            book.move(current, current.state().with(PaymentStatus.REFUNDED), now, "gateway", Why.REFUND_MADE);
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
