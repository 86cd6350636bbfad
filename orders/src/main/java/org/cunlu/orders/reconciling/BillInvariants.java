package org.cunlu.orders.reconciling;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of days whose bills are compared. */
@Factory
class BillInvariants {
    /**
     * Row by row, so that the sums are equal too: what a bill says is what the ledger says of the gateway's money, or there is a
     * ticket of it.
     */
    @Singleton
    @Named("local-sum-is-bill")
    Invariant localSumIsBill() {
        return new SqlInvariant(
                "local sum = gateway bill, or a ticket",
                "SELECT COUNT(*) FROM ord_bill_row",
                "SELECT CONCAT(b.gateway, ' ', b.bill_day, ' ', r.kind, ' ', r.number, ': bill ', r.amount_fen, ', ledger ',"
                        + " COALESCE(l.fen, 0)) FROM ord_bill b JOIN ord_bill_row r ON r.bill_id = b.bill_id"
                        + " LEFT JOIN (SELECT j.cause, j.kind, s.account, ABS(SUM(s.amount_fen)) AS fen"
                        + " FROM ord_posting s JOIN ord_journal j ON j.journal_id = s.journal_id"
                        + " WHERE s.account LIKE 'gateway-clearing:%' GROUP BY j.cause, j.kind, s.account) l"
                        + " ON l.cause = r.number AND (l.kind = 'REFUND_PAID') = (r.kind = 'REFUND')"
                        + " AND l.account = CONCAT('gateway-clearing:', b.gateway)"
                        + " WHERE b.replaced_by IS NULL AND COALESCE(l.fen, 0) <> r.amount_fen"
                        + " AND NOT EXISTS (SELECT 1 FROM ord_money_ticket t WHERE t.kind LIKE 'BILL%'"
                        + " AND t.subject = CONCAT(b.gateway, ':', b.bill_day, ':', LEFT(r.number, 32)))");
    }

    @Singleton
    @Named("closed-days-are-billed")
    Invariant closedDaysAreBilled() {
        return new SqlInvariant(
                "payments of days with a bill are in it, or a ticket",
                "SELECT COUNT(*) FROM ord_bill WHERE replaced_by IS NULL",
                "SELECT CONCAT('payment ', p.payment_id) FROM ord_payment p JOIN ord_bill b ON b.gateway = p.gateway"
                        + " AND b.bill_day = DATE(p.gateway_paid_at + INTERVAL 8 HOUR) AND b.replaced_by IS NULL"
                        + " WHERE p.status IN ('CAPTURED', 'HELD', 'RETURNED')"
                        + " AND NOT EXISTS (SELECT 1 FROM ord_bill_row r WHERE r.bill_id = b.bill_id AND r.kind = 'PAYMENT'"
                        + " AND r.number = p.payment_id) AND NOT EXISTS (SELECT 1 FROM ord_money_ticket t"
                        + " WHERE t.kind = 'BILL_MISSING_THERE'"
                        + " AND t.subject = CONCAT(b.gateway, ':', b.bill_day, ':', p.payment_id))");
    }
}
