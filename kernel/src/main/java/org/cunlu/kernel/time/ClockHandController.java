package org.cunlu.kernel.time;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** The operator's hand on a demo's clock. Outside of a demo there is no such route. */
@Controller("/api/county/clock")
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(property = "cunlu.demo", value = "true")
class ClockHandController {
    /** Ten years; far enough for any demo, and no column overflows. */
    private static final long FORWARD_SECONDS_MAX = 10L * 366 * 24 * 3600;

    private final Clock clock;
    private final ClockControl control;
    private final Trail trail;
    private final Transactions transactions;

    ClockHandController(Clock clock, ClockControl control, Trail trail, Transactions transactions) {
        this.clock = clock;
        this.control = control;
        this.trail = trail;
        this.transactions = transactions;
    }

    /** One of the two. @param to the time that it shall be  @param forwardSeconds by how much to go on */
    @Serdeable
    record Move(
            @Nullable Instant to,

            @Nullable @PositiveOrZero @Max(FORWARD_SECONDS_MAX)
            Long forwardSeconds) {}

    @Post
    @Secured("COUNTY_OPERATOR")
    ClockController.Shown move(Caller caller, @Body @Valid Move move) {
        caller.require(Role.COUNTY_OPERATOR);
        if ((move.to() == null) == (move.forwardSeconds() == null)) {
            throw ProblemException.invalid(
                    "to", "one-of-two", "to 与 forwardSeconds 须填其一 · Give one of to and forwardSeconds");
        }
        Instant before = clock.instant();
        if (move.to() != null && move.to().isAfter(before.plusSeconds(FORWARD_SECONDS_MAX))) {
            throw ProblemException.invalid("to", "too-far", "时间过远 · Too far ahead");
        }
        Instant now = move.to() != null
                ? control.moveTo(move.to())
                : control.forward(Duration.ofSeconds(move.forwardSeconds()));
        transactions.run(() ->
                trail.record(caller.accountId(), "county.clock-moved", "clock", before.toString(), now.toString()));
        return new ClockController.Shown(now, true);
    }
}
