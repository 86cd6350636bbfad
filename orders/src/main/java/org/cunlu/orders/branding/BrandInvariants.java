package org.cunlu.orders.branding;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/**
 * What must be true of what was sold under regional brands. They read catalog's views, which are part of its interface
 * (BrandQuota), because the two sides of one truth are compared in one snapshot.
 */
@Factory
class BrandInvariants {
    @Singleton
    @Named("brand-quota")
    Invariant brandQuota() {
        return new SqlInvariant(
                "brand quota used = open and done orders under it",
                "SELECT COUNT(*) FROM cat_brand_right",
                "SELECT CONCAT('authorization ', r.authorization_id, ': used ', r.used, ' of ', r.quota, ', sold ',"
                        + " COALESCE(s.sold, 0)) FROM cat_brand_right r LEFT JOIN ("
                        + " SELECT l.authorization_id, SUM(l.brand_per_piece * (l.quantity - l.short_quantity)) AS sold"
                        + " FROM ord_line l JOIN ord_order o ON o.order_id = l.order_id"
                        + " WHERE l.authorization_id IS NOT NULL AND o.lifecycle <> 'CANCELLED'"
                        + " GROUP BY l.authorization_id) s ON s.authorization_id = r.authorization_id"
                        + " WHERE r.used <> COALESCE(s.sold, 0) OR r.used > r.quota");
    }

    /**
     * What counts is when the buyer ordered; a sister that serves what was picked short is younger than its group.
     * The county's midnight is 16:00 of the day before in UTC. Clocks of instances differ by seconds at most.
     */
    @Singleton
    @Named("brand-right")
    Invariant brandRight() {
        return new SqlInvariant(
                "each line of a regional brand was sold by a right valid at its placing",
                "SELECT COUNT(*) FROM ord_line WHERE brand_code IS NOT NULL",
                "SELECT CONCAT('order ', l.order_id, ' line ', l.line_no, ' ', l.brand_code)"
                        + " FROM ord_line l JOIN ord_order o ON o.order_id = l.order_id"
                        + " JOIN ord_group g ON g.group_id = o.group_id"
                        + " LEFT JOIN cat_brand_right r ON r.authorization_id = l.authorization_id"
                        + " WHERE l.authorization_id IS NOT NULL AND (r.authorization_id IS NULL"
                        + " OR r.brand_code <> l.brand_code OR r.seller_code <> o.seller_code OR r.unit <> l.brand_unit"
                        + " OR DATE(TIMESTAMPADD(HOUR, 8, g.placed_at)) NOT BETWEEN r.valid_from AND r.valid_until"
                        + " OR r.granted_at > TIMESTAMPADD(SECOND, 5, g.placed_at)"
                        + " OR TIMESTAMPADD(SECOND, 5, r.revoked_at) < g.placed_at"
                        + " OR NOT EXISTS (SELECT 1 FROM cat_brand_right_origin f WHERE f.authorization_id = l.authorization_id"
                        + " AND f.origin_code IN (l.brand_origin, LEFT(l.brand_origin, 9), LEFT(l.brand_origin, 6))))"
                        + " UNION ALL SELECT CONCAT('order ', l.order_id, ' line ', l.line_no, ' ', l.brand_code,"
                        + " ' by no right') FROM ord_line l JOIN ord_order o ON o.order_id = l.order_id"
                        + " JOIN ord_group g ON g.group_id = o.group_id JOIN cat_brand_bound b ON b.brand_code = l.brand_code"
                        + " WHERE l.authorization_id IS NULL AND TIMESTAMPADD(SECOND, 5, b.regional_since) < g.placed_at");
    }
}
