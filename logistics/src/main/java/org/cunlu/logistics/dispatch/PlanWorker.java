package org.cunlu.logistics.dispatch;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.PlanAsked;
import org.cunlu.logistics.RoadMatrix.Matrix;
import org.cunlu.logistics.TourPlan;
import org.cunlu.logistics.TourPlanner;
import org.cunlu.logistics.dispatch.JobTable.Best;
import org.cunlu.logistics.dispatch.JobTable.Job;
import org.cunlu.logistics.dispatch.JobTable.State;
import org.cunlu.logistics.dispatch.PlanTable.Plan;
import org.cunlu.logistics.dispatch.Sheet.Tour;
import org.cunlu.logistics.dispatch.Sheet.Tours;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one search at a time. It holds a lease while it searches; a worker that dies loses it, and another goes on from the best
 * that was kept. What is found goes into the plan only by whoever holds the lease, and only if the plan is as it was.
 */
@Singleton
class PlanWorker implements Subscriber<PlanAsked> {
    private static final Logger LOG = LoggerFactory.getLogger(PlanWorker.class);
    private static final long BEAT_NANOS = 500_000_000;

    private final JobTable jobs;
    private final PlanTable plans;
    private final Replanning replanning;
    private final Transactions transactions;
    private final String self;
    private final ExecutorService searching = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("tours").factory());
    private volatile boolean stopped;

    PlanWorker(JobTable jobs, PlanTable plans, Replanning replanning, Transactions transactions, Ids ids) {
        this.jobs = jobs;
        this.plans = plans;
        this.replanning = replanning;
        this.transactions = transactions;
        this.self = ids.next();
    }

    /** Looks for what other workers left lying, by real time. */
    @Singleton
    @Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
    static class Watch {
        private final PlanJobs jobs;

        Watch(PlanJobs jobs) {
            this.jobs = jobs;
        }

        @Scheduled(fixedDelay = "5s", initialDelay = "7s")
        void run() {
            int told = jobs.watch();
            if (told > 0) {
                LOG.info("{} searches for tours taken up again", told);
            }
        }
    }

    @Override
    public String name() {
        return "logistics.dispatch";
    }

    @Override
    public String topic() {
        return PlanAsked.TOPIC;
    }

    @Override
    public Class<PlanAsked> type() {
        return PlanAsked.class;
    }

    /** The search is not done here: a message is heard within seconds. Whatever becomes of it, the lease tells. */
    @Override
    public boolean transactional() {
        return false;
    }

    @Override
    public void on(PlanAsked event, Heard heard) {
        if (!stopped) {
            searching.execute(() -> search(event.jobId()));
        }
    }

    /** As if the process were killed: nothing is said, nothing is kept. */
    @PreDestroy
    void stop() {
        stopped = true;
        searching.shutdownNow();
    }

    /** @return whether jobs name this worker so */
    boolean isCalled(String worker) {
        return self.equals(worker);
    }

    void search(String jobId) {
        boolean mine = transactions.run(() -> jobs.claim(jobId, self));
        if (!mine) {
            return;
        }
        try {
            Job job = jobs.find(jobId).orElseThrow();
            Plan plan = plans.find(job.plan()).orElseThrow();
            if (plan.version() != job.planVersion() || plan.state() != PlanTable.State.DRAFT) {
                end(jobId, State.FAILED, "plan-changed");
                return;
            }
            search(job, plan);
        } catch (ProblemException e) {
            end(jobId, State.FAILED, e.code());
        } catch (RuntimeException e) {
            // Without a word its lease runs out, and it is tried again somewhere, a few times.
            LOG.error("search {} broke off", jobId, e);
        }
    }

    private void end(String jobId, State state, String problem) {
        transactions.run(() -> jobs.end(jobId, self, state, false, problem));
    }

    private void search(Job job, Plan plan) {
        Matrix roads = plans.roads(plan.id());
        // What an earlier worker had found is where this one begins.
        List<Tour> from = jobs.best(job.job())
                .map(best -> plans.read(best, Tours.class).tours())
                .orElse(plan.tours());
        Puzzle free = replanning.free(plan.sheet(), roads, from);
        var beat = new Beat(
                job,
                free,
                plan.tours().stream()
                        .filter(tour -> plan.sheet().rules().locked().contains(tour.van()))
                        .toList());
        Thread beating = Thread.ofVirtual().name("tours-beat").start(beat);
        try {
            List<Tour> found = replanning.plan(plan.sheet(), roads, from, job.seed(), 1, beat);
            beat.over = true;
            if (!stopped && !beat.lost) {
                keep(job, plan, found, beat);
            }
        } finally {
            beat.over = true;
            LockSupport.unpark(beating);
        }
    }

    /** In one transaction: whoever lost the lease meanwhile changes nothing. */
    private void keep(Job job, Plan plan, List<Tour> found, Beat beat) {
        transactions.run(() -> {
            boolean mine = jobs.alive(job.job(), self, beat.spentMillis(), plans.write(new Tours(found)), beat.seen);
            if (mine) {
                boolean taken = plans.change(plan.id(), plan.version(), plan.sheet(), found);
                jobs.end(
                        job.job(),
                        self,
                        beat.cancelled ? State.CANCELLED : State.DONE,
                        taken,
                        taken ? null : "plan-changed");
            }
        });
    }

    /** Keeps the lease and the best so far twice a second, and hears when it is enough. */
    private final class Beat implements TourPlanner.Watch, Runnable {
        private final Job job;
        private final Puzzle free;
        private final List<Tour> locked;
        private final long begun = System.nanoTime();
        private volatile boolean over;
        private volatile boolean lost;
        private volatile boolean cancelled;
        private volatile @Nullable Best seen;
        private volatile @Nullable List<TourPlan.Order> best;
        private long shownAt;
        private @Nullable List<TourPlan.Order> written;

        Beat(Job job, Puzzle free, List<Tour> locked) {
            this.job = job;
            this.free = free;
            this.locked = locked;
        }

        long spentMillis() {
            return (System.nanoTime() - begun) / 1_000_000;
        }

        @Override
        public boolean enough(long iterations) {
            return stopped || lost || cancelled || spentMillis() >= job.seconds() * 1_000L;
        }

        @Override
        public void better(TourPlanner.Best found, Supplier<List<TourPlan.Order>> orders) {
            seen = new Best(found.cost(), found.vehicles() + locked.size(), found.leftOut());
            // Each would be too many: in its first second a search gets better thousands of times.
            if (best == null || System.nanoTime() - shownAt > BEAT_NANOS / 2) {
                shownAt = System.nanoTime();
                best = orders.get();
            }
        }

        @Override
        public void run() {
            while (!over && !stopped) {
                try {
                    beat();
                } catch (RuntimeException e) {
                    LOG.warn("search {} could not say that it goes on: {}", job.job(), e.toString());
                }
                LockSupport.parkNanos(BEAT_NANOS);
            }
        }

        private void beat() {
            List<TourPlan.Order> orders = best;
            String shown = null;
            if (orders != null && orders != written) {
                var all = new ArrayList<>(locked);
                all.addAll(free.tours(orders));
                shown = plans.write(new Tours(all));
            }
            String kept = shown;
            boolean mine = transactions.run(() -> jobs.alive(job.job(), self, spentMillis(), kept, seen));
            written = orders;
            Job now = jobs.find(job.job()).orElseThrow();
            cancelled = now.cancelled();
            lost = !mine && !over;
        }
    }
}
