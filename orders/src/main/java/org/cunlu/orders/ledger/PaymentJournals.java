package org.cunlu.orders.ledger;

import java.util.Map;
import java.util.TreeMap;
import org.cunlu.orders.Order;
import org.cunlu.orders.ledger.Journal.Kind;

/** Journals of balances, of held money, and of refunds that no gateway paid. Pure. */
final class PaymentJournals {
    private PaymentJournals() {}

    static Journal capturedFromBalance(
            String countyCode, String accountId, String paymentId, Map<String, Long> fenByOrder) {
        return captured(countyCode, Chart.accountBalance(accountId), paymentId, fenByOrder);
    }

    static Journal capturedInCash(String countyCode, String nodeCode, String paymentId, Map<String, Long> fenByOrder) {
        return captured(countyCode, Chart.cashHeld(nodeCode), paymentId, fenByOrder);
    }

    private static Journal captured(String countyCode, String from, String paymentId, Map<String, Long> fenByOrder) {
        long sum = fenByOrder.values().stream().reduce(0L, Math::addExact);
        var journal = Journal.of(Kind.PAYMENT_CAPTURED, countyCode, paymentId).debit(from, null, sum);
        new TreeMap<>(fenByOrder).forEach((orderId, fen) -> journal.credit(Chart.buyerPrepaid(orderId), orderId, fen));
        return journal.balanced();
    }

    /** @param from the account that bears it */
    static Journal refundPaid(String countyCode, String refundId, String orderId, long fen, String from) {
        return Journal.of(Kind.REFUND_PAID, countyCode, refundId)
                .debit(Chart.refundsPayable(orderId), orderId, fen)
                .credit(from, orderId, fen)
                .balanced();
    }

    static Journal paidBackToBalance(Order order, long fen, String cause) {
        return Journal.of(Kind.BALANCE_PAID_BACK, order.countyCode(), cause)
                .debit(Chart.buyerPrepaid(order.orderId()), order.orderId(), fen)
                .credit(Chart.accountBalance(order.accountId()), order.orderId(), fen)
                .balanced();
    }

    static Journal cashRefunded(String countyCode, String accountId, String nodeCode, String refundId, long fen) {
        return Journal.of(Kind.CASH_REFUNDED, countyCode, refundId)
                .debit(Chart.accountBalance(accountId), null, fen)
                .credit(Chart.cashHeld(nodeCode), null, fen)
                .balanced();
    }

    static Journal withdrawalAsked(String countyCode, String accountId, String withdrawalId, long fen) {
        return Journal.of(Kind.WITHDRAWAL_ASKED, countyCode, withdrawalId)
                .debit(Chart.accountBalance(accountId), null, fen)
                .credit(Chart.withdrawalPayable(accountId), null, fen)
                .balanced();
    }

    static Journal withdrawalBack(String countyCode, String accountId, String backTo, String withdrawalId, long fen) {
        return Journal.of(Kind.WITHDRAWAL_BACK, countyCode, withdrawalId)
                .debit(Chart.withdrawalPayable(accountId), null, fen)
                .credit(Chart.accountBalance(backTo), null, fen)
                .balanced();
    }

    static Journal balanceMerged(String countyCode, String fromAccountId, String intoAccountId, long fen) {
        return Journal.of(Kind.BALANCE_MERGED, countyCode, fromAccountId)
                .debit(Chart.accountBalance(fromAccountId), null, fen)
                .credit(Chart.accountBalance(intoAccountId), null, fen)
                .balanced();
    }

    static Journal heldApplied(
            String countyCode, String paymentId, Map<String, Long> fenByOrder, String orderId, long overFen) {
        long sum = fenByOrder.values().stream().reduce(0L, Math::addExact);
        var journal = Journal.of(Kind.HELD_APPLIED, countyCode, paymentId)
                .debit(Chart.paymentsHeld(paymentId), null, Math.addExact(sum, overFen));
        new TreeMap<>(fenByOrder).forEach((order, fen) -> journal.credit(Chart.buyerPrepaid(order), order, fen));
        return journal.credit(Chart.refundsPayable(orderId), orderId, overFen).balanced();
    }

    static Journal heldReturned(String countyCode, String paymentId, String orderId, long fen) {
        return Journal.of(Kind.HELD_RETURNED, countyCode, paymentId)
                .debit(Chart.paymentsHeld(paymentId), null, fen)
                .credit(Chart.refundsPayable(orderId), orderId, fen)
                .balanced();
    }
}
