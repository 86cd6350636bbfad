package org.cunlu.orders.reviewing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.request.CarefulHeaders;
import org.cunlu.orders.Reviews;
import org.cunlu.orders.Reviews.Inside;
import org.cunlu.orders.Reviews.OfProduct;
import org.cunlu.orders.Reviews.Words;
import org.cunlu.orders.reviewing.Moderating.Done;

/** Reviews, read by everybody and written by who received. */
@Controller("/api/shop/reviews")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class ShopReviewController {
    private final Reviews reviews;
    private final Moderating moderating;

    ShopReviewController(Reviews reviews, Moderating moderating) {
        this.reviews = reviews;
        this.moderating = moderating;
    }

    /** About a line of one's order. */
    @Serdeable
    record About(
            @NotBlank @Size(max = 13) String orderId,
            @NotNull @Positive @Max(1_000) Integer lineNo,
            @NotNull @Valid Words review) {}

    @Serdeable
    record Why(@NotBlank @Size(max = 200) String why) {}

    /** Of a product, the newest first, with the mean of all. */
    @Get
    @Secured(SecurityRule.IS_ANONYMOUS)
    OfProduct ofProduct(
            @QueryValue @Pattern(regexp = "[A-Z0-9._-]{1,32}") String product,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return reviews.ofProduct(product, cursor, limit);
    }

    @Get("/{reviewId}/photos/{photoId}")
    @Produces(MediaType.IMAGE_JPEG)
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<byte[]> photo(
            @PathVariable @Size(max = 13) String reviewId, @PathVariable @Size(max = 13) String photoId) {
        return HttpResponse.ok(reviews.photo(reviewId, photoId))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", CarefulHeaders.FILE_POLICY);
    }

    /** One's own, the newest first. */
    @Get("/mine")
    Page<Inside> mine(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return reviews.mine(caller.accountId(), cursor, limit);
    }

    /** Once for each line, after its receipt. */
    @Post
    @Status(HttpStatus.CREATED)
    Inside write(
            @Parameter(hidden = true) Caller caller,
            @Body @Valid About about,
            @Nullable @Header("Idempotency-Key") String key) {
        return own(caller, reviews.write(caller.accountId(), about.orderId(), about.lineNo(), about.review(), key));
    }

    /** Within some days of writing. */
    @Put("/{reviewId}")
    Inside edit(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String reviewId,
            @Body @Valid Words words,
            @Nullable @Header("Idempotency-Key") String key) {
        return own(caller, reviews.edit(caller.accountId(), reviewId, words, key));
    }

    /** Asks the county to look at one. */
    @Post("/{reviewId}/report")
    Done report(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String reviewId,
            @Body @Valid Why why) {
        return moderating.report(caller.accountId(), reviewId, why.why());
    }

    private Inside own(Caller caller, String reviewId) {
        return reviews.own(caller.accountId(), reviewId);
    }
}
