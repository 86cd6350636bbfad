package org.cunlu.orders.live;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/**
 * What must be true of live selling. The first reads logistics' view of allotments, which is part of its interface (Allotments),
 * because the two sides of one truth are compared in one snapshot.
 */
@Factory
class LiveInvariants {
    @Singleton
    @Named("live-sold")
    Invariant liveSold() {
        return new SqlInvariant(
                "live sold <= allotment; sold + freed = allotment after the end",
                "SELECT COUNT(*) FROM ord_live_slot",
                "SELECT CONCAT('slot ', s.slot_id, ' ', e.state, ': sold ', COALESCE(l.pieces, 0), ', drawn ',"
                        + " COALESCE(a.drawn, 0), ' of ', COALESCE(a.allotted, 0), ', freed ', COALESCE(a.freed, 0))"
                        + " FROM ord_live_slot s JOIN ord_live_session e ON e.session_id = s.session_id"
                        + " LEFT JOIN log_allotment_book a ON a.allotment_id = s.slot_id"
                        + " LEFT JOIN (SELECT l.live_slot_id, SUM(l.quantity - l.short_quantity) AS pieces FROM ord_line l"
                        + " JOIN ord_order o ON o.order_id = l.order_id WHERE l.live_slot_id IS NOT NULL"
                        + " AND o.lifecycle <> 'CANCELLED' GROUP BY l.live_slot_id) l ON l.live_slot_id = s.slot_id"
                        + " WHERE COALESCE(l.pieces, 0) > COALESCE(a.drawn, 0) OR COALESCE(a.drawn, 0) > COALESCE(a.allotted, 0)"
                        + " OR (e.state = 'PLANNED' AND a.allotment_id IS NOT NULL)"
                        + " OR (e.state = 'ON_AIR' AND (a.allotment_id IS NULL OR a.is_open <> 1 OR a.allotted <> s.pieces))"
                        + " OR (e.state = 'ENDED' AND a.allotment_id IS NOT NULL"
                        + " AND (a.is_open <> 0 OR a.drawn + a.freed <> a.allotted))");
    }

    @Singleton
    @Named("live-limits")
    Invariant liveLimits() {
        return new SqlInvariant(
                "what buyers took of live slots = their open and done orders",
                "SELECT COUNT(*) FROM ord_live_buyer",
                "SELECT CONCAT('slot ', keys_.slot_id, ' buyer ', keys_.account_id) FROM"
                        + " (SELECT slot_id, account_id FROM ord_live_buyer UNION SELECT l.live_slot_id, o.account_id"
                        + " FROM ord_line l JOIN ord_order o ON o.order_id = l.order_id"
                        + " WHERE l.live_slot_id IS NOT NULL) keys_"
                        + " LEFT JOIN ord_live_buyer b ON b.slot_id = keys_.slot_id AND b.account_id = keys_.account_id"
                        + " LEFT JOIN (SELECT l.live_slot_id, o.account_id, SUM(l.quantity - l.short_quantity) AS pieces"
                        + " FROM ord_line l JOIN ord_order o ON o.order_id = l.order_id WHERE l.live_slot_id IS NOT NULL"
                        + " AND o.lifecycle <> 'CANCELLED' GROUP BY l.live_slot_id, o.account_id) l"
                        + " ON l.live_slot_id = keys_.slot_id AND l.account_id = keys_.account_id"
                        + " WHERE COALESCE(b.taken, 0) <> COALESCE(l.pieces, 0)");
    }
}
