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

    @Singleton
    @Named("shifts")
    Invariant eachShiftIsCountedAndExplained() {
        return new SqlInvariant(
                "each shift is counted on both sides, and what differs is explained",
                "SELECT COUNT(*) FROM log_shift",
                """
                SELECT CONCAT('shift ', s.shift_id)
                FROM log_shift s
                WHERE (s.began_fen <> s.began_counted_fen AND s.began_note IS NULL)
                   OR (s.running IS NULL AND (s.ended_at IS NULL OR s.ended_by IS NULL OR s.ended_fen IS NULL
                        OR s.ended_counted_fen IS NULL OR s.ended_at < s.began_at))
                   OR (s.running = 1 AND s.ended_at IS NOT NULL)
                   OR (s.ended_fen <> s.ended_counted_fen AND s.ended_note IS NULL)
                   OR (s.handover_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM log_cash_handover h
                        WHERE h.handover_id = s.handover_id AND h.node_code = s.node_code
                          AND h.offered_fen = s.ended_counted_fen))
                """);
    }
}
