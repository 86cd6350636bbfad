package org.cunlu.orders.invoicing;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of invoices, told to the audit. */
@Factory
class InvoiceInvariants {
    @Singleton
    @Named("red-invoices")
    Invariant redOnesNeverTakeBackMoreThanTheBlueOne() {
        return new SqlInvariant(
                "red invoices <= their blue one, line by line", "SELECT COUNT(*) FROM ord_invoice_paper", """
                SELECT CONCAT('order ', order_id, ' line ', line_no, ' invoiced ', SUM(fen))
                FROM ord_invoice_paper_line GROUP BY order_id, line_no
                HAVING SUM(fen) < 0 OR SUM(pieces) < 0 OR SUM(tax_fen) < 0 OR SUM(fen) = 0 AND SUM(tax_fen) <> 0
                UNION ALL
                SELECT CONCAT('paper ', p.paper_id, ' takes back another order''s')
                FROM ord_invoice_paper p LEFT JOIN ord_invoice_paper b ON b.paper_id = p.blue_id
                WHERE p.nth > 0 AND (b.paper_id IS NULL OR b.nth <> 0 OR b.order_id <> p.order_id)
                UNION ALL
                SELECT CONCAT('paper ', p.paper_id, ' line ', l.line_no, ' ', l.fen)
                FROM ord_invoice_paper p JOIN ord_invoice_paper_line l ON l.paper_id = p.paper_id
                WHERE (p.nth = 0) <> (l.fen > 0)
                """);
    }
}
