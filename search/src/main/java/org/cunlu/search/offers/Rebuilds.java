package org.cunlu.search.offers;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.search.IndexDesk.Progress;
import org.cunlu.search.IndexDesk.Rebuilding;

/** {@code sea_rebuild}: how far making the index anew has come, whether somebody wants one, and whether he wants it to end. */
@Singleton
class Rebuilds {
    private static final String ROW = " WHERE name = 'offers'";

    private final Sql sql;
    private final Transactions transactions;

    Rebuilds(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** An operator wanted it to end: what was filled goes, and the index that is there stays. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped by an operator");
        }
    }

    Progress progress() {
        return transactions.read(() ->
                sql.one("SELECT * FROM sea_rebuild" + ROW, Rebuilds::progress).orElseThrow());
    }

    /** Within the caller's transaction. @return false when one was wanted already */
    boolean want() {
        return sql.change("UPDATE sea_rebuild SET wanted = 1" + ROW + " AND wanted = 0") == 1;
    }

    /** Within the caller's transaction. @return false when there is none to stop, or it is being stopped already */
    boolean stop() {
        return sql.change("UPDATE sea_rebuild SET wanted = 0, stopping = 1" + ROW
                        + " AND (wanted = 1 OR (state = 'RUNNING' AND stopping = 0))")
                == 1;
    }

    void begin(String chain, String filling, long total) {
        transactions.run(() -> sql.change(
                "UPDATE sea_rebuild SET state = 'RUNNING', wanted = 0, stopping = 0, chain = ?, filling = ?, done = 0,"
                        + " total = ?, started_at = UTC_TIMESTAMP(3), seen_at = UTC_TIMESTAMP(3), ended_at = NULL"
                        + ROW,
                chain,
                filling,
                total));
    }

    /** @throws Stopped when it is to end */
    void at(String filling, long done) {
        int going = transactions.run(() -> sql.change(
                "UPDATE sea_rebuild SET done = ?, seen_at = UTC_TIMESTAMP(6)" + ROW
                        + " AND state = 'RUNNING' AND stopping = 0 AND filling = ?",
                done,
                filling));
        if (going == 0) {
            throw new Stopped();
        }
    }

    void end(String filling, Rebuilding how) {
        transactions.run(() -> sql.change(
                "UPDATE sea_rebuild SET state = ?, stopping = 0, filling = NULL, ended_at = UTC_TIMESTAMP(3)" + ROW
                        + " AND filling = ?",
                how,
                filling));
    }

    /** @return the index that is being filled, into which what changes meanwhile is written too */
    Optional<String> filling() {
        return transactions.read(() -> sql.one(
                "SELECT filling FROM sea_rebuild" + ROW + " AND state = 'RUNNING' AND filling IS NOT NULL",
                row -> row.string("filling")));
    }

    private static Progress progress(Row row) {
        return new Progress(
                row.constant("state", Rebuilding.class),
                row.flag("wanted"),
                row.flag("stopping"),
                row.string("chain"),
                row.number("done"),
                row.number("total"),
                row.instant("started_at"),
                row.instant("ended_at"));
    }
}
