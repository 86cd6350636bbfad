package org.cunlu.accounts.privacy;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import org.cunlu.accounts.Looks.Look;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** Who looked: at my data, and at that of my county's people. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class LookController {
    private final LookLog log;

    LookController(LookLog log) {
        this.log = log;
    }

    /** The newest first. */
    @Get("/auth/looks")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Tag(name = "auth")
    Page<Look> own(
            Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor, @Nullable @QueryValue Integer limit) {
        return log.at(caller.accountId(), cursor, Page.limit(limit));
    }

    /** The newest first. */
    @Get("/county/looks")
    @Secured("COUNTY_OPERATOR")
    @Tag(name = "county")
    Page<Look> ofCounty(
            Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor, @Nullable @QueryValue Integer limit) {
        return log.inCounty(caller, cursor, Page.limit(limit));
    }
}
