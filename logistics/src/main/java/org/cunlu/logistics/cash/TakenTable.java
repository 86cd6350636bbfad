package org.cunlu.logistics.cash;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.CashDrawer.Taken;

/** The table of what was taken, parcel by parcel. */
@Singleton
class TakenTable {
    private static final int DAYS_MAX = 400;

    private final Sql sql;

    TakenTable(Sql sql) {
        this.sql = sql;
    }

    /** What was taken on a day and still lies in the drawer, less what was paid back on it: below 0 when that was more. */
    @Serdeable
    record Day(LocalDate day, long parcels, long fen) {}

    void insert(Taken cash) {
        insert(cash, cash.fen());
    }

    /** What was paid out of it is a row below zero. */
    void insertGiven(Taken cash) {
        insert(cash, Math.negateExact(cash.fen()));
    }

    private void insert(Taken cash, long fen) {
        sql.change(
                "INSERT INTO log_cash_taken (barcode, county_code, order_id, node_code, fen, actor, taken_at, taken_on)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                cash.barcode(),
                cash.countyCode(),
                cash.orderId(),
                cash.nodeCode(),
                fen,
                cash.actor(),
                cash.at(),
                CountyTime.date(cash.at()));
    }

    /** @return what lies in a drawer; nobody puts it into a bundle, or pays out of it, until the transaction has ended */
    long lockedDrawer(String nodeCode) {
        return sql
                .list(
                        "SELECT fen FROM log_cash_taken WHERE node_code = ? AND handover_id IS NULL FOR UPDATE",
                        row -> row.number("fen"),
                        nodeCode)
                .stream()
                .reduce(0L, Math::addExact);
    }

    /** @return the oldest first */
    List<Day> drawer(String nodeCode) {
        return sql.list(
                "SELECT taken_on, SUM(CASE WHEN fen > 0 THEN 1 ELSE 0 END) AS parcels, SUM(fen) AS fen FROM log_cash_taken"
                        + " WHERE node_code = ? AND handover_id IS NULL GROUP BY taken_on ORDER BY taken_on LIMIT "
                        + DAYS_MAX,
                row -> new Day(row.date("taken_on"), row.number("parcels"), row.number("fen")),
                nodeCode);
    }

    /** Puts all that lies in a drawer into a bundle. @return how many parcels' */
    int bundle(String nodeCode, String handoverId) {
        return sql.change(
                "UPDATE log_cash_taken SET handover_id = ? WHERE node_code = ? AND handover_id IS NULL",
                handoverId,
                nodeCode);
    }

    /** What lay in a bundle lies in the drawer again. */
    void unbundle(String handoverId) {
        sql.change("UPDATE log_cash_taken SET handover_id = NULL WHERE handover_id = ?", handoverId);
    }

    long sum(String handoverId) {
        return sql.one(
                        "SELECT COALESCE(SUM(fen), 0) AS fen FROM log_cash_taken WHERE handover_id = ?",
                        row -> row.number("fen"),
                        handoverId)
                .orElseThrow();
    }
}
