package org.cunlu.orders.reviewing;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of reviews, told to the audit. */
@Factory
class ReviewInvariants {
    @Singleton
    @Named("reviews-are-counted")
    Invariant whatIsShownIsCounted() {
        return new SqlInvariant("reviews shown = counted, reports = counted", "SELECT COUNT(*) FROM ord_review", """
                SELECT CONCAT('product ', product_code)
                FROM (SELECT product_code, 1 AS n, stars FROM ord_review WHERE state = 'SHOWN'
                      UNION ALL SELECT product_code, -reviews, -stars FROM ord_review_mean) both_
                GROUP BY product_code HAVING SUM(n) <> 0 OR SUM(stars) <> 0
                UNION ALL
                SELECT CONCAT('review ', r.review_id)
                FROM ord_review r
                WHERE r.reports <> (SELECT COUNT(*) FROM ord_review_report p WHERE p.review_id = r.review_id)
                """);
    }

    @Singleton
    @Named("reviews-of-what-was-received")
    Invariant onlyWhoReceivedWrites() {
        return new SqlInvariant("reviews are of what their writer received", "SELECT COUNT(*) FROM ord_review", """
                SELECT CONCAT('review ', r.review_id)
                FROM ord_review r LEFT JOIN ord_order o ON o.order_id = r.order_id AND o.account_id = r.account_id
                    AND o.lifecycle = 'COMPLETED'
                LEFT JOIN ord_line l ON l.order_id = r.order_id AND l.line_no = r.line_no
                WHERE o.order_id IS NULL OR l.order_id IS NULL
                """);
    }
}
