package org.cunlu.orders.ledger;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of cash in the books against the counts of those who have it; only the news of just that cash is waited for. */
@Factory
class CashLedgerInvariants {
    private static final String SETTLED =
            "SELECT COUNT(*) FROM log_cash_difference WHERE reason IS NOT NULL AND told = 1";

    /** An event that the books have not heard; one that was given up is no excuse. */
    private static final String ON_ITS_WAY = "NOT EXISTS (SELECT 1 FROM ker_inbox i WHERE i.event_id = o.event_id"
            + " AND i.subscriber IN ('orders.cash', 'orders.cash-settled', 'orders.completing', 'orders.relief-paid')"
            + " AND i.state IN ('DONE', 'DEAD'))";

    @Singleton
    @Named("cash-settled")
    Invariant settledDifferencesAreBooked() {
        return new SqlInvariant("settled differences of cash = ledger", SETTLED, """
                SELECT CONCAT('difference ', d.handover_id, ':', d.seen)
                FROM log_cash_difference d
                LEFT JOIN ord_journal j ON j.kind = 'CASH_SETTLED' AND j.cause = CONCAT(d.handover_id, ':', d.seen)
                LEFT JOIN ord_posting p ON p.journal_id = j.journal_id AND p.account LIKE 'cash-difference:%%'
                WHERE d.told = 1 AND (p.journal_id IS NULL OR p.amount_fen <> d.counted_fen - d.expected_fen)
                  AND NOT EXISTS (SELECT 1 FROM ker_outbox o WHERE o.topic = 'logistics.cash-settled'
                      AND o.subject = d.handover_id AND %s)
                UNION ALL
                SELECT CONCAT('journal ', j.journal_id, ' settles nothing') FROM ord_journal j
                LEFT JOIN log_cash_difference d ON j.cause = CONCAT(d.handover_id, ':', d.seen) AND d.told = 1
                WHERE j.kind = 'CASH_SETTLED' AND d.handover_id IS NULL
                """.formatted(ON_ITS_WAY));
    }

    /** Receipts of a bundle, less what came in or is carried, are what counts differed by; less what of that was settled. */
    @Singleton
    @Named("cash-held")
    Invariant cashInTheBooksIsWhatWasTakenAndNotHandedOn() {
        return new SqlInvariant(
                "cash held = receipts - remittances, differences settled",
                "SELECT COUNT(*) FROM log_cash_handover",
                """
                SELECT CONCAT('bundle ', h.handover_id, ' of ', h.node_code)
                FROM log_cash_handover h
                LEFT JOIN (SELECT j.cause, SUM(p.amount_fen) AS fen FROM ord_journal j
                    JOIN ord_posting p ON p.journal_id = j.journal_id
                    WHERE j.kind IN ('CASH_CARRIED', 'CASH_BROUGHT_IN')
                      AND (p.account LIKE 'cash-held:%%' OR p.account LIKE 'cash-in-transit:%%')
                    GROUP BY j.cause) moved ON moved.cause = h.handover_id
                WHERE h.state IN ('CARRIED', 'IN')
                  AND COALESCE(moved.fen, 0) <> COALESCE(h.in_fen, h.carried_fen) - h.taken_fen
                  AND NOT EXISTS (SELECT 1 FROM ker_outbox o WHERE o.topic = 'logistics.cash-handed'
                      AND o.subject = h.handover_id AND %1$s)
                UNION ALL
                SELECT CONCAT('drawer of ', n.node_code, ' has ', COALESCE(b.fen, 0))
                FROM (SELECT DISTINCT node_code FROM log_cash_handover) n
                LEFT JOIN (SELECT account, SUM(amount_fen) AS fen FROM ord_posting WHERE account LIKE 'cash-held:%%'
                    GROUP BY account) b ON b.account = CONCAT('cash-held:', n.node_code)
                WHERE COALESCE(b.fen, 0) <>
                      COALESCE((SELECT SUM(t.fen) FROM log_cash_taken t WHERE t.node_code = n.node_code), 0)
                    - COALESCE((SELECT SUM(h.taken_fen) FROM log_cash_handover h
                        WHERE h.node_code = n.node_code AND h.state IN ('CARRIED', 'IN')), 0)
                    + COALESCE((SELECT SUM(h.in_fen) FROM log_cash_handover h WHERE h.in_node = n.node_code), 0)
                    + COALESCE((SELECT SUM(p.amount_fen) FROM ord_journal j
                        JOIN ord_posting p ON p.journal_id = j.journal_id
                        WHERE j.kind IN ('CASH_SETTLED', 'CASH_BANKED') AND p.account = CONCAT('cash-held:', n.node_code)), 0)
                  AND NOT EXISTS (SELECT 1 FROM ker_outbox o JOIN log_cash_handover h ON h.handover_id = o.subject
                      WHERE o.topic IN ('logistics.cash-handed', 'logistics.cash-settled')
                        AND n.node_code IN (h.node_code, h.in_node) AND %1$s)
                  AND NOT EXISTS (SELECT 1 FROM ker_outbox o JOIN log_cash_taken t ON t.barcode = o.subject
                      WHERE o.topic IN ('logistics.parcel-moved', 'logistics.relief-paid') AND t.node_code = n.node_code AND %1$s)
                """.formatted(ON_ITS_WAY));
    }
}
