package org.cunlu.search.asked;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.search.Asked;

/** What was looked for: by oneself, and by many. */
@Controller("/api/shop")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class AskedController {
    private final Asked asked;

    AskedController(Asked asked) {
        this.asked = asked;
    }

    /** At most 8, what most people look for first. */
    @Get("/search-hot")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Page<String> hot() {
        return new Page<>(asked.hot(), null);
    }

    /** One's own, the newest first, at most 30. */
    @Get("/search-history")
    @Secured("CONSUMER")
    Page<String> own(@Parameter(hidden = true) Caller caller) {
        return new Page<>(asked.of(caller.accountId()), null);
    }

    /** @param q one of one's own; all without */
    @Delete("/search-history")
    @Secured("CONSUMER")
    @Status(HttpStatus.NO_CONTENT)
    void forget(@Parameter(hidden = true) Caller caller, @Nullable @QueryValue String q) {
        asked.forget(caller.accountId(), q);
    }
}
