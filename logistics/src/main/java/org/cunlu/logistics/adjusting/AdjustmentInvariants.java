package org.cunlu.logistics.adjusting;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of adjustments, told to the audit. */
@Factory
class AdjustmentInvariants {
    @Singleton
    @Named("adjustments-are-signed")
    Invariant adjustmentsAreWhatWasSigned() {
        return new SqlInvariant(
                "adjustments = what was proposed, signed by another", "SELECT COUNT(*) FROM log_adjustment", """
                SELECT adjustment_id FROM log_adjustment
                WHERE decided_by = proposed_by OR (state = 'POSTED') <> (act_id IS NOT NULL)
                UNION ALL
                SELECT adjustment_id
                FROM (SELECT l.adjustment_id, l.sku_code, l.lot_code, l.owner, l.status, l.bin_code, l.pieces
                      FROM log_adjustment_line l JOIN log_adjustment a ON a.adjustment_id = l.adjustment_id
                      WHERE a.state = 'POSTED'
                      UNION ALL
                      SELECT a.document_id, m.sku_code, COALESCE(m.lot_code, ''), m.owner, m.status, m.bin_code,
                             -m.on_hand_delta
                      FROM log_stock_act a JOIN log_stock_movement m ON m.cause_id = a.act_id AND m.cause_kind = 'ACT'
                      WHERE a.document_kind = 'ADJUSTMENT') both_
                GROUP BY adjustment_id, sku_code, lot_code, owner, status, bin_code
                HAVING SUM(pieces) <> 0
                """);
    }
}
