package org.cunlu.orders.resourcing;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of orders that serve a part of another. */
@Factory
class SisterInvariants {
    @Singleton
    @Named("sisters-are-what-was-moved")
    Invariant sistersAreWhatWasMoved() {
        return new SqlInvariant(
                "what is served from elsewhere = moved money and short picks",
                "SELECT COUNT(*) FROM ord_sister",
                "SELECT CONCAT('sister ', s.sister_id, ' of order ', s.order_id) FROM ord_sister s"
                        + " LEFT JOIN ord_order o ON o.order_id = s.sister_id"
                        + " LEFT JOIN ord_order f ON f.order_id = s.order_id AND f.group_id = o.group_id"
                        + " LEFT JOIN (SELECT order_id, SUM(quantity) AS pieces FROM ord_line GROUP BY order_id) l"
                        + " ON l.order_id = s.sister_id"
                        + " WHERE f.order_id IS NULL OR o.total_fen <> s.fen OR l.pieces <> s.pieces"
                        + " OR NOT EXISTS (SELECT 1 FROM ord_short_pick p WHERE p.short_id = s.short_id"
                        + " AND p.order_id = s.order_id)"
                        + " UNION ALL SELECT CONCAT('short pick ', p.short_id, ' is served more than whole')"
                        + " FROM ord_short_pick p JOIN (SELECT short_id, SUM(pieces) AS pieces FROM ord_sister"
                        + " GROUP BY short_id) s ON s.short_id = p.short_id WHERE s.pieces > p.pieces");
    }
}
