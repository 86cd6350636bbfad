package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** The table of planning jobs. Leases are told by the database's clock, on which all instances agree. */
@Singleton
class JobTable {
    static final int ATTEMPTS_MAX = 5;
    private static final String LEASE = "CURRENT_TIMESTAMP(3) + INTERVAL 10 SECOND";
    private static final String SELECT =
            "SELECT job_id, county_code, depot_code, service_date, plan_id, plan_version, seed, seconds,"
                    + " state, cancelled, attempts, cost_fen, vehicles, left_out, spent_millis, taken, problem, asked_by FROM log_tour_job ";

    private final Sql sql;

    JobTable(Sql sql) {
        this.sql = sql;
    }

    enum State {
        ASKED,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /**
     * A search.
     * @param taken whether the plan has what was found
     * @param costFen of the best so far, with what is left out; null before the first
     * @param problem code of what went wrong
     */
    @Serdeable
    record Job(
            String job,
            String depot,
            LocalDate day,
            String plan,
            int planVersion,
            long seed,
            int seconds,
            State state,
            boolean cancelled,
            int attempts,
            @Nullable Double costFen,
            @Nullable Integer vehicles,
            @Nullable Integer leftOut,
            double spentSeconds,
            boolean taken,
            @Nullable String problem) {
        boolean over() {
            return state != State.ASKED && state != State.RUNNING;
        }
    }

    /** Fails as a duplicate where one is under way for the depot and day. */
    void insert(String id, PlanTable.Plan plan, long seed, int seconds, String by, Instant at) {
        sql.change(
                "INSERT INTO log_tour_job (job_id, county_code, depot_code, service_date, plan_id, plan_version, seed, seconds, state,"
                        + " busy, cancelled, leased_until, attempts, spent_millis, taken, asked_by, asked_at) VALUES"
                        + " (?, ?, ?, ?, ?, ?, ?, ?, 'ASKED', 1, 0, " + LEASE + ", 0, 0, 0, ?, ?)",
                id,
                plan.county(),
                plan.depot(),
                plan.day(),
                plan.id(),
                plan.version(),
                seed,
                seconds,
                by,
                at);
    }

    Optional<Job> find(String id) {
        return sql.one(SELECT + "WHERE job_id = ?", JobTable::job, id);
    }

    /** @return the latest search of a plan */
    Optional<Job> latest(PlanTable.Plan plan) {
        return sql.one(
                SELECT + "WHERE depot_code = ? AND service_date = ? AND plan_id = ? ORDER BY job_id DESC LIMIT 1",
                JobTable::job,
                plan.depot(),
                plan.day(),
                plan.id());
    }

    /** @return whether it is this worker's now; not while another's lease runs, nor once it is over */
    boolean claim(String id, String worker) {
        return sql.change(
                        "UPDATE log_tour_job SET state = 'RUNNING', worker = ?, attempts = attempts + 1, leased_until = "
                                + LEASE
                                + " WHERE job_id = ? AND (state = 'ASKED' OR (state = 'RUNNING' AND leased_until <="
                                + " CURRENT_TIMESTAMP(3)))",
                        worker,
                        id)
                == 1;
    }

    /** Keeps the lease and the best so far. @return false when it is not this worker's any more */
    boolean alive(String id, String worker, long spentMillis, @Nullable String best, @Nullable Best seen) {
        return sql.change(
                        "UPDATE log_tour_job SET leased_until = " + LEASE
                                + ", spent_millis = ?, best = COALESCE(?, best), cost_fen ="
                                + " COALESCE(?, cost_fen), vehicles = COALESCE(?, vehicles), left_out = COALESCE(?, left_out) WHERE"
                                + " job_id = ? AND worker = ? AND state = 'RUNNING'",
                        spentMillis,
                        best,
                        seen == null ? null : seen.costFen(),
                        seen == null ? null : seen.vehicles(),
                        seen == null ? null : seen.leftOut(),
                        id,
                        worker)
                == 1;
    }

    record Best(double costFen, int vehicles, int leftOut) {}

    /** @return false when it is not this worker's any more: then nothing of its work may be kept */
    boolean end(String id, String worker, State state, boolean taken, @Nullable String problem) {
        return sql.change(
                        "UPDATE log_tour_job SET state = ?, busy = NULL, taken = ?, problem = ? WHERE job_id = ? AND worker = ? AND"
                                + " state = 'RUNNING'",
                        state,
                        taken,
                        problem,
                        id,
                        worker)
                == 1;
    }

    /** @return whether it was under way; one that nobody has begun ends at once */
    boolean cancel(String id) {
        sql.change(
                "UPDATE log_tour_job SET state = 'CANCELLED', busy = NULL, cancelled = 1 WHERE job_id = ? AND state = 'ASKED'",
                id);
        return sql.change(
                        "UPDATE log_tour_job SET cancelled = 1 WHERE job_id = ? AND state IN ('RUNNING', 'CANCELLED')",
                        id)
                == 1;
    }

    Optional<String> best(String id) {
        return sql.one(
                "SELECT best FROM log_tour_job WHERE job_id = ? AND best IS NOT NULL", row -> row.string("best"), id);
    }

    /** @return jobs whose worker said nothing for too long, or that nobody took up */
    List<Job> forsaken() {
        return sql.list(
                SELECT + "WHERE busy = 1 AND leased_until <= CURRENT_TIMESTAMP(3) ORDER BY job_id LIMIT 100",
                JobTable::job);
    }

    /** @return whether this caller is the one who tells of it again: nobody else does within the lease */
    boolean toldAgain(String id) {
        return sql.change(
                        "UPDATE log_tour_job SET state = 'ASKED', worker = NULL, leased_until = " + LEASE
                                + " WHERE job_id = ? AND busy = 1 AND leased_until <= CURRENT_TIMESTAMP(3) AND attempts < ?",
                        id,
                        ATTEMPTS_MAX)
                == 1;
    }

    void givenUp(String id) {
        sql.change(
                "UPDATE log_tour_job SET state = 'FAILED', busy = NULL, problem = 'workers-died' WHERE job_id = ? AND busy = 1 AND"
                        + " leased_until <= CURRENT_TIMESTAMP(3) AND attempts >= ?",
                id,
                ATTEMPTS_MAX);
    }

    private static Job job(Row row) {
        Long vehicles = row.numberOrNull("vehicles");
        Long leftOut = row.numberOrNull("left_out");
        return new Job(
                row.string("job_id"),
                row.string("depot_code"),
                row.date("service_date"),
                row.string("plan_id"),
                row.integer("plan_version"),
                row.number("seed"),
                row.integer("seconds"),
                row.constant("state", State.class),
                row.flag("cancelled"),
                row.integer("attempts"),
                vehicles == null ? null : row.decimal("cost_fen"),
                vehicles == null ? null : vehicles.intValue(),
                leftOut == null ? null : leftOut.intValue(),
                row.number("spent_millis") / 1_000.0,
                row.flag("taken"),
                row.string("problem"));
    }
}
