package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.Balances;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.MoneyTickets;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.PaymentGateway;
import org.cunlu.orders.PaymentGateway.RefundAnswer;

/**
 * Pays a refund back otherwise than by the gateway, which refuses it. Never twice: it is taken from those who ask gateways
 * first, then the gateway is asked once more, and only where it refuses again the money goes another way.
 */
@Singleton
class OtherWays {
    /** How long nobody else asks the gateway. */
    private static final Duration MINE = Duration.ofMinutes(10);

    private final RefundTable refunds;
    private final PaymentTable payments;
    private final Refunding refunding;
    private final OrderBook book;
    private final Ledger ledger;
    private final Balances balances;
    private final MoneyTickets tickets;
    private final Gateways gateways;
    private final Transactions transactions;
    private final Clock clock;

    OtherWays(
            RefundTable refunds,
            PaymentTable payments,
            Refunding refunding,
            OrderBook book,
            Ledger ledger,
            Balances balances,
            MoneyTickets tickets,
            Gateways gateways,
            Transactions transactions,
            Clock clock) {
        this.refunds = refunds;
        this.payments = payments;
        this.refunding = refunding;
        this.book = book;
        this.ledger = ledger;
        this.balances = balances;
        this.tickets = tickets;
        this.gateways = gateways;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param also runs in the transaction in which the money moves
     * @throws ProblemException 409 {@code refund-being-asked}, {@code refund-unknown}, {@code refund-made}
     */
    void pay(Decision decision, String by, Runnable also) {
        RefundTable.Refund refund = refunds.asked(decision.subject()).orElseThrow();
        if (!transactions.run(
                () -> refunds.stopAsking(refund.refundId(), clock.instant().plus(MINE)))) {
            throw ProblemException.of(
                    409, "refund-being-asked", "支付通道正在处理，请一分钟后再试 · The gateway is being asked, try in a minute", null);
        }
        demandRefusal(refund);
        var way = decision.choice() == Decision.Choice.BANK ? RefundTable.Way.BANK : RefundTable.Way.BALANCE;
        String number = decision.bankReference() == null ? refund.refundId() : decision.bankReference();
        transactions.run(() -> paid(refund, way, number, by, also));
    }

    /** Whatever else it answers, the refund stays the gateway's, which is asked again later. */
    private void demandRefusal(RefundTable.Refund refund) {
        try {
            PaymentGateway gateway = gateways.named(refund.gateway());
            switch (gateway.refund(Refunding.wanted(refund))) {
                case RefundAnswer.Refused(String reason) -> {
                    // As expected.
                }
                case RefundAnswer.Made(String number) -> {
                    refunding.done(refund, number);
                    throw ProblemException.of(
                            409, "refund-made", "支付通道已经退款 · The gateway paid it back after all", null);
                }
                case RefundAnswer.Pending() -> throw unknown();
            }
        } catch (PaymentGateway.Unavailable e) {
            throw unknown();
        }
    }

    private void paid(RefundTable.Refund refund, RefundTable.Way way, String number, String by, Runnable also) {
        Order order = book.order(refund.orderId()).orElseThrow();
        book.lock(order.groupId()).orElseThrow();
        if (!refunds.otherwise(refund.refundId(), way, number, clock.instant())) {
            throw Deciding.nothing();
        }
        if (way == RefundTable.Way.BANK) {
            ledger.refundedByBank(refund.countyCode(), refund.refundId(), refund.orderId(), refund.amountFen());
        } else {
            String account = payments.find(refund.paymentId()).orElseThrow().accountId();
            balances.put(refund.countyCode(), account, refund.amountFen(), Balances.Kind.REFUND, refund.refundId());
            ledger.refundedToBalance(
                    refund.countyCode(), account, refund.refundId(), refund.orderId(), refund.amountFen());
        }
        refunding.close(refund.orderId(), clock.instant(), by);
        tickets.settled(MoneyTickets.Kind.REFUND_REFUSED, refund.refundId(), by, way.name());
        tickets.settled(MoneyTickets.Kind.REFUND_STUCK, refund.refundId(), by, way.name());
        also.run();
    }

    private static ProblemException unknown() {
        return ProblemException.of(
                409, "refund-unknown", "支付通道没有明确答复，不能改用其他方式 · The gateway does not say that it refuses", null);
    }
}
