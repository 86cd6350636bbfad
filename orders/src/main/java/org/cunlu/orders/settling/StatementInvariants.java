package org.cunlu.orders.settling;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of statements of closed periods, by themselves and against the books. */
@Factory
class StatementInvariants {
    /** Whose an account {@code p.account} is; null for nobody's who gets statements. As the chart of accounts has it. */
    private static final String PARTY = """
            CASE
                WHEN p.account LIKE 'seller-payable:%' OR p.account LIKE 'seller-released:%'
                    THEN CONCAT('SELLER:', SUBSTRING(p.account, LOCATE(':', p.account) + 1))
                WHEN p.account LIKE 'live-host-payable:%'
                    THEN CONCAT('HOST:', SUBSTRING(p.account, LOCATE(':', p.account) + 1))
                WHEN p.account IN ('carrier-payable', 'loss-claim:carrier') THEN 'CARRIER:carrier'
                WHEN p.account LIKE 'station-fee-payable:%' OR p.account LIKE 'live-station-payable:%'
                    OR p.account LIKE 'loss-claim:%'
                    THEN CONCAT('STATION:', SUBSTRING(p.account, LOCATE(':', p.account) + 1)) END""";

    @Singleton
    @Named("statements-add-up")
    Invariant statementsAddUp() {
        return new SqlInvariant(
                "opening + lines = closing, and opens the next", "SELECT COUNT(*) FROM ord_statement", """
                SELECT CONCAT('statement ', s.statement_id, ' of ', s.party) FROM ord_statement s
                LEFT JOIN (SELECT statement_id, SUM(amount_fen) AS fen, COUNT(*) AS n FROM ord_statement_line
                    GROUP BY statement_id) l ON l.statement_id = s.statement_id
                LEFT JOIN ord_statement b ON b.party = s.party AND b.county_code = s.county_code
                    AND b.period_no = s.period_no - 1
                WHERE COALESCE(l.fen, 0) <> s.lines_fen OR COALESCE(l.n, 0) <> s.line_count
                  OR COALESCE(b.closing_fen, 0) <> s.opening_fen
                """);
    }

    @Singleton
    @Named("statements-are-the-books")
    Invariant linesAreWhatTheBooksSay() {
        return new SqlInvariant(
                "lines of statements = ledger, commission with them",
                "SELECT COUNT(*) FROM ord_statement_line",
                """
                SELECT CONCAT('journal ', l.journal_id, ' for ', l.party) FROM ord_statement_line l
                LEFT JOIN (SELECT p.journal_id, %s AS party,
                        -SUM(p.amount_fen) AS fen
                    FROM ord_posting p GROUP BY 1, 2) b ON b.journal_id = l.journal_id AND b.party = l.party
                LEFT JOIN (SELECT journal_id, -SUM(amount_fen) AS fen FROM ord_posting
                    WHERE account IN ('platform-revenue', 'tax-on-fees') GROUP BY journal_id) c
                    ON c.journal_id = l.journal_id
                WHERE b.journal_id IS NULL OR b.fen <> l.amount_fen
                  OR (l.party LIKE 'SELLER:%%' AND l.commission_fen <> COALESCE(c.fen, 0))
                """.formatted(PARTY));
    }

    /** What was committed long after its period was closed would stand in none. */
    @Singleton
    @Named("nothing-is-left-out-of-statements")
    Invariant nothingIsLeftOut() {
        return new SqlInvariant(
                "journals of closed periods stand in statements", "SELECT COUNT(*) FROM ord_period", """
                SELECT CONCAT('journal ', j.journal_id, ' moves ', p.account) FROM ord_period d
                JOIN ord_journal j ON j.county_code = d.county_code
                    AND j.posted_at < DATE_SUB(d.until_on, INTERVAL 1 DAY)
                    AND j.posted_at >= DATE_SUB(d.from_on, INTERVAL 8 HOUR)
                JOIN ord_posting p ON p.journal_id = j.journal_id
                LEFT JOIN ord_statement_line l ON l.journal_id = j.journal_id AND l.party = %1$s
                WHERE %1$s IS NOT NULL AND l.journal_id IS NULL
                """.formatted(
                                PARTY));
    }
}
