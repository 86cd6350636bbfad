package org.cunlu.orders.payout;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Rows of balance that goes to its owner's bank account. A key holds that each has one under way. */
@Singleton
class WithdrawalTable {
    private static final String SELECT = "SELECT withdrawal_id, county_code, account_id, back_to, fen, state, asked_at,"
            + " ended_at FROM ord_withdrawal ";

    private final Sql sql;

    WithdrawalTable(Sql sql) {
        this.sql = sql;
    }

    /** How one stands. */
    enum State {
        ASKED,
        SENT,
        PAID,
        BACK
    }

    /** @param backTo whose balance it comes back to */
    record Withdrawal(
            String withdrawalId,
            String countyCode,
            String accountId,
            String backTo,
            long fen,
            State state,
            Instant askedAt,
            @Nullable Instant endedAt) {}

    /** Fails as a duplicate when one is under way. */
    void insert(Withdrawal asked) {
        sql.change(
                "INSERT INTO ord_withdrawal (withdrawal_id, county_code, account_id, back_to, fen, state, asked_at,"
                        + " under_way) VALUES (?, ?, ?, ?, ?, 'ASKED', ?, 1)",
                asked.withdrawalId(),
                asked.countyCode(),
                asked.accountId(),
                asked.backTo(),
                asked.fen(),
                asked.askedAt());
    }

    Optional<Withdrawal> find(String withdrawalId) {
        return sql.one(SELECT + "WHERE withdrawal_id = ?", WithdrawalTable::withdrawal, withdrawalId);
    }

    /** @return those that no batch has taken along yet, the oldest first */
    List<Withdrawal> asked(String county, int limit) {
        return sql.list(
                SELECT + "WHERE county_code = ? AND state = 'ASKED' ORDER BY withdrawal_id LIMIT " + limit,
                WithdrawalTable::withdrawal,
                county);
    }

    /** @return the newest first */
    List<Withdrawal> of(String accountId, int limit) {
        return sql.list(
                SELECT + "WHERE account_id = ? ORDER BY withdrawal_id DESC LIMIT " + limit,
                WithdrawalTable::withdrawal,
                accountId);
    }

    /** @param endedAt null while it is not over @return false when it did not stand so */
    boolean move(String withdrawalId, State from, State to, @Nullable Instant endedAt) {
        return sql.change(
                        "UPDATE ord_withdrawal SET state = ?, ended_at = ?, under_way = ? WHERE withdrawal_id = ?"
                                + " AND state = ?",
                        to,
                        endedAt,
                        endedAt == null ? 1 : null,
                        withdrawalId,
                        from)
                == 1;
    }

    /** What comes back of an account that is another's now is the other's. */
    void handOver(String fromAccountId, String intoAccountId) {
        sql.change(
                "UPDATE ord_withdrawal SET back_to = ? WHERE back_to = ? AND under_way = 1",
                intoAccountId,
                fromAccountId);
    }

    /** @return fen on their way to somebody's bank, of all counties */
    long underWay(String accountId) {
        return sql.one(
                        "SELECT COALESCE(SUM(fen), 0) AS fen FROM ord_withdrawal WHERE back_to = ? AND under_way = 1",
                        row -> row.number("fen"),
                        accountId)
                .orElseThrow();
    }

    private static Withdrawal withdrawal(Row row) {
        return new Withdrawal(
                row.string("withdrawal_id"),
                row.string("county_code"),
                row.string("account_id"),
                row.string("back_to"),
                row.number("fen"),
                row.constant("state", State.class),
                row.instant("asked_at"),
                row.instant("ended_at"));
    }
}
