package org.cunlu.logistics.dispatch;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What always holds of published tours. */
@Factory
class DispatchInvariants {
    @Singleton
    @Named("published-tours")
    Invariant manifestsAreOfPublishedPlans() {
        return new SqlInvariant("manifests = published plans", "SELECT COUNT(*) FROM log_tour", """
                SELECT CONCAT(t.tour_id, ' of plan ', t.plan_id)
                FROM log_tour t JOIN log_tour_plan p ON p.plan_id = t.plan_id
                WHERE (t.live = 1 AND p.live IS NULL) OR (t.live IS NULL AND p.live = 1) OR p.state = 'DRAFT'
                UNION ALL
                SELECT CONCAT(s.stop_id, ' twice in plan ', t.plan_id)
                FROM log_tour t JOIN log_tour_stop s ON s.tour_id = t.tour_id
                GROUP BY t.plan_id, s.stop_id HAVING COUNT(*) > 1
                """);
    }

    @Singleton
    @Named("tour-rides")
    Invariant whatWaitsForATourWaitsForOneThatGoes() {
        return new SqlInvariant(
                "rides with tours = published tours",
                "SELECT COUNT(*) FROM log_parcel_leg WHERE line_code LIKE 'TOUR.%'",
                """
                SELECT CONCAT(l.barcode, ' leg ', l.seq, ' is to go with ', l.line_code)
                FROM log_parcel_leg l
                WHERE l.line_code LIKE 'TOUR.%' AND l.left_at IS NULL AND NOT EXISTS (SELECT 1 FROM log_tour_run r
                    JOIN log_tour t ON t.tour_id = r.tour_id
                    WHERE r.line_code = l.line_code AND r.service_date = l.service_date AND t.live = 1)
                """);
    }

    @Singleton
    @Named("tour-searches")
    Invariant searchesEnd() {
        return new SqlInvariant(
                "searches that are over = searches that keep nobody out", "SELECT COUNT(*) FROM log_tour_job", """
                SELECT job_id FROM log_tour_job
                WHERE (busy = 1) <> (state IN ('ASKED', 'RUNNING')) OR (busy IS NULL AND state IN ('ASKED', 'RUNNING'))
                """);
    }
}
