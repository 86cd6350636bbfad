package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.CounterCash.Receipt;

/** Rows of cash that keepers took for orders. */
@Singleton
class CounterTable {
    private static final String TAKEN =
            "SELECT payment_id, group_id, node_code, fen, taken_at FROM ord_counter_cash WHERE taken_at IS NOT NULL AND ";

    private final Sql sql;

    CounterTable(Sql sql) {
        this.sql = sql;
    }

    /** Who takes it, and where. */
    record Taker(String nodeCode, String keeperId) {}

    /** Whoever takes it last, as long as it is not taken. */
    void begin(Payment payment, Taker by) {
        sql.change(
                "INSERT INTO ord_counter_cash (payment_id, county_code, group_id, node_code, keeper_id, fen)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
                        + " node_code = CASE WHEN taken_at IS NULL THEN ? ELSE node_code END,"
                        + " keeper_id = CASE WHEN taken_at IS NULL THEN ? ELSE keeper_id END",
                payment.paymentId(),
                payment.countyCode(),
                payment.groupId(),
                by.nodeCode(),
                by.keeperId(),
                payment.amountFen(),
                by.nodeCode(),
                by.keeperId());
    }

    /** Nobody else takes cash for orders at the node until the transaction has ended. */
    void lockNode(String nodeCode, String countyCode) {
        sql.change(
                "INSERT INTO ord_counter_node (node_code, county_code) VALUES (?, ?)"
                        + " ON DUPLICATE KEY UPDATE county_code = ?",
                nodeCode,
                countyCode,
                countyCode);
    }

    /** @return who is about to take it, who is the only one then */
    Optional<Taker> lock(String paymentId) {
        return sql.one(
                "SELECT node_code, keeper_id FROM ord_counter_cash WHERE payment_id = ? AND taken_at IS NULL FOR UPDATE",
                row -> new Taker(row.string("node_code"), row.string("keeper_id")),
                paymentId);
    }

    void taken(String paymentId, Instant at) {
        sql.change("UPDATE ord_counter_cash SET taken_at = ? WHERE payment_id = ? AND taken_at IS NULL", at, paymentId);
    }

    Optional<Receipt> receipt(String paymentId) {
        return sql.one(TAKEN + "payment_id = ?", CounterTable::receipt, paymentId);
    }

    Optional<Receipt> ofGroup(String groupId) {
        return sql.one(TAKEN + "group_id = ? ORDER BY payment_id LIMIT 1", CounterTable::receipt, groupId);
    }

    private static Receipt receipt(Row row) {
        return new Receipt(
                row.string("payment_id"),
                row.string("group_id"),
                row.string("node_code"),
                row.number("fen"),
                row.instant("taken_at"));
    }
}
