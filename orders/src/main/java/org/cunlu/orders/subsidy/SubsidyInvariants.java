package org.cunlu.orders.subsidy;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of subsidies, told to the audit. */
@Factory
class SubsidyInvariants {
    @Singleton
    @Named("subsidies")
    Invariant whatIsTakenIsWhatOrdersHoldWithinTheCaps() {
        return new SqlInvariant(
                "subsidy taken = steps of orders - given back", "SELECT COUNT(*) FROM ord_subsidy", """
                SELECT CONCAT('programme ', s.programme_id)
                FROM ord_subsidy s
                WHERE s.taken_fen > s.cap_fen
                   OR s.taken_fen <> (SELECT COALESCE(SUM(p.taken_fen), 0) FROM ord_subsidy_person p
                        WHERE p.programme_id = s.programme_id)
                   OR s.taken_fen <> COALESCE((SELECT -SUM(t.fen) FROM ord_line_price_step t
                        WHERE t.kind = 'SUBSIDY' AND t.ref = s.programme_id
                          AND NOT EXISTS (SELECT 1 FROM ord_sister z WHERE z.sister_id = t.order_id)), 0)
                    - COALESCE((SELECT SUM(b.fen) FROM ord_subsidy_back b WHERE b.programme_id = s.programme_id), 0)
                UNION ALL
                SELECT CONCAT('somebody beyond his cap ', p.person_id)
                FROM ord_subsidy_person p JOIN ord_subsidy s ON s.programme_id = p.programme_id
                WHERE p.taken_fen > s.buyer_cap_fen AND NOT EXISTS (SELECT 1 FROM acc_merge m
                    WHERE m.into_account = p.account_id)
                """);
    }
}
