package org.cunlu.orders.cashrefund;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.time.CountyTime;

/** Rows of cash that people have asked for; of a code no more than a keyed hash. */
@Singleton
class CashRefundTable {
    private static final String CODE = "ord_cash_refund.code";
    private static final String SELECT =
            "SELECT refund_id, county_code, account_id, fen, valid_until, node_code, paid_at"
                    + " FROM ord_cash_refund ";

    private final Sql sql;
    private final BlindIndex index;

    CashRefundTable(Sql sql, BlindIndex index) {
        this.sql = sql;
        this.index = index;
    }

    /** @param node and paidAt null until it is paid */
    record Asked(
            String refundId,
            String countyCode,
            String accountId,
            long fen,
            Instant validUntil,
            @Nullable String node,
            @Nullable Instant paidAt) {}

    void insert(Asked asked, String code, Instant at) {
        // One code counts at a time.
        sql.change(
                "UPDATE ord_cash_refund SET valid_until = ? WHERE account_id = ? AND paid_at IS NULL AND valid_until > ?",
                at,
                asked.accountId(),
                at);
        sql.change(
                "INSERT INTO ord_cash_refund (refund_id, county_code, account_id, fen, code_index, asked_at, valid_until)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                asked.refundId(),
                asked.countyCode(),
                asked.accountId(),
                asked.fen(),
                index.of(CODE, code),
                at,
                asked.validUntil());
    }

    Optional<Asked> lock(String code) {
        return sql.one(SELECT + "WHERE code_index = ? FOR UPDATE", CashRefundTable::asked, index.of(CODE, code));
    }

    void paid(String refundId, String node, String keeper, Instant at) {
        sql.change(
                "UPDATE ord_cash_refund SET node_code = ?, keeper_id = ?, paid_at = ?, paid_on = ? WHERE refund_id = ?",
                node,
                keeper,
                at,
                CountyTime.date(at),
                refundId);
    }

    /** @return what somebody was paid on a day, in fen */
    long paidOn(String accountId, LocalDate day) {
        return sql.one(
                        "SELECT COALESCE(SUM(fen), 0) AS fen FROM ord_cash_refund WHERE account_id = ? AND paid_on = ?",
                        row -> row.number("fen"),
                        accountId,
                        day)
                .orElseThrow();
    }

    /** @return the newest first */
    List<Asked> of(String accountId, int limit) {
        return sql.list(
                SELECT + "WHERE account_id = ? ORDER BY refund_id DESC LIMIT " + limit,
                CashRefundTable::asked,
                accountId);
    }

    private static Asked asked(Row row) {
        return new Asked(
                row.string("refund_id"),
                row.string("county_code"),
                row.string("account_id"),
                row.number("fen"),
                row.instant("valid_until"),
                row.string("node_code"),
                row.instant("paid_at"));
    }
}
