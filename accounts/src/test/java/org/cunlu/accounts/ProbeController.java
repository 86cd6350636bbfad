package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;

/** Routes of each kind, to see who comes in. */
@Controller("/api/probe")
@ExecuteOn(TaskExecutors.BLOCKING)
class ProbeController {
    @Get("/open")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Map<String, String> open(@Nullable Caller caller) {
        return Map.of("caller", caller == null ? "visitor" : caller.accountId());
    }

    @Get("/keeper")
    @Secured("STATION_KEEPER")
    Map<String, Object> keeper(Caller caller) {
        return Map.of("grants", caller.grants());
    }

    /** @return the body, to see that the filter left it */
    @Post("/powerful")
    @Secured("STATION_KEEPER")
    @FreshSecondFactor("probe.powerful")
    Map<String, Object> powerful(@Body Map<String, Object> body) {
        return body;
    }

    /** Somebody forgot to say who may come. */
    @Get("/forgotten")
    Map<String, String> forgotten() {
        return Map.of();
    }
}
