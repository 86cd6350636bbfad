package org.cunlu.orders.book;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of groups and orders, whoever wrote them. */
@Factory
class OrderInvariants {
    @Singleton
    @Named("order-total")
    Invariant orderTotal() {
        return new SqlInvariant(
                "order total = lines + freight - discounts",
                "SELECT COUNT(*) FROM ord_order",
                "SELECT CONCAT('order ', o.order_id) FROM ord_order o"
                        + " LEFT JOIN (SELECT order_id, SUM(amount_fen) AS fen, SUM(discount_fen) AS discount,"
                        + " SUM(freight_fen) AS freight FROM ord_line GROUP BY order_id) l"
                        + " ON l.order_id = o.order_id"
                        + " WHERE l.fen IS NULL OR o.goods_fen <> l.fen OR o.discount_fen <> l.discount"
                        + " OR o.freight_fen <> l.freight"
                        + " OR o.total_fen <> o.goods_fen + o.freight_fen - o.discount_fen");
    }

    @Singleton
    @Named("line-steps")
    Invariant lineSteps() {
        return new SqlInvariant(
                "net of a line = sum of its steps",
                "SELECT COUNT(*) FROM ord_line",
                "SELECT CONCAT('order ', l.order_id, ' line ', l.line_no) FROM ord_line l"
                        + " LEFT JOIN (SELECT order_id, line_no, COUNT(*) AS n,"
                        + " SUM(CASE WHEN payer IS NULL THEN 0 ELSE fen END) AS discount,"
                        + " SUM(CASE WHEN kind = 'FREIGHT' THEN fen ELSE 0 END) AS freight,"
                        + " SUM(CASE WHEN kind = 'FREIGHT' THEN 1 ELSE 0 END) AS freights"
                        + " FROM ord_line_price_step GROUP BY order_id, line_no) s"
                        + " ON s.order_id = l.order_id AND s.line_no = l.line_no"
                        + " WHERE l.price_steps <> COALESCE(s.n, 0) OR l.discount_fen <> -COALESCE(s.discount, 0)"
                        + " OR COALESCE(s.freights, 0) > 0 AND s.freight <> l.freight_fen"
                        + " OR l.discount_fen > l.amount_fen OR l.amount_fen <> l.quantity * l.unit_price_fen"
                        + " UNION ALL SELECT CONCAT('step of no line of order ', s.order_id) FROM ord_line_price_step s"
                        + " LEFT JOIN ord_line l ON l.order_id = s.order_id AND l.line_no = s.line_no"
                        + " WHERE l.order_id IS NULL");
    }

    @Singleton
    @Named("group-total")
    Invariant groupTotal() {
        return new SqlInvariant(
                "group total = its orders",
                "SELECT COUNT(*) FROM ord_group",
                "SELECT CONCAT('group ', g.group_id) FROM ord_group g"
                        + " LEFT JOIN (SELECT r.group_id, SUM(r.total_fen - COALESCE(s.fen, 0)) AS fen FROM ord_order r"
                        + " LEFT JOIN ord_sister s ON s.sister_id = r.order_id GROUP BY r.group_id) o"
                        + " ON o.group_id = g.group_id WHERE o.fen IS NULL OR o.fen <> g.total_fen");
    }

    @Singleton
    @Named("group-status")
    Invariant groupStatus() {
        return new SqlInvariant(
                "a group awaits payment exactly while an order of it does",
                "SELECT COUNT(*) FROM ord_group",
                "SELECT CONCAT('group ', g.group_id, ' ', g.status) FROM ord_group g"
                        + " LEFT JOIN (SELECT group_id, COUNT(*) AS n FROM ord_order"
                        + " WHERE lifecycle = 'OPEN' AND payment_status IN ('UNPAID', 'BALANCE_DUE') GROUP BY group_id) o"
                        + " ON o.group_id = g.group_id WHERE (g.status = 'AWAITING_PAYMENT') <> (o.n IS NOT NULL)");
    }

