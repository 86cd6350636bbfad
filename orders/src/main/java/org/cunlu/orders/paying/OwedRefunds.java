package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderStep;
import org.cunlu.orders.Refunds;

/** Writes down what is owed back. Paying it is {@link Refunding}'s, later and outside any transaction. */
@Singleton
class OwedRefunds implements Refunds {
    private final RefundTable refunds;
    private final PaymentTable payments;
    private final Ledger ledger;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    OwedRefunds(
            RefundTable refunds,
            PaymentTable payments,
            Ledger ledger,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.refunds = refunds;
        this.payments = payments;
        this.ledger = ledger;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public long owe(Order order, OrderStep.Why why) {
        transactions.require();
        long owed = 0;
        for (PaymentTable.Share share : payments.capturedFor(order.orderId())) {
            if (share.keptFen() > 0) {
                Payment payment = payments.find(share.paymentId()).orElseThrow();
                open(payment, order.orderId(), share.keptFen(), why, clock.instant());
                owed = Math.addExact(owed, share.keptFen());
            }
        }
        return owed;
    }

    @Override
    public void owePart(Order order, long fen, OrderStep.Why why) {
        transactions.require();
        long left = fen;
        for (PaymentTable.Share share : payments.capturedFor(order.orderId())) {
            long some = Math.min(left, share.keptFen());
            if (some > 0) {
                Payment payment = payments.find(share.paymentId()).orElseThrow();
                open(payment, order.orderId(), some, why, clock.instant());
                left -= some;
            }
        }
        if (left > 0) {
            throw new IllegalStateException("less was paid than is owed back: order " + order.orderId());
        }
    }

    @Override
    public void shift(Order from, String toOrderId, long fen) {
        transactions.require();
        long left = fen;
        for (PaymentTable.Share share : payments.capturedFor(from.orderId())) {
            long some = Math.min(left, share.keptFen());
            if (some > 0) {
                payments.shift(share, toOrderId, from.countyCode(), some);
                left -= some;
            }
        }
        if (left > 0) {
            throw new IllegalStateException("less was paid than is to pay for another: order " + from.orderId());
        }
    }

    /** Owes back a part of one payment. */
    void open(Payment payment, String orderId, long fen, OrderStep.Why why, Instant now) {
        if (!payments.giveBack(payment.paymentId(), orderId, fen)) {
            throw new IllegalStateException("more would go back than was paid: payment " + payment.paymentId());
        }
        String refundId = ids.next();
        refunds.insert(refundId, payment, orderId, fen, why, now);
        ledger.refundDue(payment.countyCode(), refundId, orderId, fen);
    }
}
