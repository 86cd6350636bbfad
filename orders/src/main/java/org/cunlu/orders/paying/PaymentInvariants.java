package org.cunlu.orders.paying;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of payments and refunds, whoever wrote them. */
@Factory
class PaymentInvariants {
    /** Nobody's money lies about: what was paid is fulfilled, under way, owed back or back. */
    @Singleton
    @Named("paid-means-something")
    Invariant paidMeansSomething() {
        return new SqlInvariant(
                "paid is fulfilled, under way or refunded",
                "SELECT COUNT(*) FROM ord_order WHERE payment_status NOT IN ('UNPAID', 'CASH_DUE')",
                "SELECT CONCAT('order ', o.order_id, ' ', o.lifecycle, ' ', o.payment_status) FROM ord_order o"
                        + " LEFT JOIN (SELECT order_id, SUM(status = 'DUE') AS due, SUM(status = 'DONE') AS done,"
                        // What came for nothing after it was over is owed back beside the order.
                        + " SUM(status = 'DUE' AND why <> 'PAYMENT_CAPTURED') AS own FROM ord_refund GROUP BY order_id) r ON r.order_id = o.order_id"
                        + " WHERE (o.payment_status IN ('PAID', 'DEPOSIT_PAID', 'BALANCE_DUE') AND o.lifecycle = 'CANCELLED')"
                        + " OR (o.payment_status = 'REFUND_DUE' AND COALESCE(r.due, 0) = 0)"
                        + " OR (o.payment_status = 'REFUNDED' AND (COALESCE(r.own, 0) > 0 OR COALESCE(r.done, 0) = 0))"
                        + " OR (o.payment_status = 'UNPAID' AND EXISTS (SELECT 1 FROM ord_payment_share s"
                        + " JOIN ord_payment p ON p.payment_id = s.payment_id"
                        + " WHERE s.order_id = o.order_id AND p.status = 'CAPTURED' AND s.amount_fen > s.refunded_fen))");
    }

    /** What was held went where two people said, and no more went back than came. */
    @Singleton
    @Named("held-money")
    Invariant heldMoney() {
        return new SqlInvariant(
                "held money is in the books until it is decided about, and then gone from there",
                "SELECT COUNT(*) FROM ord_payment WHERE status IN ('HELD', 'RETURNED')",
                "SELECT CONCAT('payment ', p.payment_id, ' ', p.status) FROM ord_payment p"
                        + " LEFT JOIN (SELECT account, -SUM(amount_fen) AS fen FROM ord_posting"
                        + " WHERE account LIKE 'payments-held:%' GROUP BY account) b"
                        + " ON b.account = CONCAT('payments-held:', p.payment_id)"
                        + " LEFT JOIN (SELECT payment_id, SUM(amount_fen) AS fen FROM ord_refund GROUP BY payment_id) r"
                        + " ON r.payment_id = p.payment_id"
                        + " WHERE COALESCE(b.fen, 0) <> CASE WHEN p.status = 'HELD' THEN p.paid_fen ELSE 0 END"
                        + " OR COALESCE(r.fen, 0) > p.paid_fen");
    }

    @Singleton
    @Named("payment-shares")
    Invariant paymentShares() {
        return new SqlInvariant(
                "payment = its orders' shares, and no more goes back than came",
                "SELECT COUNT(*) FROM ord_payment",
                "SELECT CONCAT('payment ', p.payment_id) FROM ord_payment p"
                        + " LEFT JOIN (SELECT payment_id, SUM(amount_fen) AS fen FROM ord_payment_share"
                        + " GROUP BY payment_id) s ON s.payment_id = p.payment_id"
                        + " WHERE s.fen IS NULL OR s.fen <> p.amount_fen"
                        + " UNION ALL SELECT CONCAT('refunds of order ', s.order_id, ' by payment ', s.payment_id)"
                        + " FROM ord_payment_share s LEFT JOIN (SELECT payment_id, order_id, SUM(amount_fen) AS fen"
                        + " FROM ord_refund WHERE of_held = 0 GROUP BY payment_id, order_id) r"
                        + " ON r.payment_id = s.payment_id AND r.order_id = s.order_id"
                        + " WHERE s.refunded_fen <> COALESCE(r.fen, 0) OR s.refunded_fen > s.amount_fen");
    }
}
