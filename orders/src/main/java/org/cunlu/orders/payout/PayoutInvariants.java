package org.cunlu.orders.payout;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of payouts against statements and books. */
@Factory
class PayoutInvariants {
    @Singleton
    @Named("nobody-is-paid-twice")
    Invariant nobodyIsPaidTwice() {
        return new SqlInvariant("nobody is paid twice", "SELECT COUNT(*) FROM ord_payout", """
                SELECT CONCAT('statement ', statement_id) FROM ord_payout WHERE state IN ('PLANNED', 'SENT', 'PAID')
                GROUP BY statement_id HAVING COUNT(*) > 1
                UNION ALL
                SELECT CONCAT('payout ', p.payout_id, ' of more than its statement') FROM ord_payout p
                JOIN ord_statement s ON s.statement_id = p.statement_id
                WHERE p.state <> 'LEFT_OUT' AND (p.fen > s.payable_fen OR p.party <> s.party)
                UNION ALL
                SELECT CONCAT('payout ', payout_id, ' ', state) FROM ord_payout
                WHERE (state IN ('PLANNED', 'SENT')) <> (under_way IS NOT NULL)
                   OR (state IN ('PLANNED', 'SENT', 'PAID')) <> (counts IS NOT NULL)
                """);
    }

    @Singleton
    @Named("payouts-are-booked")
    Invariant payoutsAreBooked() {
        return new SqlInvariant("payouts = ledger", "SELECT COUNT(*) FROM ord_payout", """
                SELECT CONCAT('payout ', p.payout_id, ' ', p.state) FROM ord_payout p
                LEFT JOIN ord_journal s ON s.kind = 'PAYOUT_SENT' AND s.cause = p.payout_id
                LEFT JOIN ord_journal d ON d.kind = 'PAYOUT_PAID' AND d.cause = p.payout_id
                LEFT JOIN ord_journal b ON b.kind = 'PAYOUT_BOUNCED' AND b.cause = p.payout_id
                LEFT JOIN ord_posting x ON x.journal_id = s.journal_id AND x.amount_fen > 0
                WHERE (p.state IN ('SENT', 'PAID', 'BOUNCED')) <> (s.journal_id IS NOT NULL)
                   OR (p.state = 'PAID') <> (d.journal_id IS NOT NULL)
                   OR (p.state = 'BOUNCED') <> (b.journal_id IS NOT NULL)
                   OR (s.journal_id IS NOT NULL AND x.amount_fen <> p.fen)
                UNION ALL
                SELECT CONCAT('journal ', j.journal_id) FROM ord_journal j
                LEFT JOIN ord_payout p ON p.payout_id = j.cause
                WHERE j.kind IN ('PAYOUT_SENT', 'PAYOUT_PAID', 'PAYOUT_BOUNCED') AND p.payout_id IS NULL
                """);
    }
}
