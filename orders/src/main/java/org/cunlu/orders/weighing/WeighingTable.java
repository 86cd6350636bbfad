package org.cunlu.orders.weighing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.Order;

/** Rows of readings, which are only added. */
@Singleton
class WeighingTable {
    private final Sql sql;

    WeighingTable(Sql sql) {
        this.sql = sql;
    }

    /** A line of an order. */
    record Line(String orderId, int lineNo) {}

    record Reading(String weighingId, int pieces, long grams) {
        /**
         * @return what so many pieces weigh: those that were not on the scales as they were ordered, and of those that were
         *     missing since what they weighed on the average
         */
        long of(int left, long gramsEach) {
            return left >= pieces ? grams + (left - pieces) * gramsEach : grams * left / pieces;
        }
    }

    void insert(String weighingId, Order order, int lineNo, int pieces, long grams, String actor, Instant at) {
        sql.change(
                "INSERT INTO ord_weighing (weighing_id, county_code, order_id, line_no, node_code, pieces, grams, actor,"
                        + " weighed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                weighingId,
                order.countyCode(),
                order.orderId(),
                lineNo,
                order.fromNode(),
                pieces,
                grams,
                actor,
                at);
    }

    int count(String orderId) {
        return sql.one("SELECT COUNT(*) AS n FROM ord_weighing WHERE order_id = ?", row -> row.integer("n"), orderId)
                .orElseThrow();
    }

    /** @return the last reading of each line */
    Map<Line, Reading> last(Collection<String> orderIds) {
        var last = new HashMap<Line, Reading>();
        sql.list(
                "SELECT order_id, line_no, weighing_id, pieces, grams FROM ord_weighing WHERE order_id IN ("
                        + Sql.marks(orderIds.size()) + ") ORDER BY weighing_id",
                row -> last.put(
                        new Line(row.string("order_id"), row.integer("line_no")),
                        new Reading(row.string("weighing_id"), row.integer("pieces"), row.number("grams"))),
                orderIds.toArray());
        return last;
    }
}
