package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.OrderStep;

/** Rows of refunds. */
@Singleton
class RefundTable {
    private final Sql sql;

    RefundTable(Sql sql) {
        this.sql = sql;
    }

    /** Money that is to go back. @param asked how often the gateway was asked */
    record Refund(
            String refundId,
            String countyCode,
            String paymentId,
            String orderId,
            String gateway,
            long amountFen,
            long ofFen,
            int asked) {}

    void insert(String refundId, Payment payment, String orderId, long amountFen, OrderStep.Why why, Instant now) {
        sql.change(
                "INSERT INTO ord_refund (refund_id, county_code, payment_id, order_id, amount_fen, status, why,"
                        + " created_at, ask_at, asked) VALUES (?, ?, ?, ?, ?, 'DUE', ?, ?, ?, 0)",
                refundId,
                payment.countyCode(),
                payment.paymentId(),
                orderId,
                amountFen,
                why,
                now,
                now);
    }

    /** @return refunds to ask the gateway for, which other instances pass over until this transaction has ended */
    List<Refund> claimToAsk(Instant now, int limit) {
        return sql.list(
                "SELECT r.refund_id, r.county_code, r.payment_id, r.order_id, p.gateway, r.amount_fen, p.paid_fen, r.asked"
                        + " FROM ord_refund r JOIN ord_payment p ON p.payment_id = r.payment_id"
                        + " WHERE r.ask_at <= ? ORDER BY r.ask_at LIMIT ? FOR UPDATE SKIP LOCKED",
                RefundTable::refund,
                now,
                limit);
    }

    void askAgain(String refundId, Instant at) {
        sql.change(
                "UPDATE ord_refund SET ask_at = ?, asked = asked + 1 WHERE refund_id = ? AND status = 'DUE'",
                at,
                refundId);
    }

    /** @return false when it was done before */
    boolean done(String refundId, String gatewayNo, Instant at) {
        return sql.change(
                        "UPDATE ord_refund SET status = 'DONE', gateway_no = ?, done_at = ?, ask_at = NULL"
                                + " WHERE refund_id = ? AND status = 'DUE'",
                        gatewayNo,
                        at,
                        refundId)
                == 1;
    }

    boolean anyDue(String orderId) {
        return !sql.list(
                        "SELECT refund_id FROM ord_refund WHERE order_id = ? AND status = 'DUE'",
                        row -> row.string("refund_id"),
                        orderId)
                .isEmpty();
    }

    private static Refund refund(Row row) {
        return new Refund(
                row.string("refund_id"),
                row.string("county_code"),
                row.string("payment_id"),
                row.string("order_id"),
                row.string("gateway"),
                row.number("amount_fen"),
                row.number("paid_fen"),
                row.integer("asked"));
    }
}
