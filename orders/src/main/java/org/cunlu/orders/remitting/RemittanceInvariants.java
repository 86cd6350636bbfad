package org.cunlu.orders.remitting;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of remittances, the bank's lines and the books. */
@Factory
class RemittanceInvariants {
    @Singleton
    @Named("remittances-are-banked")
    Invariant remittancesAreBanked() {
        return new SqlInvariant("remittances = bank lines = ledger", "SELECT COUNT(*) FROM ord_remittance", """
                SELECT CONCAT('remittance ', r.remittance_id, ' ', r.state) FROM ord_remittance r
                LEFT JOIN ord_bank_line b ON b.remittance_id = r.remittance_id
                LEFT JOIN ord_journal j ON j.kind = 'CASH_BANKED' AND j.cause = r.remittance_id
                LEFT JOIN ord_posting p ON p.journal_id = j.journal_id AND p.account = 'bank'
                WHERE (r.state = 'MATCHED') <> (b.serial IS NOT NULL) OR (r.state = 'MATCHED') <> (p.account IS NOT NULL)
                   OR (r.state = 'MATCHED' AND (b.fen <> r.fen OR p.amount_fen <> r.fen))
                UNION ALL
                SELECT CONCAT('bank line ', serial) FROM ord_bank_line
                WHERE (state = 'MATCHED') <> (remittance_id IS NOT NULL)
                """);
    }
}
