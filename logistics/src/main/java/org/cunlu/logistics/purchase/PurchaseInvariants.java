package org.cunlu.logistics.purchase;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of purchase orders, told to the audit. */
@Factory
class PurchaseInvariants {
    @Singleton
    @Named("purchases-are-movements")
    Invariant whatCameIsWhatMoved() {
        return new SqlInvariant("received against orders = movements", "SELECT COUNT(*) FROM log_purchase_line", """
                SELECT CONCAT(purchase_id, ': ', sku_code, ' ', status)
                FROM (SELECT purchase_id, sku_code, 'AVAILABLE' AS status, received AS pieces FROM log_purchase_line
                      UNION ALL
                      SELECT purchase_id, sku_code, 'DAMAGED', damaged FROM log_purchase_line
                      UNION ALL
                      SELECT purchase_id, sku_code, 'QUARANTINED', excess FROM log_purchase_line
                      UNION ALL
                      SELECT a.document_id, m.sku_code, m.status, -m.on_hand_delta
                      FROM log_stock_act a JOIN log_stock_movement m ON m.cause_id = a.act_id AND m.cause_kind = 'ACT'
                      WHERE a.document_kind = 'PURCHASE') both_
                GROUP BY purchase_id, sku_code, status
                HAVING SUM(pieces) <> 0
                """);
    }
}
