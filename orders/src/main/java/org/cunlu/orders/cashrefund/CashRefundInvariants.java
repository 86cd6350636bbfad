package org.cunlu.orders.cashrefund;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of cash that was paid back at a counter. */
@Factory
class CashRefundInvariants {
    /** Reads logistics' table of the drawers, as the other audits of cash do: one truth of two modules in one snapshot. */
    @Singleton
    @Named("cash-refunds")
    Invariant paidOnceFromBalanceAndDrawer() {
        return new SqlInvariant(
                "cash paid back = drawer = balance = ledger",
                "SELECT COUNT(*) FROM ord_cash_refund WHERE paid_at IS NOT NULL",
                """
                SELECT CONCAT('cash refund ', r.refund_id) FROM ord_cash_refund r
                LEFT JOIN log_cash_taken t ON t.barcode = r.refund_id
                LEFT JOIN ord_balance_entry e ON e.kind = 'CASH_REFUND' AND e.cause = r.refund_id
                LEFT JOIN ord_journal j ON j.kind = 'CASH_REFUNDED' AND j.cause = r.refund_id
                LEFT JOIN ord_posting p ON p.journal_id = j.journal_id AND p.account = CONCAT('cash-held:', r.node_code)
                WHERE (r.paid_at IS NULL AND (t.barcode IS NOT NULL OR e.cause IS NOT NULL OR j.cause IS NOT NULL))
                   OR (r.paid_at IS NOT NULL AND (t.fen IS NULL OR t.fen <> -r.fen OR t.node_code <> r.node_code
                       OR e.amount_fen IS NULL OR e.amount_fen <> -r.fen OR p.amount_fen IS NULL OR p.amount_fen <> -r.fen))
                UNION ALL
                SELECT CONCAT('cash below zero ', t.barcode) FROM log_cash_taken t
                LEFT JOIN ord_cash_refund r ON r.refund_id = t.barcode AND r.paid_at IS NOT NULL
                WHERE t.fen < 0 AND r.refund_id IS NULL
                UNION ALL
                SELECT CONCAT('drawer of ', node_code, ' has ', SUM(fen)) FROM log_cash_taken WHERE handover_id IS NULL
                GROUP BY node_code HAVING SUM(fen) < 0
                """);
    }
}
