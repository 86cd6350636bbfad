package org.cunlu.orders.reviewing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.Reviews.Inside;
import org.cunlu.orders.Reviews.State;
import org.cunlu.orders.reviewing.Moderating.Done;
import org.cunlu.orders.reviewing.ReviewViews.Reported;

/** Reviews that somebody reported. */
@Controller("/api/county/reviews")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class CountyReviewController {
    private final Moderating moderating;
    private final ReviewViews views;
    private final ReviewTable table;

    CountyReviewController(Moderating moderating, ReviewViews views, ReviewTable table) {
        this.moderating = moderating;
        this.views = views;
        this.table = table;
    }

    @Serdeable
    record Why(@NotBlank @Size(max = 200) String reason) {}

    /** The newest first. */
    @Get
    Page<Inside> reported(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int size = Page.limit(limit);
        return views.inside(table.reported(counties(caller), cursor, size + 1), size);
    }

    @Get("/{reviewId}")
    Reported one(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String reviewId) {
        return views.reported(reviewId, review -> counties(caller).contains(review.countyCode()));
    }

    /** Its writer is told. */
    @Post("/{reviewId}/hide")
    Done hide(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String reviewId,
            @Body @Valid Why why) {
        return moderating.decide(caller, counties(caller), reviewId, State.HIDDEN, why.reason());
    }

    @Post("/{reviewId}/show")
    Done show(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String reviewId,
            @Body @Valid Why why) {
        return moderating.decide(caller, counties(caller), reviewId, State.SHOWN, why.reason());
    }

    private static List<String> counties(Caller caller) {
        return caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
    }
}
