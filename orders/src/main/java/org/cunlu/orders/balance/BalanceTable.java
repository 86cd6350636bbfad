package org.cunlu.orders.balance;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.Balances.Entry;
import org.cunlu.orders.Balances.Kind;

/** Rows of balances and of their changes. */
@Singleton
class BalanceTable {
    private final Sql sql;

    BalanceTable(Sql sql) {
        this.sql = sql;
    }

    /** What an account has in one county. */
    record Balance(String countyCode, long fen) {}

    List<Balance> of(String accountId) {
        return sql.list(
                "SELECT county_code, balance_fen FROM ord_balance WHERE account_id = ? ORDER BY county_code",
                row -> new Balance(row.string("county_code"), row.number("balance_fen")),
                accountId);
    }

    void add(String countyCode, String accountId, long fen) {
        sql.change(
                "INSERT INTO ord_balance (county_code, account_id, balance_fen) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE balance_fen = balance_fen + ?",
                countyCode,
                accountId,
                fen,
                fen);
    }

    boolean take(String countyCode, String accountId, long fen) {
        return sql.change(
                        "UPDATE ord_balance SET balance_fen = balance_fen - ? WHERE county_code = ? AND account_id = ?"
                                + " AND balance_fen >= ?",
                        fen,
                        countyCode,
                        accountId,
                        fen)
                == 1;
    }

    /** @param fen above 0 came, below 0 went */
    void enter(
            String entryId, String countyCode, String accountId, Kind kind, String cause, long fen, Instant enteredAt) {
        sql.change(
                "INSERT INTO ord_balance_entry (entry_id, county_code, account_id, kind, cause, amount_fen, entered_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                entryId,
                countyCode,
                accountId,
                kind,
                cause,
                fen,
                enteredAt);
    }

    List<Entry> entries(String accountId, int limit) {
        return sql.list(
                "SELECT kind, cause, amount_fen, entered_at FROM ord_balance_entry WHERE account_id = ?"
                        + " ORDER BY entry_id DESC LIMIT ?",
                BalanceTable::entry,
                accountId,
                limit);
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.constant("kind", Kind.class),
                row.string("cause"),
                row.number("amount_fen"),
                row.instant("entered_at"));
    }
}
