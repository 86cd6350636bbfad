package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.Order;

/** Rows of what buyers chose for what goes back to them, by order. */
@Singleton
class ChoiceTable {
    private final Sql sql;

    ChoiceTable(Sql sql) {
        this.sql = sql;
    }

    /** @return {@link RefundTable.Way#GATEWAY} where nobody chose */
    RefundTable.Way of(String orderId) {
        return sql.one(
                        "SELECT way FROM ord_refund_choice WHERE order_id = ?",
                        row -> row.constant("way", RefundTable.Way.class),
                        orderId)
                .orElse(RefundTable.Way.GATEWAY);
    }

    void set(Order order, RefundTable.Way way, Instant now) {
        sql.change(
                "INSERT INTO ord_refund_choice (order_id, county_code, way, chosen_at) VALUES (?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE way = VALUES(way), chosen_at = VALUES(chosen_at)",
                order.orderId(),
                order.countyCode(),
                way,
                now);
    }
}
