package org.cunlu.logistics.cash;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of cash on its way, told to the audit. */
@Factory
class CashInvariants {
    @Singleton
    @Named("cash")
    Invariant eachCountThatDiffersHasOneWhoAnswers() {
        return new SqlInvariant(
                "cash handed in = cash taken, or a difference", "SELECT COUNT(*) FROM log_cash_taken", """
                SELECT CONCAT('bundle ', h.handover_id, ' is not what was taken')
                FROM log_cash_handover h
                WHERE h.state <> 'BACK' AND h.taken_fen <> (SELECT COALESCE(SUM(t.fen), 0) FROM log_cash_taken t WHERE t.handover_id = h.handover_id)
                UNION ALL
                SELECT CONCAT('cash without bundle ', t.barcode)
                FROM log_cash_taken t LEFT JOIN log_cash_handover h ON h.handover_id = t.handover_id
                WHERE t.handover_id IS NOT NULL AND (h.handover_id IS NULL OR h.state = 'BACK' OR h.node_code <> t.node_code)
                UNION ALL
                SELECT CONCAT('count that nobody answers for ', h.handover_id)
                FROM log_cash_handover h
                WHERE (h.offered_fen <> h.taken_fen) <> EXISTS (SELECT 1 FROM log_cash_difference d
                        WHERE d.handover_id = h.handover_id AND d.seen = 'OFFERED')
                   OR (h.carried_fen IS NOT NULL AND h.carried_fen <> h.offered_fen) <> EXISTS (
                        SELECT 1 FROM log_cash_difference d WHERE d.handover_id = h.handover_id AND d.seen = 'CARRIED')
                   OR (h.in_fen IS NOT NULL AND h.in_fen <> COALESCE(h.carried_fen, h.offered_fen)) <> EXISTS (
                        SELECT 1 FROM log_cash_difference d WHERE d.handover_id = h.handover_id AND d.seen = 'IN')
                UNION ALL
                SELECT CONCAT('difference without owner or deadline ', handover_id)
                FROM log_cash_difference
                WHERE owner = '' OR due_at <= opened_at OR (reason IS NULL) <> (closed_by IS NULL)
                """);
    }
}