    /**
     * Reads logistics' view log_claim: an audit compares the two sides of one truth in one snapshot, which no call to the
     * other module could give. The view is part of logistics' interface (StockClaims). An order that is still told to be
     * ALLOCATED may be picked already, and lack pieces of which it has not heard: news of its parcel is on the way.
     */
    @Singleton
    @Named("orders-hold-what-they-sell")
    Invariant ordersHoldWhatTheySell() {
        return new SqlInvariant(
                "each order holds exactly its allocations",
                "SELECT COUNT(*) FROM ord_line",
                "SELECT CONCAT('order ', w.order_id, ' ', w.sku_code, ': ', w.fulfilment_status, ' ', w.wanted, ', holds ',"
                        + " COALESCE(CONCAT(c.state, ' ', c.quantity), 'nothing'))"
                        + " FROM (SELECT o.order_id, o.from_node, o.fulfilment_status, l.sku_code,"
                        + " SUM(l.quantity) - COALESCE(MAX(p.cut), 0) AS wanted,"
                        + " SUM(l.short_quantity) - COALESCE(MAX(p.cut), 0) AS lacking FROM ord_order o"
                        + " JOIN ord_line l ON l.order_id = o.order_id"
                        // What a small harvest did not give was never held. A presale's order has one line.
                        + " LEFT JOIN (SELECT order_id, pieces - given AS cut FROM ord_presale_order"
                        + " WHERE state = 'SETTLED') p ON p.order_id = o.order_id"
                        + " WHERE (o.lifecycle <> 'CANCELLED' OR o.fulfilment_status IN ('RETURNED', 'LOST'))"
                        + " GROUP BY o.order_id, o.from_node, o.fulfilment_status, l.sku_code) w"
                        + " LEFT JOIN log_claim c ON c.order_id = w.order_id AND c.sku_code = w.sku_code"
                        + " AND c.node_code = w.from_node"
                        + " WHERE w.fulfilment_status <> 'EXPECTED' AND (c.order_id IS NULL OR c.quantity <> w.wanted"
                        + " OR w.lacking > c.short_qty OR NOT CASE w.fulfilment_status"
                        + " WHEN 'RESERVED' THEN c.state = 'RESERVED'"
                        + " WHEN 'ALLOCATED' THEN c.state IN ('ALLOCATED', 'PICKED')"
                        + " ELSE c.state = 'PICKED' END)"
                        + " UNION ALL SELECT CONCAT('order ', c.order_id, ' holds ', c.sku_code, ' and does not want it')"
                        + " FROM log_claim c LEFT JOIN ord_order o ON o.order_id = c.order_id"
                        + " LEFT JOIN ord_line l ON l.order_id = c.order_id AND l.sku_code = c.sku_code"
                        // What is sent instead of goods that go back is held under an id of its own.
                        + " WHERE (o.order_id IS NULL AND NOT EXISTS (SELECT 1 FROM ord_after a JOIN ord_after_line n"
                        + " ON n.request_id = a.request_id AND n.sku_code = c.sku_code"
                        + " WHERE a.replacement_id = c.order_id AND a.kind = 'EXCHANGE'))"
                        + " OR (o.order_id IS NOT NULL AND l.order_id IS NULL)"
                        + " OR (o.lifecycle = 'CANCELLED' AND o.fulfilment_status = 'GIVEN_BACK')");
    }

    /** The same for what is still to come, in logistics' view log_expected_claim (ExpectedSupply). */
    @Singleton
    @Named("orders-wait-for-what-they-sell")
    Invariant ordersWaitForWhatTheySell() {
        return new SqlInvariant(
                "each backorder waits for, or holds, exactly what it sells",
                "SELECT COUNT(*) FROM ord_order WHERE fulfilment_status = 'EXPECTED'",
                "SELECT CONCAT('order ', w.order_id, ' ', w.sku_code, ': ', w.wanted, ', waits for ',"
                        + " COALESCE(e.pieces, 0), ', got ', COALESCE(e.arrived, 0), ', holds ', COALESCE(c.quantity, 0))"
                        + " FROM (SELECT o.order_id, o.from_node, o.payment_status, l.sku_code, SUM(l.quantity) AS wanted"
                        + " FROM ord_order o JOIN ord_line l ON l.order_id = o.order_id"
                        + " WHERE o.fulfilment_status = 'EXPECTED'"
                        + " GROUP BY o.order_id, o.from_node, o.payment_status, l.sku_code) w"
                        + " LEFT JOIN log_expected_claim e ON e.order_id = w.order_id AND e.sku_code = w.sku_code"
                        + " AND e.node_code = w.from_node"
                        + " LEFT JOIN log_claim c ON c.order_id = w.order_id AND c.sku_code = w.sku_code"
                        + " AND c.node_code = w.from_node"
                        + " WHERE e.order_id IS NULL OR e.pieces <> w.wanted OR COALESCE(c.quantity, 0) <> e.arrived"
                        + " OR c.state <> CASE w.payment_status WHEN 'PAID' THEN 'ALLOCATED' ELSE 'RESERVED' END"
                        + " UNION ALL SELECT CONCAT('order ', e.order_id, ' waits for ', e.sku_code, ' and does not want it')"
                        + " FROM log_expected_claim e LEFT JOIN ord_order o ON o.order_id = e.order_id"
                        + " WHERE e.waiting > 0 AND (o.order_id IS NULL OR o.fulfilment_status <> 'EXPECTED')");
    }

    @Singleton
    @Named("order-short")
    Invariant orderShort() {
        return new SqlInvariant(
                "what an order goes without = its short picks, and what it weighs less",
                "SELECT COUNT(*) FROM ord_short_pick",
                "SELECT CONCAT('order ', o.order_id, ' goes without ', o.short_fen, ' fen, ', l.pieces, ' pieces')"
                        + " FROM ord_order o JOIN (SELECT order_id, SUM(short_quantity) AS pieces FROM ord_line"
                        + " GROUP BY order_id) l ON l.order_id = o.order_id"
                        + " LEFT JOIN (SELECT order_id, SUM(pieces) AS pieces, SUM(fen) AS fen FROM ord_short_pick"
                        + " WHERE outcome = 'TAKEN_OFF' GROUP BY order_id) s ON s.order_id = o.order_id"
                        + " LEFT JOIN (SELECT order_id, pieces - given AS pieces, cut_fen AS fen FROM ord_presale_order"
                        + " WHERE cut_fen > 0) p ON p.order_id = o.order_id"
                        + " LEFT JOIN (SELECT order_id, SUM(fen) AS fen FROM ord_weighed GROUP BY order_id) w"
                        + " ON w.order_id = o.order_id"
                        + " WHERE o.short_fen <> COALESCE(s.fen, 0) + COALESCE(p.fen, 0) + COALESCE(w.fen, 0)"
                        + " OR l.pieces <> COALESCE(s.pieces, 0) + COALESCE(p.pieces, 0)");
    }
}
