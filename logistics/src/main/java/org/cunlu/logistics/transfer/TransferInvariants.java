package org.cunlu.logistics.transfer;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of goods between two nodes, told to the audit. */
@Factory
class TransferInvariants {
    @Singleton
    @Named("transfers-are-movements")
    Invariant inTransitIsShippedLessReceived() {
        return new SqlInvariant(
                "in transit = shipped - received, by movements", "SELECT COUNT(*) FROM log_transfer_line", """
                SELECT CONCAT(transfer_id, ': ', sku_code, '#', lot_code, ' ', owner)
                FROM (SELECT transfer_id, sku_code, lot_code, owner, shipped, received FROM log_transfer_line
                      UNION ALL
                      SELECT a.document_id, m.sku_code, COALESCE(m.lot_code, ''), m.owner,
                             IF(a.reverses IS NULL, LEAST(m.on_hand_delta, 0), GREATEST(m.on_hand_delta, 0)),
                             -IF(a.reverses IS NULL, GREATEST(m.on_hand_delta, 0), LEAST(m.on_hand_delta, 0))
                      FROM log_stock_act a JOIN log_stock_movement m ON m.cause_id = a.act_id AND m.cause_kind = 'ACT'
                      WHERE a.document_kind = 'TRANSFER') both_
                GROUP BY transfer_id, sku_code, lot_code, owner
                HAVING SUM(shipped) <> 0 OR SUM(received) <> 0
                UNION ALL
                SELECT CONCAT(t.transfer_id, ': ', t.state) FROM log_transfer t
                JOIN (SELECT transfer_id, SUM(shipped - received - lost) AS pieces FROM log_transfer_line
                      GROUP BY transfer_id) l ON l.transfer_id = t.transfer_id
                WHERE (t.state = 'DONE') <> (l.pieces = 0)
                """);
    }
}
