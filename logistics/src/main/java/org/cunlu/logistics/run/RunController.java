package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.DriverRuns;
import org.cunlu.logistics.run.RunSheet.Sheet;

/** The caller's own trips: what is where to do, and what was done. */
@Controller("/api/run")
@Secured("DRIVER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "run")
class RunController {
    private static final String LOOK = "logistics.run";

    private final Trips trips;
    private final RunSheet sheets;
    private final KeptSteps kept;
    private final Clock clock;

    RunController(Trips trips, RunSheet sheets, KeptSteps kept, Clock clock) {
        this.trips = trips;
        this.sheets = sheets;
        this.kept = kept;
        this.clock = clock;
    }

    @Serdeable
    record OwnTrips(List<RunSheet.Short> trips) {}

    /**
     * @param steps at most 500, each taken on its own
     * @param sentAt what the device's clock says now, when it kept these while it had no network: then they are taken in the
     *     order of their device times, and what its clock is wrong by is taken out of them
     */
    @Serdeable
    record Batch(
            @NotNull @Size(min = 1, max = DriverRuns.STEPS_MAX)
            List<@NotNull Step> steps,

            @Nullable Instant sentAt) {}

    /** One answer for each step, in their order. @param clockOffSeconds by how much the device's clock is ahead */
    @Serdeable
    record Answers(List<Answer> answers, @Nullable Long clockOffSeconds) {}

    /** Own trips of a day, by the time they leave. @param date today when nothing is asked */
    @Get("/trips")
    OwnTrips trips(Caller caller, @Nullable @QueryValue LocalDate date) {
        LocalDate day = date == null ? CountyTime.date(clock.instant()) : date;
        return new OwnTrips(
                trips.drivenBy(caller, day).stream().map(sheets::shortly).toList());
    }

    /** Stop by stop: planned and real times, what to hand over, what to collect, and who took it. */
    @Get("/trips/{line}/{date}")
    Sheet trip(Caller caller, String line, LocalDate date) {
        return sheets.of(trips.drivenBy(caller, line, date, LOOK));
    }

    @Post("/steps")
    Answers steps(Caller caller, @Body @Valid Batch batch) {
        Duration ahead = batch.sentAt() == null ? null : Duration.between(clock.instant(), batch.sentAt());
        return new Answers(kept.take(caller, batch.steps(), batch.sentAt()), ahead == null ? null : ahead.toSeconds());
    }
}
