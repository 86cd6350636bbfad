package org.cunlu.orders.ending;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.PickedShort;
import org.cunlu.orders.Order;

/** Rows of short picks that had their effect. */
@Singleton
class ShortPickTable {
    private final Sql sql;

    ShortPickTable(Sql sql) {
        this.sql = sql;
    }

    boolean known(String shortId) {
        return sql.one("SELECT short_id FROM ord_short_pick WHERE short_id = ?", row -> row.string("short_id"), shortId)
                .isPresent();
    }

    void insert(PickedShort event, Order order, long fen, Instant heardAt) {
        sql.change(
                "INSERT INTO ord_short_pick (short_id, county_code, order_id, sku_code, pieces, fen, heard_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                event.shortId(),
                order.countyCode(),
                order.orderId(),
                event.skuCode(),
                event.pieces(),
                fen,
                heardAt);
    }
}
