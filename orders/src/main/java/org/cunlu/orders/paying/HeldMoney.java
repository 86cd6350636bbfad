package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.Promise;
import org.cunlu.orders.Balances;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.MoneyTickets;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.PaymentView.Status;

/** What becomes of money that is not what was asked for, once two people have said it. One transaction each. */
@Singleton
class HeldMoney {
    private static final String WHY = "HELD_DECIDED";

    private final OrderBook book;
    private final PaymentTable payments;
    private final RefundTable refunds;
    private final Ledger ledger;
    private final Balances balances;
    private final MoneyTickets tickets;
    private final WaysNow waysNow;
    private final Fulfilling fulfilling;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    HeldMoney(
            OrderBook book,
            PaymentTable payments,
            RefundTable refunds,
            Ledger ledger,
            Balances balances,
            MoneyTickets tickets,
            WaysNow waysNow,
            Fulfilling fulfilling,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.book = book;
        this.payments = payments;
        this.refunds = refunds;
        this.ledger = ledger;
        this.balances = balances;
        this.tickets = tickets;
        this.waysNow = waysNow;
        this.fulfilling = fulfilling;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param also runs in the same transaction */
    void settle(Decision decision, String by, Runnable also) {
        Payment payment = payments.find(decision.subject()).orElseThrow();
        switch (decision.choice()) {
            case RETURN -> transactions.run(() -> giveBack(payment, RefundTable.Way.GATEWAY, by, also));
            case BALANCE -> transactions.run(() -> giveBack(payment, RefundTable.Way.BALANCE, by, also));
            case APPLY ->
                waysNow.attempt(
                        payment,
                        (ways, revive) -> transactions.run(() -> {
                            apply(payment, ways, revive, by, also);
                            return true;
                        }));
            case BANK -> throw new IllegalStateException("held money is not paid back by a bank: " + decision);
        }
    }

    private void giveBack(Payment before, RefundTable.Way way, String by, Runnable also) {
        book.lock(before.groupId()).orElseThrow();
        Payment payment = taken(before, Status.RETURNED);
        String order = payments.shares(payment.paymentId()).getFirst().orderId();
        ledger.heldReturned(payment.countyCode(), payment.paymentId(), order, payment.paidFen());
        String refundId = owe(payment, order, payment.paidFen());
        if (way == RefundTable.Way.BALANCE) {
            refunds.otherwise(refundId, way, payment.paymentId(), clock.instant());
            balances.put(payment.countyCode(), payment.accountId(), payment.paidFen(), Balances.Kind.REFUND, refundId);
            ledger.refundedToBalance(payment.countyCode(), payment.accountId(), refundId, order, payment.paidFen());
        }
        settled(payment, by, also);
    }

    private void apply(Payment before, Map<String, Promise> ways, boolean revive, String by, Runnable also) {
        OrderGroup group = book.lock(before.groupId()).orElseThrow();
        Payment payment = taken(before, Status.CAPTURED);
        Instant now = clock.instant();
        List<PaymentTable.Share> shares = payments.shares(payment.paymentId());
        String order = shares.getFirst().orderId();
        long over = Math.subtractExact(payment.paidFen(), payment.amountFen());
        ledger.heldApplied(
                payment.countyCode(),
                payment.paymentId(),
                shares.stream().collect(Collectors.toMap(PaymentTable.Share::orderId, PaymentTable.Share::amountFen)),
                order,
                over);
        owe(payment, order, over);
        settled(payment, by, also);
        // Stock and room are taken last.
        fulfilling.fulfil(group, payment, shares, ways, revive, now);
    }

    private Payment taken(Payment before, Status to) {
        Payment payment = payments.lock(before.paymentId()).orElseThrow();
        if (!payments.move(payment.paymentId(), Status.HELD, to)) {
            throw Deciding.nothing();
        }
        return payment;
    }

    private String owe(Payment payment, String orderId, long fen) {
        String refundId = ids.next();
        refunds.insertHeld(refundId, payment, orderId, fen, WHY, clock.instant());
        return refundId;
    }

    private void settled(Payment payment, String by, Runnable also) {
        tickets.settled(MoneyTickets.Kind.PAYMENT_HELD, payment.paymentId(), by, null);
        also.run();
    }
}
