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
                SELECT CONCAT('payout ', p.payout_id, ' of nothing that is owed') FROM ord_payout p
                LEFT JOIN ord_statement s ON s.statement_id = p.statement_id
                LEFT JOIN ord_withdrawal w ON w.withdrawal_id = p.statement_id AND w.fen = p.fen
                WHERE p.state <> 'LEFT_OUT' AND s.statement_id IS NULL AND w.withdrawal_id IS NULL
                UNION ALL
                SELECT CONCAT('payout ', payout_id, ' ', state) FROM ord_payout
                WHERE (state IN ('PLANNED', 'SENT')) <> (under_way IS NOT NULL)
                   OR (state IN ('PLANNED', 'SENT', 'PAID')) <> (counts IS NOT NULL)
                """);
    }

    /** What people have asked for of their balances waits for a batch, is with the bank, is paid, or is theirs again. */
    @Singleton
    @Named("withdrawals")
    Invariant withdrawals() {
        return new SqlInvariant(
                "withdrawals = balances = payouts = ledger", "SELECT COUNT(*) FROM ord_withdrawal", """
                SELECT CONCAT('withdrawal ', w.withdrawal_id, ' ', w.state) FROM ord_withdrawal w
                LEFT JOIN ord_balance_entry e ON e.kind = 'WITHDRAWAL' AND e.cause = w.withdrawal_id
                LEFT JOIN ord_balance_entry b ON b.kind = 'WITHDRAWAL_BACK' AND b.cause = w.withdrawal_id
                LEFT JOIN (SELECT statement_id, SUM(CASE WHEN state = 'SENT' THEN fen ELSE 0 END) AS sent,
                    SUM(CASE WHEN state = 'PAID' THEN fen ELSE 0 END) AS paid FROM ord_payout GROUP BY statement_id) p
                    ON p.statement_id = w.withdrawal_id
                WHERE e.amount_fen IS NULL OR e.amount_fen <> -w.fen
                   OR COALESCE(b.amount_fen, 0) <> CASE w.state WHEN 'BACK' THEN w.fen ELSE 0 END
                   OR COALESCE(p.sent, 0) <> CASE w.state WHEN 'SENT' THEN w.fen ELSE 0 END
                   OR COALESCE(p.paid, 0) <> CASE w.state WHEN 'PAID' THEN w.fen ELSE 0 END
                   OR (w.state IN ('ASKED', 'SENT')) <> (w.under_way IS NOT NULL)
                UNION ALL
                SELECT CONCAT(a.account, ' has ', a.fen) FROM (SELECT account, -SUM(amount_fen) AS fen FROM ord_posting
                    WHERE account LIKE 'withdrawal-payable:%' GROUP BY account) a
                LEFT JOIN (SELECT account_id, SUM(fen) AS fen FROM ord_withdrawal WHERE state = 'ASKED'
                    GROUP BY account_id) w ON CONCAT('withdrawal-payable:', w.account_id) = a.account
                WHERE a.fen <> COALESCE(w.fen, 0)
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
