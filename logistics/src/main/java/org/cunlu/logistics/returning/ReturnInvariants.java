package org.cunlu.logistics.returning;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of goods that buyers sent back, told to the audit. */
@Factory
class ReturnInvariants {
    private static final String COUNT = "SELECT COUNT(*) FROM log_return";

    @Singleton
    @Named("goods-back-went-out")
    Invariant noMoreComesBackThanWentOut() {
        return new SqlInvariant("goods back <= goods out, by lot and owner", COUNT, """
                SELECT CONCAT(order_id, ': ', sku_code, '#', lot_code, ' ', owner)
                FROM (SELECT r.order_id, p.sku_code, p.lot_code, p.owner, p.pieces
                      FROM log_return r JOIN log_return_part p ON p.return_id = r.return_id
                      WHERE p.found <> 'MISSING'
                      UNION ALL
                      SELECT m.cause_id, m.sku_code, COALESCE(m.lot_code, ''), m.owner, -m.quantity
                      FROM log_stock_movement m WHERE m.cause_kind = 'ORDER' AND m.kind = 'PICKED'
                      AND EXISTS (SELECT 1 FROM log_return r WHERE r.order_id = m.cause_id)) both_
                GROUP BY order_id, sku_code, lot_code, owner HAVING SUM(pieces) > 0
                """);
    }

    @Singleton
    @Named("goods-back-into-stock")
    Invariant goodsBackAreInTheStock() {
        return new SqlInvariant("goods back and not missing = put back into the stock", COUNT, """
                SELECT CONCAT(return_id, ': ', sku_code, '#', lot_code, ' ', owner, ' ', found)
                FROM (SELECT r.return_id, p.sku_code, p.lot_code, p.owner,
                             IF(p.found = 'SCRAPPED', 'DAMAGED', p.found) AS found, p.pieces
                      FROM log_return r JOIN log_return_part p ON p.return_id = r.return_id
                      WHERE p.found <> 'MISSING'
                      UNION ALL
                      SELECT r.return_id, m.sku_code, COALESCE(m.lot_code, ''), m.owner, m.status, -m.on_hand_delta
                      FROM log_return r JOIN log_stock_movement m ON m.cause_id = r.act_id
                      AND m.cause_kind = 'ACT') both_
                GROUP BY return_id, sku_code, lot_code, owner, found HAVING SUM(pieces) <> 0
                """);
    }

    @Singleton
    @Named("goods-back-are-told")
    Invariant whatWasHandedInIsToldOf() {
        return new SqlInvariant("goods back inspected = handed in", COUNT, """
                SELECT CONCAT(return_id, ': ', sku_code)
                FROM (SELECT l.return_id, l.sku_code, l.pieces FROM log_return_line l
                      JOIN log_return r ON r.return_id = l.return_id AND r.inspected_at IS NOT NULL
                      UNION ALL
                      SELECT return_id, sku_code, -pieces FROM log_return_part) both_
                GROUP BY return_id, sku_code HAVING SUM(pieces) <> 0
                UNION ALL
                SELECT CONCAT(r.return_id, ' has no parcel of its own on the way home')
                FROM log_return r LEFT JOIN log_parcel p ON p.barcode = r.barcode AND p.order_id = r.return_id
                    AND p.from_node = r.home_node AND p.to_node = r.node_code AND p.going_back = 1
                WHERE p.barcode IS NULL
                UNION ALL
                SELECT CONCAT(r.return_id, ' was inspected before it was home')
                FROM log_return r JOIN log_parcel p ON p.barcode = r.barcode
                WHERE r.inspected_at IS NOT NULL AND p.state NOT IN ('RETURNED', 'LOST')
                """);
    }
}
