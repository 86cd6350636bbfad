package org.cunlu.orders.changing;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
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

    void insert(Order before, Order after, long backFen, long moreFen, String reason, String actor, Instant at) {
        sql.change(
                "INSERT INTO ord_order_change (order_id, into_id, county_code, before_fen, after_fen, back_fen, more_fen, reason,"
                        + " actor, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                before.orderId(),
                after.orderId(),
                before.countyCode(),
                before.payableFen(),
                after.totalFen(),
                backFen,
                moreFen,
                reason,
                actor,
                at);
    }

    /** @return the order that took the place of this one */
    Optional<String> into(String orderId) {
        return sql.one(
                "SELECT into_id FROM ord_order_change WHERE order_id = ?", row -> row.string("into_id"), orderId);
    }

    /** @return the order whose place this one took */
    Optional<String> from(String orderId) {
        return sql.one(
                "SELECT order_id FROM ord_order_change WHERE into_id = ?", row -> row.string("order_id"), orderId);
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
                            + " OR c.back_fen NOT IN (0, c.before_fen + c.more_fen - c.after_fen)"
                            + " OR c.back_fen <> COALESCE((SELECT SUM(r.amount_fen) FROM ord_refund r"
                            + " WHERE r.order_id = c.order_id AND r.why = 'CHANGED'), 0)");
        }

        /** Who pays for a change has it, or has his money back. */
        @Singleton
        @Named("paid-changes")
        Invariant paid() {
            return new SqlInvariant(
                    "what was paid for a change brought it, or went back",
                    "SELECT COUNT(*) FROM ord_change_offer",
                    "SELECT CONCAT('offer ', f.offer_id, ' ', f.state) FROM ord_change_offer f"
                            + " LEFT JOIN ord_order_change c ON c.order_id = f.order_id AND c.more_fen = f.more_fen"
                            + " LEFT JOIN ord_change_payment m ON m.payment_id = f.paid_by AND m.offer_id = f.offer_id"
                            + " LEFT JOIN ord_payment p ON p.payment_id = m.payment_id AND p.status = 'CAPTURED'"
                            + " AND p.amount_fen = f.more_fen"
                            + " WHERE f.state = 'DONE' AND (c.order_id IS NULL OR (f.in_cash = 0 AND p.payment_id IS NULL))"
                            + " UNION ALL SELECT CONCAT('change of order ', c.order_id) FROM ord_order_change c"
                            + " WHERE c.more_fen > 0 AND NOT EXISTS (SELECT 1 FROM ord_change_offer f"
                            + " WHERE f.order_id = c.order_id AND f.state = 'DONE')"
                            + " UNION ALL SELECT CONCAT('payment ', p.payment_id) FROM ord_change_payment m"
                            + " JOIN ord_change_offer f ON f.offer_id = m.offer_id"
                            + " JOIN ord_payment p ON p.payment_id = m.payment_id AND p.status = 'CAPTURED'"
                            + " JOIN ord_payment_share s ON s.payment_id = p.payment_id"
                            + " WHERE (f.state <> 'DONE' OR f.paid_by IS NULL OR f.paid_by <> p.payment_id)"
                            + " AND s.refunded_fen < s.amount_fen");
        }
    }
}
