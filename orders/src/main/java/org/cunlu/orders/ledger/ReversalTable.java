package org.cunlu.orders.ledger;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.Order;
import org.cunlu.orders.Reversal;

/** Rows of what was taken back of delivered orders: written once. Read and written while the order's group is locked. */
@Singleton
class ReversalTable {
    static final Taken NOTHING = new Taken(0, 0);

    private final Sql sql;
    private final Clock clock;

    ReversalTable(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Of one line, all that was taken back so far. */
    record Taken(int pieces, long goodsFen) {}

    Map<Integer, Taken> taken(String orderId) {
        return takenWhere("order_id = ?", orderId);
    }

    /** The same of what was taken back up to a moment. */
    Map<Integer, Taken> takenUntil(String orderId, Instant at) {
        return takenWhere(
                "order_id = ? AND cause IN (SELECT r.cause FROM ord_reversal r WHERE r.order_id = ? AND r.reversed_at <= ?)",
                orderId,
                orderId,
                at);
    }

    private Map<Integer, Taken> takenWhere(String condition, Object... arguments) {
        var taken = new HashMap<Integer, Taken>();
        sql.list(
                "SELECT line_no, CAST(SUM(pieces) AS SIGNED) AS pieces, CAST(SUM(goods_fen) AS SIGNED) AS fen"
                        + " FROM ord_reversal_line WHERE " + condition + " GROUP BY line_no",
                row -> taken.put(row.integer("line_no"), new Taken(row.integer("pieces"), row.number("fen"))),
                arguments);
        return taken;
    }

    long freightTaken(String orderId) {
        return freightWhere("order_id = ?", orderId);
    }

    long freightTakenUntil(String orderId, Instant at) {
        return freightWhere("order_id = ? AND reversed_at <= ?", orderId, at);
    }

    private long freightWhere(String condition, Object... arguments) {
        return sql.one(
                        "SELECT CAST(COALESCE(SUM(freight_fen), 0) AS SIGNED) AS fen FROM ord_reversal WHERE "
                                + condition,
                        row -> row.number("fen"),
                        arguments)
                .orElseThrow();
    }

    /** Fails as a duplicate when its cause was taken back before. */
    void insert(Order order, Reversal reversal) {
        sql.change(
                "INSERT INTO ord_reversal (cause, county_code, order_id, fault, payer, freight_fen, reversed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                reversal.cause(),
                order.countyCode(),
                order.orderId(),
                reversal.fault(),
                reversal.payer(),
                reversal.freightFen(),
                clock.instant());
        sql.insertMany(
                "INSERT INTO ord_reversal_line (cause, line_no, order_id, pieces, goods_fen)",
                reversal.parts().stream()
                        .map(part -> new Object[] {
                            reversal.cause(), part.lineNo(), order.orderId(), part.pieces(), part.goodsFen()
                        })
                        .toList());
    }
}
