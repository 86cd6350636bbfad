package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.AfterSales;
import org.cunlu.orders.AfterSales.Done;
import org.cunlu.orders.AfterSales.Wanted;
import org.cunlu.orders.BuyerAfterSales;

/** Returns, exchanges, claims and refunds of one's own orders. */
@Controller("/api/shop/returns")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class ShopReturnController {
    private final BuyerAfterSales requests;

    ShopReturnController(BuyerAfterSales requests) {
        this.requests = requests;
    }

    @Serdeable
    record Words(@NotBlank @Size(max = 500) String words) {}

    /** Asks for something of an order that was received. */
    @Post
    @Status(HttpStatus.CREATED)
    AfterSales.View ask(
            @Parameter(hidden = true) Caller caller,
            @Body @Valid Wanted wanted,
            @Nullable @Header("Idempotency-Key") String key) {
        return requests.one(caller.accountId(), requests.ask(caller.accountId(), wanted, key));
    }

    /** The newest first. */
    @Get
    Page<AfterSales.Short> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return requests.list(caller.accountId(), cursor, limit);
    }

    /** With the code to hand the goods in, while they are waited for. */
    @Get("/{requestId}")
    AfterSales.View one(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String requestId) {
        return requests.one(caller.accountId(), requestId);
    }

    @Get("/{requestId}/photos/{photoId}")
    @Produces(MediaType.IMAGE_JPEG)
    HttpResponse<byte[]> photo(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @PathVariable @Size(max = 13) String photoId) {
        return Shown.photo(requests.photo(caller.accountId(), requestId, photoId));
    }

    /** Takes what the seller offers instead. */
    @Post("/{requestId}/take-offer")
    Done take(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Nullable @Header("Idempotency-Key") String key) {
        return requests.takeOffer(caller.accountId(), requestId, key);
    }

    /** To the county, after the seller has declined or offered too little. */
    @Post("/{requestId}/dispute")
    Done dispute(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Body @Valid Words words,
            @Nullable @Header("Idempotency-Key") String key) {
        return requests.dispute(caller.accountId(), requestId, words.words(), key);
    }

    @Post("/{requestId}/words")
    Done say(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Body @Valid Words words,
            @Nullable @Header("Idempotency-Key") String key) {
        return requests.say(caller.accountId(), requestId, words.words(), key);
    }

    /** Until the goods are handed in. */
    @Post("/{requestId}/withdraw")
    Done withdraw(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Nullable @Header("Idempotency-Key") String key) {
        return requests.withdraw(caller.accountId(), requestId, key);
    }
}
