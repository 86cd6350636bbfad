package org.cunlu.logistics.homecoming;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of goods that came home, told to the audit. */
@Factory
class HomecomingInvariants {
    @Singleton
    @Named("came-home-as-picked")
    Invariant cameHomeAsPicked() {
        return new SqlInvariant("came home = picked, by lot and owner", "SELECT COUNT(*) FROM log_homecoming", """
                SELECT CONCAT(barcode, ': ', sku_code, '#', lot_code, ' ', owner)
                FROM (SELECT barcode, sku_code, lot_code, owner, pieces FROM log_homecoming_part
                      UNION ALL
                      SELECT h.barcode, m.sku_code, COALESCE(m.lot_code, ''), m.owner, -m.quantity
                      FROM log_homecoming h JOIN log_stock_movement m ON m.cause_id = h.order_id
                      AND m.cause_kind = 'ORDER' AND m.kind = 'PICKED') both_
                GROUP BY barcode, sku_code, lot_code, owner HAVING SUM(pieces) <> 0
                """);
    }

    @Singleton
    @Named("came-home-into-stock")
    Invariant cameHomeIntoStock() {
        return new SqlInvariant(
                "came home and not missing = put back into the stock", "SELECT COUNT(*) FROM log_homecoming", """
                SELECT CONCAT(barcode, ': ', sku_code, '#', lot_code, ' ', owner, ' ', found)
                FROM (SELECT barcode, sku_code, lot_code, owner, found, pieces FROM log_homecoming_part
                      WHERE found <> 'MISSING'
                      UNION ALL
                      SELECT h.barcode, m.sku_code, COALESCE(m.lot_code, ''), m.owner, m.status, -m.on_hand_delta
                      FROM log_homecoming h JOIN log_stock_movement m ON m.cause_id = h.act_id
                      AND m.cause_kind = 'ACT') both_
                GROUP BY barcode, sku_code, lot_code, owner, found HAVING SUM(pieces) <> 0
                """);
    }
}
