package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.search.IndexDesk;

/** The index of offers, for the county operator: how it is, made anew, and what it refuses. Each act may be said twice. */
@Controller("/api/county/search-index")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class IndexController {
    private final IndexDesk keeping;

    IndexController(IndexDesk keeping) {
        this.keeping = keeping;
    }

    @Get
    IndexDesk.State state() {
        return keeping.state();
    }

    /** Begins within seconds, at one instance; the present index answers until then. */
    @Post("/rebuild")
    @Status(HttpStatus.ACCEPTED)
    IndexDesk.State rebuild(@Parameter(hidden = true) Caller caller) {
        keeping.rebuild(caller);
        return keeping.state();
    }

    /** What was filled so far is thrown away. Without one under way nothing happens. */
    @Post("/rebuild/stop")
    @Status(HttpStatus.ACCEPTED)
    IndexDesk.State stop(@Parameter(hidden = true) Caller caller) {
        keeping.stop(caller);
        return keeping.state();
    }

    @Get("/refused")
    Page<IndexDesk.Refusal> refused(@Nullable @QueryValue String cursor, @Nullable @QueryValue Integer limit) {
        return keeping.refused(cursor, Page.limit(limit));
    }

    /** Tries to write it now. Not found when it is refused no more. */
    @Post("/refused/{offerId}/retry")
    @Status(HttpStatus.ACCEPTED)
    void retry(@Parameter(hidden = true) Caller caller, String offerId) {
        keeping.retry(caller, offerId);
    }
}
