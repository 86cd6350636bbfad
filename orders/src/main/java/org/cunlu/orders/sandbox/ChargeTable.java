package org.cunlu.orders.sandbox;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.GatewayBills;

/** The sandbox's own rows. */
@Singleton
@Requires(condition = SandboxWanted.class)
class ChargeTable {
    private static final String SELECT = "SELECT charge_id, merchant_id, payment_id, amount_fen, currency, status,"
            + " paid_fen, paid_at, notice_id, notified, refunds_refused FROM ord_sandbox_charge";

    private final Sql sql;

    ChargeTable(Sql sql) {
        this.sql = sql;
    }

    /** A charge at the sandbox. @param paymentId the merchant's own number of it */
    record Charge(
            String chargeId,
            String merchantId,
            String paymentId,
            long amountFen,
            String currency,
            boolean paid,
            long paidFen,
            @Nullable Instant paidAt,
            @Nullable String noticeId,
            int notified,
            boolean refundsRefused) {}

    /** Makes it unless the merchant's number is known already. */
    void insert(String chargeId, String merchantId, String paymentId, long amountFen, String currency, Instant now) {
        sql.soon(
                "INSERT INTO ord_sandbox_charge (charge_id, merchant_id, payment_id, amount_fen, currency, status,"
                        + " paid_fen, created_at, notified) VALUES (?, ?, ?, ?, ?, 'OPEN', 0, ?, 0)"
                        + " ON DUPLICATE KEY UPDATE charge_id = charge_id",
                chargeId,
                merchantId,
                paymentId,
                amountFen,
                currency,
                now);
    }

    Optional<Charge> find(String chargeId) {
        return sql.one(SELECT + " WHERE charge_id = ?", ChargeTable::charge, chargeId);
    }

    Optional<Charge> ofPayment(String merchantId, String paymentId) {
        return sql.one(
                SELECT + " WHERE merchant_id = ? AND payment_id = ?", ChargeTable::charge, merchantId, paymentId);
    }

    /**
     * @param notifyAt null when the merchant shall never be told
     * @param more how often he is told again though he heard it
     */
    boolean pay(
            String chargeId,
            long paidFen,
            Instant now,
            String noticeId,
            @Nullable Instant notifyAt,
            int more,
            boolean refundsRefused) {
        return sql.change(
                        "UPDATE ord_sandbox_charge SET status = 'PAID', paid_fen = ?, paid_at = ?, notice_id = ?,"
                                + " notify_at = ?, notices_more = ?, refunds_refused = ?"
                                + " WHERE charge_id = ? AND status = 'OPEN'",
                        paidFen,
                        now,
                        noticeId,
                        notifyAt,
                        more,
                        refundsRefused,
                        chargeId)
                == 1;
    }

    List<Charge> claimToNotify(Instant now, int limit) {
        return sql.list(
                SELECT + " WHERE notify_at <= ? ORDER BY notify_at LIMIT ? FOR UPDATE SKIP LOCKED",
                ChargeTable::charge,
                now,
                limit);
    }

    void notifyAgain(String chargeId, Instant at) {
        sql.soon(
                "UPDATE ord_sandbox_charge SET notify_at = ?, notified = notified + 1 WHERE charge_id = ?",
                at,
                chargeId);
    }

    /** He heard it; where it was paid so, he is told again all the same, at the time that is set. */
    void notified(String chargeId) {
        sql.change(
                "UPDATE ord_sandbox_charge SET notify_at = CASE WHEN notices_more > 0 THEN notify_at END,"
                        + " notices_more = CASE WHEN notices_more > 0 THEN notices_more - 1 ELSE 0 END"
                        + " WHERE charge_id = ?",
                chargeId);
    }

    /** @return what the merchant was paid and paid back in this time */
    List<GatewayBills.Row> billed(String merchantId, Instant from, Instant to) {
        var rows = new ArrayList<>(sql.list(
                "SELECT payment_id, charge_id, paid_fen FROM ord_sandbox_charge WHERE merchant_id = ?"
                        + " AND status = 'PAID' AND paid_at >= ? AND paid_at < ? AND paid_fen > 0 ORDER BY charge_id",
                row -> new GatewayBills.Row(
                        GatewayBills.Kind.PAYMENT,
                        row.string("payment_id"),
                        row.string("charge_id"),
                        row.number("paid_fen")),
                merchantId,
                from,
                to));
        rows.addAll(sql.list(
                "SELECT r.refund_id, r.amount_fen FROM ord_sandbox_refund r JOIN ord_sandbox_charge c"
                        + " ON c.charge_id = r.charge_id WHERE c.merchant_id = ? AND r.made_at >= ? AND r.made_at < ?"
                        + " ORDER BY r.refund_id",
                row -> new GatewayBills.Row(
                        GatewayBills.Kind.REFUND,
                        row.string("refund_id"),
                        "R" + row.string("refund_id"),
                        row.number("amount_fen")),
                merchantId,
                from,
                to));
        return rows;
    }

    boolean refundKnown(String refundId) {
        return sql.one(
                        "SELECT refund_id FROM ord_sandbox_refund WHERE refund_id = ?",
                        row -> row.string("refund_id"),
                        refundId)
                .isPresent();
    }

    /** Keeps other refunds of this charge out until the transaction has ended. */
    Optional<Charge> lock(String merchantId, String paymentId) {
        return sql.one(
                SELECT + " WHERE merchant_id = ? AND payment_id = ? FOR UPDATE",
                ChargeTable::charge,
                merchantId,
                paymentId);
    }

    long refundedFen(String chargeId) {
        return sql.one(
                        "SELECT CAST(COALESCE(SUM(amount_fen), 0) AS SIGNED) AS fen FROM ord_sandbox_refund"
                                + " WHERE charge_id = ?",
                        row -> row.number("fen"),
                        chargeId)
                .orElse(0L);
    }

    void insertRefund(String refundId, String chargeId, long amountFen, Instant now) {
        sql.change(
                "INSERT INTO ord_sandbox_refund (refund_id, charge_id, amount_fen, made_at) VALUES (?, ?, ?, ?)",
                refundId,
                chargeId,
                amountFen,
                now);
    }

    private static Charge charge(Row row) {
        return new Charge(
                row.string("charge_id"),
                row.string("merchant_id"),
                row.string("payment_id"),
                row.number("amount_fen"),
                row.string("currency"),
                row.string("status").equals("PAID"),
                row.number("paid_fen"),
                row.instant("paid_at"),
                row.string("notice_id"),
                row.integer("notified"),
                row.flag("refunds_refused"));
    }
}
