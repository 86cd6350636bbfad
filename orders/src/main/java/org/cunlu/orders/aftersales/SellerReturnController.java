package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.AfterSales;
import org.cunlu.orders.AfterSales.Done;
import org.cunlu.orders.ShopAfterSales;
import org.cunlu.orders.aftersales.ShopReturnController.Words;

/** What buyers of the caller's own shops ask for after they have received. */
@Controller("/api/seller/returns")
@Secured({ShopRight.OWNER_ROLE, ShopRight.ORDERS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class SellerReturnController {
    private final ShopAfterSales requests;

    SellerReturnController(ShopAfterSales requests) {
        this.requests = requests;
    }

    @Serdeable
    record Offer(
            @NotNull @Positive Long fen,
            @Nullable @Size(min = 1, max = 500) String words) {}

    /** The newest first. */
    @Get
    Page<AfterSales.Short> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return requests.list(caller, null, cursor, limit);
    }

    @Get("/{requestId}")
    AfterSales.View one(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String requestId) {
        return requests.one(caller, requestId);
    }

    @Get("/{requestId}/photos/{photoId}")
    @Produces(MediaType.IMAGE_JPEG)
    HttpResponse<byte[]> photo(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @PathVariable @Size(max = 13) String photoId) {
        return Shown.photo(requests.photo(caller, requestId, photoId));
    }

    /** As it was asked. */
    @Post("/{requestId}/accept")
    Done accept(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Nullable @Header("Idempotency-Key") String key) {
        return requests.accept(caller, requestId, key);
    }

    /** With the reason, which the buyer reads. */
    @Post("/{requestId}/decline")
    Done decline(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Body @Valid Words words,
            @Nullable @Header("Idempotency-Key") String key) {
        return requests.decline(caller, requestId, words.words(), key);
    }

    /** An amount instead; the goods stay with the buyer. */
    @Post("/{requestId}/offer")
    Done offer(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Body @Valid Offer offer,
            @Nullable @Header("Idempotency-Key") String key) {
        return requests.offer(caller, requestId, offer.fen(), offer.words(), key);
    }

    @Post("/{requestId}/words")
    Done say(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Body @Valid Words words,
            @Nullable @Header("Idempotency-Key") String key) {
        return requests.say(caller, requestId, words.words(), key);
    }
}
