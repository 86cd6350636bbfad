package org.cunlu.logistics.dispatch;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.PlanAsked;
import org.cunlu.logistics.dispatch.JobTable.Job;
import org.cunlu.logistics.dispatch.PlanTable.Plan;

/** Searches are asked for here, told through the broker, and done by whichever instance hears of them first. */
@Singleton
class PlanJobs {
    static final int SECONDS_MAX = 600;

    private final JobTable jobs;
    private final Plans plans;
    private final Replanning replanning;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Ids ids;
    private final Trail trail;
    private final Clock clock;

    PlanJobs(
            JobTable jobs,
            Plans plans,
            Replanning replanning,
            Outbox outbox,
            Transactions transactions,
            Ids ids,
            Trail trail,
            Clock clock) {
        this.jobs = jobs;
        this.plans = plans;
        this.replanning = replanning;
        this.outbox = outbox;
        this.transactions = transactions;
        this.ids = ids;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * @param version of the plan that was seen
     * @throws ProblemException 409 {@code plan-changed}, {@code planner-busy}; 400 for what cannot be planned, before anybody tries
     */
    Job ask(Caller caller, String planId, int version, long seed, int seconds) {
        Plan plan = plans.draft(caller, planId, version);
        replanning.free(plan.sheet(), plans.roads(planId), plan.tours());
        String id = ids.next();
        try {
            return transactions.run(() -> {
                jobs.insert(id, plan, seed, seconds, caller.accountId(), clock.instant());
                outbox.append(new PlanAsked(id, 0));
                trail.record(caller.accountId(), "logistics.plan-job", planId, null, id + ", " + seconds + " s");
                return jobs.find(id).orElseThrow();
            });
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false)) {
                throw ProblemException.of(
                        409,
                        "planner-busy",
                        "该站点当天正在排线 · A search for this depot and day is under way",
                        "等它结束或取消它 · Wait for it, or cancel it");
            }
            throw e;
        }
    }

    Job find(Caller caller, String jobId) {
        Job job = jobs.find(jobId).orElseThrow(ProblemException::notFound);
        plans.own(caller, job.depot(), "logistics.plan-job");
        return job;
    }

    Optional<Job> latest(Caller caller, String planId) {
        return jobs.latest(plans.find(caller, planId));
    }

    /** What was found until then is kept. Doing it again changes nothing. */
    Job cancel(Caller caller, String jobId) {
        Job job = find(caller, jobId);
        transactions.run(() -> {
            jobs.cancel(jobId);
            trail.record(caller.accountId(), "logistics.plan-job", job.plan(), jobId, "cancelled");
        });
        return find(caller, jobId);
    }

    /** Takes up again what a worker left lying when it died. @return how many */
    int watch() {
        int told = 0;
        for (Job job : jobs.forsaken()) {
            told += transactions.run(() -> {
                if (!jobs.toldAgain(job.job())) {
                    jobs.givenUp(job.job());
                    return 0;
                }
                outbox.append(new PlanAsked(job.job(), job.attempts()));
                return 1;
            });
        }
        return told;
    }
}
