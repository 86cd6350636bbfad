package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.TourSearches;
import org.cunlu.logistics.dispatch.JobTable.Job;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Searches, for those who are not asked by JSON. */
@Singleton
class SearchDesk implements TourSearches {
    /** All chance of a search, unless somebody names another. */
    static final long SEED = 1;

    private final PlanJobs jobs;
    private final JobStream stream;
    private final Once once;

    SearchDesk(PlanJobs jobs, JobStream stream, Once once) {
        this.jobs = jobs;
        this.stream = stream;
        this.once = once;
    }

    @Override
    public Search ask(Caller caller, String plan, int version, int seconds, @Nullable String key) {
        if (seconds < 1 || seconds > SECONDS_MAX) {
            throw ProblemException.invalid(
                    "seconds", "seconds-invalid", "排线时长应为 1–600 秒 · A search takes 1 to " + SECONDS_MAX + " s");
        }
        var wanted = new JobController.Wanted(plan, version, seconds, SEED);
        return seen(once.once(
                caller,
                "logistics.plan-job",
                key,
                wanted,
                Job.class,
                () -> jobs.ask(caller, plan, version, SEED, seconds)));
    }

    @Override
    public Search find(Caller caller, String search) {
        return seen(jobs.find(caller, search));
    }

    @Override
    public Optional<Search> latest(Caller caller, String plan) {
        return jobs.latest(caller, plan).map(SearchDesk::seen);
    }

    @Override
    public Search cancel(Caller caller, String search) {
        return seen(jobs.cancel(caller, search));
    }

    @Override
    public Publisher<Search> watch(Caller caller, String search) {
        return Flux.from(stream.watch(jobs.find(caller, search))).map(event -> seen(event.getData()));
    }

    private static Search seen(Job job) {
        return new Search(
                job.job(),
                job.plan(),
                State.valueOf(job.state().name()),
                job.cancelled(),
                job.seconds(),
                job.spentSeconds(),
                job.costFen() == null ? null : Math.round(job.costFen()),
                job.vehicles(),
                job.leftOut(),
                job.taken(),
                job.problem());
    }
}
