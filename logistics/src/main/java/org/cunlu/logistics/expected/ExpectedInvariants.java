package org.cunlu.logistics.expected;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import org.cunlu.kernel.audit.Finding;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;
import org.cunlu.kernel.time.CountyTime;

/** What must always be true of what is to come, told to the audit. */
@Factory
class ExpectedInvariants {
    @Singleton
    @Named("expected-is-under-way")
    Invariant whatIsExpectedIsUnderWay() {
        return new SqlInvariant(
                "expected = awaited of purchases and transfers", "SELECT COUNT(*) FROM log_expected", """
                SELECT CONCAT(kind, ' ', id, ' line ', line_no)
                FROM (SELECT source_kind AS kind, source_id AS id, line_no, expected AS pieces FROM log_expected
                      WHERE source_kind <> 'HARVEST'
                      UNION ALL
                      SELECT 'PURCHASE', l.purchase_id, l.line_no,
                             -IF(p.state = 'CLOSED', 0, GREATEST(l.ordered - l.received - l.damaged, 0))
                      FROM log_purchase_line l JOIN log_purchase p ON p.purchase_id = l.purchase_id
                      WHERE p.gathering_id IS NULL AND p.refills IS NULL
                      UNION ALL
                      SELECT 'TRANSFER', l.transfer_id, l.line_no, -(l.shipped - l.received - l.lost)
                      FROM log_transfer_line l WHERE l.status = 'AVAILABLE' AND l.owner NOT LIKE 'RESERVE:%') both_
                GROUP BY kind, id, line_no HAVING SUM(pieces) <> 0
                """);
    }

    @Singleton
    @Named("expected-holds-are-promised")
    Invariant whatOrdersWaitForIsPromised() {
        return new SqlInvariant(
                "orders' waiting = promised, at most what is to come", "SELECT COUNT(*) FROM log_expected_hold", """
                SELECT CONCAT(e.source_kind, ' ', e.source_id, ' line ', e.line_no, ' promises ', e.promised, ' of ',
                    e.expected, ', waited for ', COALESCE(h.pieces, 0))
                FROM log_expected e LEFT JOIN (SELECT source_kind, source_id, line_no, SUM(pieces - arrived) AS pieces
                    FROM log_expected_hold WHERE state = 'WAITING' GROUP BY source_kind, source_id, line_no) h
                    ON h.source_kind = e.source_kind AND h.source_id = e.source_id AND h.line_no = e.line_no
                WHERE e.promised <> COALESCE(h.pieces, 0) OR e.promised > e.expected
                UNION ALL
                SELECT CONCAT('order ', h.order_id, ' waits for a line that is not expected')
                FROM log_expected_hold h LEFT JOIN log_expected e ON e.source_kind = h.source_kind
                    AND e.source_id = h.source_id AND e.line_no = h.line_no
                WHERE e.source_id IS NULL
                """);
    }

    @Singleton
    @Named("nobody-waits-forever")
    Invariant nobodyWaitsForever(Clock clock) {
        return new Patience(clock);
    }

    /** A day beyond the last one has passed and nobody was told. */
    private record Patience(Clock clock) implements Invariant {
        @Override
        public String name() {
            return "nobody waits beyond the last day for what is expected";
        }

        @Override
        public Finding check(Connection snapshot) throws SQLException {
            LocalDate yesterday = CountyTime.date(clock.instant()).minusDays(1);
            return new SqlInvariant(
                            name(),
                            "SELECT COUNT(*) FROM log_expected_hold WHERE state = 'WAITING'",
                            "SELECT CONCAT('order ', order_id, ' waits until ', give_up_on) FROM log_expected_hold"
                                    + " WHERE state = 'WAITING' AND give_up_on < '" + yesterday + "'")
                    .check(snapshot);
        }
    }
}
