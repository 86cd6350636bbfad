package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.dispatch.JobTable.Job;
import org.reactivestreams.Publisher;

/** Searches for tours. */
@Controller("/api/dispatch/plan-jobs")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class JobController {
    private final PlanJobs jobs;
    private final Once once;
    private final JobStream stream;

    JobController(PlanJobs jobs, Once once, JobStream stream) {
        this.jobs = jobs;
        this.once = once;
        this.stream = stream;
    }

    /** @param version of the plan that was seen @param seed of all chance; 1 unless named */
    @Serdeable
    record Wanted(
            @NotBlank @Size(max = 13) String plan,
            @Min(1) @Max(Integer.MAX_VALUE) int version,
            @Min(1) @Max(PlanJobs.SECONDS_MAX) int seconds,
            @Nullable Long seed) {}

    @Post
    @Status(HttpStatus.ACCEPTED)
    Job ask(Caller caller, @Body @Valid Wanted wanted, @Nullable @Header("Idempotency-Key") String key) {
        return once.once(
                caller,
                "logistics.plan-job",
                key,
                wanted,
                Job.class,
                () -> jobs.ask(
                        caller,
                        wanted.plan(),
                        wanted.version(),
                        wanted.seed() == null ? 1 : wanted.seed(),
                        wanted.seconds()));
    }

    @Get("/{jobId}")
    Job job(Caller caller, @Size(max = 13) String jobId) {
        return jobs.find(caller, jobId);
    }

    /** Ends it; the best plan so far is kept. Doing it again changes nothing. */
    @Post("/{jobId}/cancellation")
    Job cancel(Caller caller, @Size(max = 13) String jobId) {
        return jobs.cancel(caller, jobId);
    }

    /** Server-sent events named {@code job}: how it is now, each change within a second, and the end of it. */
    @Get(value = "/{jobId}/events", produces = MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<Job>> events(Caller caller, @Size(max = 13) String jobId) {
        return stream.watch(jobs.find(caller, jobId));
    }
}
