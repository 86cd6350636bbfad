package org.cunlu.orders.relief;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of releases' money; news that is on its way is waited for, what was given up is not. */
@Factory
class ReliefInvariants {
    /** Reads logistics' tables of releases, as the other audits of cash do: one truth of two modules in one snapshot. */
    @Singleton
    @Named("releases-are-booked")
    Invariant whatReleasesOweAndVillagesPaidIsInTheBooks() {
        return new SqlInvariant(
                "owed for sale stock by releases, and paid by villages = ledger",
                "SELECT COUNT(*) FROM log_release_worth",
                both(
                                "release_id",
                                "log_release_worth",
                                "pieces * price_fen",
                                "RELEASE_TOOK",
                                "reserve-receivable:",
                                "logistics.release-took",
                                "orders.release-took")
                        + " UNION ALL "
                        + both(
                                "handing_id",
                                "log_release_handing",
                                "fen",
                                "RELIEF_PAID",
                                "cash-held:",
                                "logistics.relief-paid",
                                "orders.relief-paid"));
    }

    /** @return what differs between a table and the journals of its causes, either way */
    private static String both(
            String id, String table, String fen, String kind, String account, String topic, String subscriber) {
        return """
                SELECT CONCAT('%4$s ', cause, ': ', SUM(fen), ' fen') FROM (
                    SELECT %1$s AS cause, %3$s AS fen FROM %2$s
                    UNION ALL
                    SELECT j.cause, -p.amount_fen FROM ord_journal j JOIN ord_posting p ON p.journal_id = j.journal_id
                    WHERE j.kind = '%4$s' AND p.account LIKE '%5$s%%') both_
                WHERE NOT EXISTS (SELECT 1 FROM ker_outbox o WHERE o.topic = '%6$s' AND o.subject = both_.cause
                    AND NOT EXISTS (SELECT 1 FROM ker_inbox i WHERE i.event_id = o.event_id AND i.subscriber = '%7$s'
                        AND i.state IN ('DONE', 'DEAD')))
                GROUP BY cause HAVING SUM(fen) <> 0
                """.formatted(id, table, fen, kind, account, topic, subscriber);
    }
}
