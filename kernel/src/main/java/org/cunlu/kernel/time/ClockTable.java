package org.cunlu.kernel.time;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;

/** How far the county is ahead of real time, and which instance knows. */
@Singleton
class ClockTable {
    /** @param version rises with each move  @param aheadMillis county time minus real time, 0 or more */
    record Setting(long version, long aheadMillis) {}

    private final Sql sql;
    private final Transactions transactions;

    ClockTable(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    Setting read() {
        return transactions.read(() -> setting(""));
    }

    /** Waits for a rival mover. */
    Setting lock() {
        transactions.require();
        return setting(" FOR UPDATE");
    }

    void write(Setting next) {
        sql.change(
                "UPDATE ker_clock SET version = ?, ahead_millis = ? WHERE id = 1", next.version(), next.aheadMillis());
    }

    /** Tells that this instance lives and by which version it tells time. */
    void heartbeat(String instanceId, long version) {
        transactions.run(() -> sql.change(
                "INSERT INTO ker_instance (instance_id, started_at, seen_at, clock_version)"
                        + " VALUES (?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), ?)"
                        + " ON DUPLICATE KEY UPDATE seen_at = UTC_TIMESTAMP(3), clock_version = ?",
                instanceId,
                version,
                version));
    }

    void leave(String instanceId) {
        transactions.run(() -> sql.change("DELETE FROM ker_instance WHERE instance_id = ?", instanceId));
    }

    /** Forgets instances that were killed. */
    void sweep() {
        transactions.run(() ->
                sql.change("DELETE FROM ker_instance WHERE seen_at < TIMESTAMPADD(MINUTE, -10, UTC_TIMESTAMP(3))"));
    }

    /** @return how many instances that were seen within {@code live} do not know this version yet */
    long behind(long version, Duration live) {
        return transactions
                .read(() -> sql.one(
                        "SELECT COUNT(*) AS behind FROM ker_instance WHERE clock_version < ?"
                                + " AND seen_at >= TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))",
                        row -> row.number("behind"),
                        version,
                        -live.toMillis() * 1000))
                .orElseThrow();
    }

    private Setting setting(String suffix) {
        return sql.one(
                        "SELECT version, ahead_millis FROM ker_clock WHERE id = 1" + suffix,
                        row -> new Setting(row.number("version"), row.number("ahead_millis")))
                .orElseThrow(() -> new IllegalStateException("ker_clock has no row"));
    }
}
