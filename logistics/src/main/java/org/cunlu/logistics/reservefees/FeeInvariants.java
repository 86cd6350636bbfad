package org.cunlu.logistics.reservefees;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of statements of a reserve. */
@Factory
class FeeInvariants {
    private static final String COUNT = "SELECT COUNT(*) FROM log_reserve_statement";

    @Singleton
    @Named("reserve-statement-days")
    Invariant everyFenOfAStatementIsExplainedByADayThatKeptTheRule() {
        return new SqlInvariant("reserve statements = their days, paid only where the rule was kept", COUNT, """
                SELECT CONCAT('statement ', s.statement_id, ' sums differ') FROM log_reserve_statement s
                LEFT JOIN (SELECT statement_id, SUM(interest_fen) AS interest, SUM(storage_fen) AS storage,
                        SUM(spread_fen) AS spread FROM log_reserve_statement_span GROUP BY statement_id) d
                    ON d.statement_id = s.statement_id
                LEFT JOIN (SELECT statement_id, SUM(clawback_fen) AS clawback FROM log_reserve_statement_line
                        GROUP BY statement_id) l ON l.statement_id = s.statement_id
                WHERE NOT (d.interest <=> s.interest_fen AND d.storage <=> s.storage_fen AND d.spread <=> s.spread_fen
                    AND l.clawback <=> s.clawback_fen)
                UNION ALL
                SELECT CONCAT('statement ', l.statement_id, ' contract ', l.contract_id, ' does not cover its period')
                FROM log_reserve_statement_line l JOIN log_reserve_statement s ON s.statement_id = l.statement_id
                LEFT JOIN (SELECT statement_id, contract_id, SUM(DATEDIFF(until_on, from_on) + 1) AS days,
                        MIN(from_on) AS first_on, MAX(until_on) AS last_on FROM log_reserve_statement_span
                        GROUP BY statement_id, contract_id) d
                    ON d.statement_id = l.statement_id AND d.contract_id = l.contract_id
                WHERE NOT (d.first_on <=> s.from_on AND d.last_on <=> s.until_on
                    AND d.days <=> DATEDIFF(s.until_on, s.from_on) + 1)
                UNION ALL
                SELECT CONCAT('statement ', statement_id, ' pays a day that broke the rule ', from_on)
                FROM log_reserve_statement_span
                WHERE state NOT IN ('KEPT', 'GAP') AND interest_fen + storage_fen + spread_fen <> 0
                """);
    }

    @Singleton
    @Named("reserve-statement-signatures")
    Invariant signedByTwoAndOneStatementForADay() {
        return new SqlInvariant("reserve statements = two signatures, one signed for a day", COUNT, """
                SELECT CONCAT('statement ', statement_id, ' lacks its two signatures') FROM log_reserve_statement
                WHERE state IN ('SIGNED', 'REPLACED')
                  AND (reviewed_by IS NULL OR approved_by IS NULL OR reviewed_by = approved_by OR approved_by = made_by)
                UNION ALL
                SELECT CONCAT('statements ', a.statement_id, ' and ', b.statement_id, ' share a day')
                FROM log_reserve_statement a JOIN log_reserve_statement b ON b.level_code = a.level_code
                    AND b.holding_code = a.holding_code AND b.statement_id > a.statement_id
                    AND b.from_on <= a.until_on AND b.until_on >= a.from_on
                WHERE a.state = 'SIGNED' AND b.state = 'SIGNED'
                """);
    }

    /** Asked of the books anew: of what is signed, and not being corrected. */
    @Singleton
    @Named("reserve-statement-books")
    Invariant daysThatArePaidAreDaysOnWhichItWasThere() {
        return new SqlInvariant("days that are paid of a reserve = days on which the books have it", COUNT, """
                SELECT CONCAT('statement ', p.statement_id, ' pays ', p.paid_grams, ' g of ', p.stock_grams, ' g on ', p.from_on)
                FROM log_reserve_statement_span p JOIN log_reserve_statement s ON s.statement_id = p.statement_id
                WHERE s.state = 'SIGNED' AND p.state = 'KEPT' AND p.paid_grams > p.stock_grams
                UNION ALL
                SELECT CONCAT('statement ', p.statement_id, ' pays a gap that the books do not have on ', p.from_on)
                FROM log_reserve_statement_span p JOIN log_reserve_statement s ON s.statement_id = p.statement_id
                WHERE s.state = 'SIGNED' AND p.state = 'GAP' AND NOT EXISTS (SELECT 1 FROM log_reserve_rotation r
                    WHERE r.holding_code = p.contract_id AND r.sequence_code = 'OUT_FIRST' AND r.out_on <= p.from_on
                      AND (r.full_on IS NULL OR r.full_on > p.until_on) AND r.allowed_until >= p.until_on)
                UNION ALL
                SELECT CONCAT('statement ', p.statement_id, ' tells ', p.stock_grams, ' g on ', p.from_on, ', not so the books')
                FROM log_reserve_statement_span p JOIN log_reserve_statement s ON s.statement_id = p.statement_id
                JOIN log_reserve_holding h ON h.holding_code = p.contract_id
                WHERE s.state = 'SIGNED' AND p.state <> 'OUTSIDE'
                  AND NOT EXISTS (SELECT 1 FROM log_reserve_statement c WHERE c.corrects = s.statement_id
                      AND c.state IN ('DRAFT', 'REVIEWED'))
                  AND p.stock_grams <> COALESCE((SELECT SUM(e.good_delta * l.grams) FROM log_reserve_entry e
                      JOIN log_reserve_lot l ON l.reserve_lot_id = e.reserve_lot_id
                      WHERE e.holding_code = p.contract_id AND e.happened_on <= p.from_on), 0)
                """);
    }
}
