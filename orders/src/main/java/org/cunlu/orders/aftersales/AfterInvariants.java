package org.cunlu.orders.aftersales;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;
import org.cunlu.orders.AfterSales.State;

/** What must always be true of what buyers ask for afterwards, told to the audit. */
@Factory
class AfterInvariants {
    private static final String COUNT = "SELECT COUNT(*) FROM ord_after";
    private static final String OPEN = "('ASKED', 'OFFERED', 'DECLINED', 'DISPUTED', 'AWAITING_GOODS', 'ON_THE_WAY')";

    @Singleton
    @Named("after-history")
    Invariant requestsGoByTheTable() {
        return new SqlInvariant("after-sales history = legal path", COUNT, """
                SELECT CONCAT('request ', request_id, ' step ', version) FROM (
                    SELECT b.request_id, b.version, a.state AS before_, b.state AS after_
                    FROM ord_after_history a JOIN ord_after_history b
                        ON b.request_id = a.request_id AND b.version = a.version + 1) steps
                WHERE NOT %s
                UNION ALL
                SELECT CONCAT('request ', r.request_id, ' is not where its history ends')
                FROM ord_after r LEFT JOIN ord_after_history h ON h.request_id = r.request_id AND h.version = r.version
                WHERE h.request_id IS NULL OR h.state <> r.state
                   OR (SELECT COUNT(*) FROM ord_after_history n WHERE n.request_id = r.request_id) <> r.version
                """.formatted(legalSql()));
    }

    @Singleton
    @Named("after-counts")
    Invariant linesAreCountedAsTheyWereAsked() {
        return new SqlInvariant(
                "pieces asked, replaced, paid = counted, never more than received", COUNT, """
                SELECT CONCAT('order ', c.order_id, ' line ', c.line_no)
                FROM ord_after_count c
                LEFT JOIN (SELECT r.order_id, l.line_no,
                        SUM(IF(r.state IN %s, l.pieces, 0)) AS opened,
                        SUM(IF(r.state = 'SETTLED' AND r.kind <> 'EXCHANGE', l.pieces, 0)) AS settled,
                        SUM(IF(r.kind = 'EXCHANGE' AND (r.state = 'SETTLED'
                            OR r.state = 'REJECTED' AND r.barcode IS NOT NULL), l.pieces, 0)) AS exchanged,
                        SUM(l.fen) AS fen
                    FROM ord_after r JOIN ord_after_line l ON l.request_id = r.request_id
                    GROUP BY r.order_id, l.line_no) a ON a.order_id = c.order_id AND a.line_no = c.line_no
                WHERE c.opened <> COALESCE(a.opened, 0)
                   OR c.settled + c.exchanged <> COALESCE(a.settled, 0) + COALESCE(a.exchanged, 0)
                   OR c.paid_fen <> COALESCE(a.fen, 0)
                UNION ALL
                SELECT CONCAT('order ', c.order_id, ' line ', c.line_no, ' counts other pieces than were received')
                FROM ord_after_count c JOIN ord_line l ON l.order_id = c.order_id AND l.line_no = c.line_no
                WHERE c.received <> l.quantity - l.short_quantity
                """.formatted(OPEN));
    }

    @Singleton
    @Named("after-money")
    Invariant moneyOfRequestsIsOwed() {
        return new SqlInvariant("after-sales settled = refunds and ledger, never more than paid", COUNT, """
                SELECT CONCAT('request ', r.request_id, ': settled ', COALESCE(r.settled_fen, -1))
                FROM ord_after r
                LEFT JOIN (SELECT request_id, SUM(fen) AS fen FROM ord_after_line GROUP BY request_id) l
                    ON l.request_id = r.request_id
                WHERE (r.state = 'SETTLED') <> (r.settled_fen IS NOT NULL)
                   OR COALESCE(r.settled_fen, 0) <> COALESCE(l.fen, 0)
                UNION ALL
                SELECT CONCAT('order ', o.order_id, ': back ', a.fen, ', reversed ', COALESCE(b.fen, 0))
                FROM (SELECT order_id, SUM(COALESCE(settled_fen, 0)) AS fen FROM ord_after GROUP BY order_id) a
                JOIN ord_order o ON o.order_id = a.order_id
                LEFT JOIN (SELECT p.order_id, -SUM(p.amount_fen) AS fen FROM ord_posting p
                    JOIN ord_journal j ON j.journal_id = p.journal_id AND j.kind = 'ORDER_REVERSED'
                    WHERE p.account LIKE 'buyer-prepaid:%' GROUP BY p.order_id) b ON b.order_id = a.order_id
                WHERE a.fen <> COALESCE(b.fen, 0) OR a.fen > o.total_fen - o.short_fen
                """);
    }

    @Singleton
    @Named("after-goods")
    Invariant openRequestsHaveWhatTheyWaitFor() {
        return new SqlInvariant("each request on its way has its parcel, and each waited for its code", COUNT, """
                SELECT CONCAT('request ', request_id, ' ', state) FROM ord_after
                WHERE (state = 'ON_THE_WAY' AND barcode IS NULL)
                   OR (state = 'AWAITING_GOODS') <> (drop_code IS NOT NULL)
                   OR (state = 'AWAITING_GOODS' AND kind = 'EXCHANGE' AND replacement_id IS NULL)
                   OR (state IN ('ASKED', 'OFFERED', 'DECLINED', 'AWAITING_GOODS') AND due_at IS NULL)
                """);
    }

    /** @return the table as an SQL condition over columns before_ and after_ */
    private static String legalSql() {
        var cases = new StringBuilder("(FALSE");
        for (State from : State.values()) {
            for (State to : from.next()) {
                cases.append(" OR (before_ = '")
                        .append(from)
                        .append("' AND after_ = '")
                        .append(to)
                        .append("')");
            }
        }
        return cases.append(")").toString();
    }
}
