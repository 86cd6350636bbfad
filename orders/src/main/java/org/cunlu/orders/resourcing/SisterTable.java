package org.cunlu.orders.resourcing;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.Order;

/** Rows of orders that serve a part of another. */
@Singleton
class SisterTable {
    private final Sql sql;

    SisterTable(Sql sql) {
        this.sql = sql;
    }

    void insert(Order sister, Order first, String shortId, long pieces) {
        sql.change(
                "INSERT INTO ord_sister (sister_id, order_id, short_id, county_code, pieces, fen, made_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                sister.orderId(),
                first.orderId(),
                shortId,
                sister.countyCode(),
                pieces,
                sister.totalFen(),
                sister.placedAt());
    }

    List<String> of(String orderId) {
        return sql.list(
                "SELECT sister_id FROM ord_sister WHERE order_id = ? ORDER BY sister_id",
                row -> row.string("sister_id"),
                orderId);
    }

    Optional<String> first(String sisterId) {
        return sql.one("SELECT order_id FROM ord_sister WHERE sister_id = ?", row -> row.string("order_id"), sisterId);
    }
}
