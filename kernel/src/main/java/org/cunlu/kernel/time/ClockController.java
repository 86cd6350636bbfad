package org.cunlu.kernel.time;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Clock;
import java.time.Instant;

/** The county's time for everybody who is signed in. */
@Controller("/api/county/clock")
@ExecuteOn(TaskExecutors.BLOCKING)
class ClockController {
    private final Clock clock;
    private final ClockControl control;

    ClockController(Clock clock, @Nullable ClockControl control) {
        this.clock = clock;
        this.control = control;
    }

    /** @param now the county's time, UTC  @param movable whether this is a demo */
    @Serdeable
    record Shown(Instant now, boolean movable) {}

    @Get
    @Secured("isAuthenticated()")
    Shown show() {
        return new Shown(clock.instant(), control != null);
    }
}
