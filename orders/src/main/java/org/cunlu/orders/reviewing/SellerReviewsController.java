package org.cunlu.orders.reviewing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
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
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.Reviews;
import org.cunlu.orders.Reviews.Inside;
import org.cunlu.orders.reviewing.Moderating.Done;

/** Reviews of what the caller's own shops sold. */
@Controller("/api/seller/reviews")
@Secured({ShopRight.OWNER_ROLE, ShopRight.ORDERS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class SellerReviewsController {
    private final Reviews reviews;

    SellerReviewsController(Reviews reviews) {
        this.reviews = reviews;
    }

    @Serdeable
    record Reply(@NotBlank @Size(max = 500) String words) {}

    /** The newest first. */
    @Get
    Page<Inside> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return reviews.ofShops(caller, cursor, limit);
    }

    /** Once; everybody reads it. */
    @Post("/{reviewId}/reply")
    Done reply(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String reviewId,
            @Body @Valid Reply reply,
            @Nullable @Header("Idempotency-Key") String key) {
        return new Done(reviewId, reviews.reply(caller, reviewId, reply.words(), key));
    }
}
