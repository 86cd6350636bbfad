package org.cunlu.orders.coupon;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of coupons. */
@Factory
class CouponInvariants {
    @Singleton
    @Named("coupon-once")
    Invariant once() {
        return new SqlInvariant(
                "a coupon is used by one group at most, its buyer's, and never more are claimed than there are",
                "SELECT COUNT(*) FROM ord_coupon",
                "SELECT CONCAT('coupon ', c.coupon_id, ' ', c.state, ' open groups ', COALESCE(u.n, 0)) FROM ord_coupon c"
                        + " LEFT JOIN (SELECT g.coupon_id, COUNT(DISTINCT g.group_id) AS n, MIN(g.account_id) AS account_id"
                        + " FROM (SELECT SUBSTRING_INDEX(t.ref, ':', -1) AS coupon_id, o.group_id, o.account_id"
                        + " FROM ord_line_price_step t JOIN ord_order o ON o.order_id = t.order_id"
                        + " JOIN ord_line l ON l.order_id = t.order_id AND l.line_no = t.line_no"
                        + " LEFT JOIN ord_coupon_back b ON b.order_id = t.order_id AND b.line_no = t.line_no"
                        + " AND b.coupon_id = SUBSTRING_INDEX(t.ref, ':', -1)"
                        + " WHERE t.kind = 'COUPON' AND o.lifecycle <> 'CANCELLED' AND b.order_id IS NULL"
                        + " AND l.short_quantity < l.quantity) g GROUP BY g.coupon_id) u"
                        + " ON u.coupon_id = c.coupon_id"
                        + " WHERE COALESCE(u.n, 0) > 1 OR u.n = 1 AND (c.state <> 'USED' OR u.account_id <> c.account_id)"
                        + " UNION ALL SELECT CONCAT('promotion ', p.promotion_id, ' issued ', p.issued) FROM ord_promotion p"
                        + " LEFT JOIN (SELECT promotion_id, COUNT(*) AS n FROM ord_coupon GROUP BY promotion_id) c"
                        + " ON c.promotion_id = p.promotion_id WHERE p.issued <> COALESCE(c.n, 0)");
    }
}
