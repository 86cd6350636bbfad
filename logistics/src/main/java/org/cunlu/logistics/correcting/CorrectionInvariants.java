package org.cunlu.logistics.correcting;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of corrections of papers, told to the audit. */
@Factory
class CorrectionInvariants {
    @Singleton
    @Named("corrections-are-reversals")
    Invariant whatIsCorrectedIsTakenBack() {
        return new SqlInvariant(
                "corrections of papers = their acts taken back, signed by another",
                "SELECT COUNT(*) FROM log_paper_correction",
                """
                SELECT correction_id FROM log_paper_correction WHERE decided_by = proposed_by
                UNION ALL
                SELECT c.correction_id FROM log_paper_correction c
                LEFT JOIN log_stock_act a ON a.reverses = c.act_id
                WHERE c.state = 'POSTED' AND a.act_id IS NULL
                UNION ALL
                SELECT a.act_id FROM log_stock_act a LEFT JOIN log_paper_correction c
                    ON c.act_id = a.reverses AND c.state = 'POSTED'
                WHERE a.reverses IS NOT NULL AND a.document_kind IN ('PURCHASE', 'TRANSFER')
                  AND c.correction_id IS NULL
                """);
    }
}
