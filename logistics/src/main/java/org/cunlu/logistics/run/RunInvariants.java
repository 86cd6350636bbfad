package org.cunlu.logistics.run;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of runs, told to the audit. */
@Factory
class RunInvariants {
    /** Two clocks may differ after correction. */
    private static final int SLACK_SECONDS = 600;

    @Singleton
    @Named("run-times")
    Invariant stopsFollowEachOther() {
        return new SqlInvariant(
                "stops of a run in order of time", "SELECT COUNT(*) FROM log_run_stop", """
                SELECT CONCAT(a.line_code, '/', a.service_date, ' stop ', a.seq)
                FROM log_run_stop a
                WHERE a.arrived_at > a.departed_at + INTERVAL %1$d SECOND
                   OR (a.passed_at IS NOT NULL AND (a.arrived_at IS NOT NULL OR a.departed_at IS NOT NULL))
                UNION ALL
                SELECT CONCAT(a.line_code, '/', a.service_date, ' stops ', a.seq, ' and ', b.seq)
                FROM log_run_stop a
                JOIN log_run_stop b ON b.line_code = a.line_code AND b.service_date = a.service_date AND b.seq > a.seq
                WHERE COALESCE(a.departed_at, a.passed_at, a.arrived_at)
                    > COALESCE(b.arrived_at, b.passed_at, b.departed_at) + INTERVAL %1$d SECOND
                """.formatted(SLACK_SECONDS));
    }

    @Singleton
    @Named("hand-overs")
    Invariant disputesHaveADifference() {
        return new SqlInvariant("disputed hand-overs = differences", "SELECT COUNT(*) FROM log_run_hand_over", """
                SELECT CONCAT(h.line_code, '/', h.service_date, ' ', h.node_code, ' ', h.thing)
                FROM log_run_hand_over h
                WHERE h.state = 'DISPUTED' AND NOT EXISTS (SELECT 1 FROM log_difference d
                    WHERE d.sscc = h.thing OR d.barcode = h.thing)
                """);
    }
}
