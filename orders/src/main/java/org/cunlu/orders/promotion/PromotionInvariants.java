package org.cunlu.orders.promotion;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of promotions. */
@Factory
class PromotionInvariants {
    /** Sisters took nothing: their discounts are a part of the first order's. */
    @Singleton
    @Named("promotion-budgets")
    Invariant budgets() {
        return new SqlInvariant(
                "promotion budgets used = discounts less what went back",
                "SELECT COUNT(*) FROM ord_promotion WHERE budget_fen IS NOT NULL",
                "SELECT CONCAT('promotion ', p.promotion_id, ' used ', p.used_fen, ' given ', COALESCE(s.fen, 0), ' back ',"
                        + " COALESCE(b.fen, 0)) FROM ord_promotion p"
                        + " LEFT JOIN (SELECT g.promotion_id, -SUM(g.fen) AS fen FROM"
                        + " (SELECT SUBSTRING_INDEX(t.ref, ':', 1) AS promotion_id, t.fen"
                        + " FROM ord_line_price_step t LEFT JOIN ord_sister i ON i.sister_id = t.order_id"
                        + " WHERE t.payer IS NOT NULL AND t.kind <> 'SUBSIDY' AND i.sister_id IS NULL) g"
                        + " GROUP BY g.promotion_id) s ON s.promotion_id = p.promotion_id"
                        + " LEFT JOIN (SELECT promotion_id, SUM(fen) AS fen FROM ord_promotion_back GROUP BY promotion_id) b"
                        + " ON b.promotion_id = p.promotion_id"
                        + " WHERE p.used_fen < 0 OR p.used_fen > COALESCE(p.budget_fen, 0)"
                        + " OR p.budget_fen IS NOT NULL AND p.used_fen <> COALESCE(s.fen, 0) - COALESCE(b.fen, 0)");
    }

    /** Whatever a line loses, before its delivery or after it, its discounts go back to their budgets once. */
    @Singleton
    @Named("promotion-backs")
    Invariant backs() {
        return new SqlInvariant(
                "no line gave back more of a promotion than it took",
                "SELECT COUNT(*) FROM ord_promotion_back",
                "SELECT CONCAT('order ', b.order_id, ' line ', b.line_no, ' back ', b.fen, ' of ', COALESCE(-SUM(t.fen), 0))"
                        + " FROM ord_promotion_back b LEFT JOIN ord_line_price_step t ON t.order_id = b.order_id"
                        + " AND t.line_no = b.line_no AND t.payer IS NOT NULL AND t.kind <> 'SUBSIDY'"
                        + " AND SUBSTRING_INDEX(t.ref, ':', 1) = b.promotion_id"
                        + " GROUP BY b.order_id, b.line_no, b.promotion_id, b.fen HAVING b.fen > COALESCE(-SUM(t.fen), 0)");
    }

    /** Reads logistics' view of allotments, which is part of its interface (Allotments), as live selling does. */
    @Singleton
    @Named("flash-sold")
    Invariant flashSold() {
        return new SqlInvariant(
                "flash sold <= allotment; sold + freed = allotment after the end",
                "SELECT COUNT(*) FROM ord_promotion WHERE kind = 'FLASH'",
                "SELECT CONCAT('flash sale ', p.promotion_id, ' ', p.state, ': sold ', COALESCE(l.pieces, 0), ', drawn ',"
                        + " COALESCE(a.drawn, 0), ' of ', COALESCE(a.allotted, 0), ', freed ', COALESCE(a.freed, 0))"
                        + " FROM ord_promotion p LEFT JOIN log_allotment_book a ON a.allotment_id = p.promotion_id"
                        + " LEFT JOIN (SELECT t.ref, SUM(l.quantity - l.short_quantity) AS pieces FROM"
                        + " (SELECT DISTINCT order_id, line_no, ref FROM ord_line_price_step"
                        + " WHERE kind = 'ITEM_PROMOTION') t"
                        + " JOIN ord_line l ON l.order_id = t.order_id AND l.line_no = t.line_no"
                        + " JOIN ord_order o ON o.order_id = l.order_id LEFT JOIN ord_sister i ON i.sister_id = o.order_id"
                        + " WHERE o.lifecycle <> 'CANCELLED' AND i.sister_id IS NULL GROUP BY t.ref) l"
                        + " ON l.ref = p.promotion_id WHERE p.kind = 'FLASH'"
                        + " AND (COALESCE(l.pieces, 0) > COALESCE(a.drawn, 0) OR COALESCE(a.drawn, 0) > COALESCE(a.allotted, 0)"
                        + " OR p.state IN ('DRAFT', 'DECLINED') AND a.allotment_id IS NOT NULL"
                        + " OR p.state = 'ACTIVE' AND (a.allotment_id IS NULL OR a.is_open <> 1)"
                        + " OR p.state = 'ENDED' AND a.allotment_id IS NOT NULL"
                        + " AND (a.is_open <> 0 OR a.drawn + a.freed <> a.allotted))");
    }
}
