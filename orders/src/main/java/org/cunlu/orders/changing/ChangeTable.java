package org.cunlu.orders.changing;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.Order;

/** Rows of changes, which are only added. */
@Singleton
class ChangeTable {
    private final Sql sql;

    ChangeTable(Sql sql) {
        this.sql = sql;
    }

    void insert(Order before, Order after, long backFen, String reason, String actor, Instant at) {
        sql.change(
                "INSERT INTO ord_order_change (order_id, into_id, county_code, before_fen, after_fen, back_fen, reason,"
                        + " actor, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                before.orderId(),
                after.orderId(),
                before.countyCode(),
                before.payableFen(),
                after.totalFen(),
                backFen,
                reason,
                actor,
                at);
    }

    /** What must be true of them. */
    @Factory
    static class Invariants {
        @Singleton
        @Named("order-changes")
        Invariant changes() {
            return new SqlInvariant(
                    "changed orders are over, and what they cost more went back",
                    "SELECT COUNT(*) FROM ord_order_change",
                    "SELECT CONCAT('order ', c.order_id) FROM ord_order_change c"
                            + " LEFT JOIN ord_order b ON b.order_id = c.order_id"
                            + " LEFT JOIN ord_order a ON a.order_id = c.into_id"
                            + " WHERE b.order_id IS NULL OR a.order_id IS NULL OR a.group_id <> b.group_id"
                            + " OR b.lifecycle <> 'CANCELLED' OR a.total_fen <> c.after_fen"
                            + " OR c.back_fen NOT IN (0, c.before_fen - c.after_fen)"
                            + " OR c.back_fen <> COALESCE((SELECT SUM(r.amount_fen) FROM ord_refund r"
                            + " WHERE r.order_id = c.order_id AND r.why = 'CHANGED'), 0)");
        }
    }
}
