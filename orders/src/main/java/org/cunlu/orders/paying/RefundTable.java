package org.cunlu.orders.paying;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.OrderStep;

/** Rows of refunds. */
@Singleton
class RefundTable {
    private static final String DUE = "SELECT refund_id, county_code, payment_id, order_id, amount_fen, status, way,"
            + " refusal, asked, created_at FROM ord_refund";

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

    /** How it goes back. */
    enum Way {
        GATEWAY,
        BALANCE,
        BANK
    }

    /**
     * A refund as operators see it.
     * @param due whether it is still owed
     * @param refusal why the gateway refused it last; null while it did not
     */
    @Serdeable
    record Due(
            String refundId,
            String countyCode,
            String paymentId,
            String orderId,
            long amountFen,
            boolean due,
            Way way,
            @Nullable String refusal,
            int asked,
            Instant createdAt) {}

    void insert(String refundId, Payment payment, String orderId, long amountFen, OrderStep.Why why, Instant now) {
        insert(refundId, payment, orderId, amountFen, why.name(), false, now);
    }

    /** Of a payment that was held: no part of an order's share of it. */
    void insertHeld(String refundId, Payment payment, String orderId, long amountFen, String why, Instant now) {
        insert(refundId, payment, orderId, amountFen, why, true, now);
    }

    private void insert(
            String refundId, Payment payment, String orderId, long amountFen, String why, boolean held, Instant now) {
        sql.change(
                "INSERT INTO ord_refund (refund_id, county_code, payment_id, order_id, amount_fen, status, why,"
                        + " created_at, ask_at, asked, of_held) VALUES (?, ?, ?, ?, ?, 'DUE', ?, ?, ?, 0, ?)",
                refundId,
                payment.countyCode(),
                payment.paymentId(),
                orderId,
                amountFen,
                why,
                now,
                now,
                held);
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
                "UPDATE ord_refund SET ask_at = ?, asked = asked + 1, asked_at = CURRENT_TIMESTAMP(3)"
                        + " WHERE refund_id = ? AND status = 'DUE'",
                at,
                refundId);
    }

    /** The gateway is about to be asked. @return false when somebody else has it since, or nothing is owed any more */
    boolean asking(String refundId, Instant againAt) {
        return sql.change(
                        "UPDATE ord_refund SET asked_at = CURRENT_TIMESTAMP(3)"
                                + " WHERE refund_id = ? AND status = 'DUE' AND ask_at = ?",
                        refundId,
                        againAt)
                == 1;
    }

    /** @return false when it was done before */
    boolean done(String refundId, String gatewayNo, Instant at) {
        return sql.change(
                        "UPDATE ord_refund SET status = 'DONE', gateway_no = ?, done_at = ?, ask_at = NULL,"
                                + " made_at = CURRENT_TIMESTAMP(3)"
                                + " WHERE refund_id = ? AND status = 'DUE'",
                        gatewayNo,
                        at,
                        refundId)
                == 1;
    }

    Optional<Due> find(String refundId) {
        return sql.one(DUE + " WHERE refund_id = ?", RefundTable::due, refundId);
    }

    /** @return the refund as gateways are asked for it */
    Optional<Refund> asked(String refundId) {
        return sql.one(
                "SELECT r.refund_id, r.county_code, r.payment_id, r.order_id, p.gateway, r.amount_fen, p.paid_fen, r.asked"
                        + " FROM ord_refund r JOIN ord_payment p ON p.payment_id = r.payment_id WHERE r.refund_id = ?",
                RefundTable::refund,
                refundId);
    }

    /** @return refunds of these counties that are owed and that gateways refuse */
    List<Due> refused(List<String> counties, String after, int limit) {
        var arguments = new ArrayList<Object>(counties);
        arguments.add(after);
        arguments.add(limit);
        return sql.list(
                DUE + " WHERE county_code IN (" + Sql.marks(counties.size())
                        + ") AND status = 'DUE' AND refusal IS NOT NULL AND refund_id > ? ORDER BY refund_id LIMIT ?",
                RefundTable::due,
                arguments.toArray());
    }

    void refused(String refundId, String why) {
        sql.change("UPDATE ord_refund SET refusal = ? WHERE refund_id = ? AND status = 'DUE'", why, refundId);
    }

    /**
     * Nobody else asks for it until then.
     * @return false when it is not owed, not refused, or was asked for within the last minute: that question may be under way
     */
    boolean stopAsking(String refundId, Instant until) {
        return sql.change(
                        "UPDATE ord_refund SET ask_at = ?, asked_at = CURRENT_TIMESTAMP(3) WHERE refund_id = ?"
                                + " AND status = 'DUE' AND refusal IS NOT NULL"
                                + " AND (asked_at IS NULL OR asked_at < CURRENT_TIMESTAMP(3) - INTERVAL 60 SECOND)",
                        until,
                        refundId)
                == 1;
    }

    /** It went back, not by the gateway. @return false when it had gone back before */
    boolean otherwise(String refundId, Way way, String number, Instant at) {
        return sql.change(
                        "UPDATE ord_refund SET status = 'DONE', way = ?, gateway_no = ?, done_at = ?, ask_at = NULL"
                                + " WHERE refund_id = ? AND status = 'DUE'",
                        way,
                        number,
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

    private static Due due(Row row) {
        return new Due(
                row.string("refund_id"),
                row.string("county_code"),
                row.string("payment_id"),
                row.string("order_id"),
                row.number("amount_fen"),
                row.string("status").equals("DUE"),
                row.constant("way", Way.class),
                row.string("refusal"),
                row.integer("asked"),
                row.instant("created_at"));
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
