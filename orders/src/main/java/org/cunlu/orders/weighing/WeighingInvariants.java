package org.cunlu.orders.weighing;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of lines that were weighed. */
@Factory
class WeighingInvariants {
    @Singleton
    @Named("weighed-lines")
    Invariant weighedLines() {
        return new SqlInvariant(
                "what lines weigh = their settlement, by a reading or as ordered, and within what was accepted",
                "SELECT COUNT(*) FROM ord_weighed",
                "SELECT CONCAT('order ', l.order_id, ' line ', l.line_no) FROM ord_line l"
                        + " LEFT JOIN ord_weighed w ON w.order_id = l.order_id AND w.line_no = l.line_no"
                        + " LEFT JOIN ord_weighing r ON r.weighing_id = w.weighing_id"
                        + " WHERE l.weight_each IS NOT NULL AND ((l.weight_got IS NULL) <> (w.order_id IS NULL)"
                        + " OR w.grams < l.weight_got OR l.weight_pieces > l.quantity - l.short_quantity"
                        + " OR w.grams > l.quantity * (l.weight_each + FLOOR(l.weight_each * l.weight_tolerance / 10000))"
                        + " OR (w.weighing_id IS NOT NULL AND (r.order_id IS NULL OR r.order_id <> l.order_id"
                        + " OR r.line_no <> l.line_no OR w.grams > r.grams"
                        + " + GREATEST(0, l.quantity - r.pieces) * l.weight_each)))"
                        + " UNION ALL SELECT CONCAT('packed and not weighed: order ', o.order_id) FROM ord_order o"
                        + " JOIN ord_line l ON l.order_id = o.order_id WHERE l.weight_each IS NOT NULL"
                        + " AND l.weight_got IS NULL AND o.fulfilment_status IN ('PACKED', 'READY', 'HANDED_OVER',"
                        + " 'WITH_CARRIER')");
    }
}
