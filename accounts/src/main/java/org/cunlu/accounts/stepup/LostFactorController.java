package org.cunlu.accounts.stepup;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;

/** Two operators take a lost second factor off an account of their county. */
@Controller("/api/county/accounts/{accountId}/second-factor")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class LostFactorController {
    /** @param off whether there is none any more  @param waitsUntil for the second operator; real time */
    @Serdeable
    record Outcome(boolean off, @Nullable Instant waitsUntil) {}

    private final LostFactor lost;

    LostFactorController(LostFactor lost) {
        this.lost = lost;
    }

    @Delete
    @FreshSecondFactor("accounts.second-factor.reset")
    HttpResponse<Outcome> reset(Caller caller, @PathVariable String accountId) {
        return lost.reset(caller.accountId(), accountId)
                .map(until -> HttpResponse.<Outcome>accepted().body(new Outcome(false, until)))
                .orElseGet(() -> HttpResponse.ok(new Outcome(true, null)));
    }
}
