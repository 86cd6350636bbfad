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
import org.cunlu.orders.aftersales.Answering.Done;
import org.cunlu.orders.aftersales.Answering.Said;
import org.cunlu.orders.aftersales.Asking.Wanted;

/** Returns, exchanges, claims and refunds of one's own orders. */
@Controller("/api/shop/returns")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class ShopReturnController {
    private final Asking asking;
    private final Answering answering;
    private final Looking looking;

    ShopReturnController(Asking asking, Answering answering, Looking looking) {
        this.asking = asking;
        this.answering = answering;
        this.looking = looking;
    }

    @Serdeable
    record Words(@NotBlank @Size(max = 500) String words) {
        Said said() {
            return new Said(words);
        }
    }

    /** Asks for something of an order that was received. */
    @Post
    @Status(HttpStatus.CREATED)
    AfterView ask(
            @Parameter(hidden = true) Caller caller,
            @Body @Valid Wanted wanted,
            @Nullable @Header("Idempotency-Key") String key) {
        return looking.ofBuyer(caller.accountId(), asking.ask(caller.accountId(), wanted, key));
    }

    /** The newest first. */
    @Get
    Page<AfterView.Short> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return looking.listOfBuyer(caller.accountId(), cursor, limit);
    }

    /** With the code to hand the goods in, while they are waited for. */
    @Get("/{requestId}")
    AfterView one(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String requestId) {
        return looking.ofBuyer(caller.accountId(), requestId);
    }

    @Get("/{requestId}/photos/{photoId}")
    @Produces(MediaType.IMAGE_JPEG)
    HttpResponse<byte[]> photo(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @PathVariable @Size(max = 13) String photoId) {
        return Shown.photo(looking.photoOfBuyer(caller.accountId(), requestId, photoId));
    }

    /** Takes what the seller offers instead. */
    @Post("/{requestId}/take-offer")
    Done take(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Nullable @Header("Idempotency-Key") String key) {
        return answering.takeOffer(caller.accountId(), requestId, key);
    }

    /** To the county, after the seller has declined or offered too little. */
    @Post("/{requestId}/dispute")
    Done dispute(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Body @Valid Words words,
            @Nullable @Header("Idempotency-Key") String key) {
        return answering.dispute(caller.accountId(), requestId, words.said(), key);
    }

    @Post("/{requestId}/words")
    Done say(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Body @Valid Words words,
            @Nullable @Header("Idempotency-Key") String key) {
        return answering.buyerSays(caller.accountId(), requestId, words.said(), key);
    }

    /** Until the goods are handed in. */
    @Post("/{requestId}/withdraw")
    Done withdraw(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Nullable @Header("Idempotency-Key") String key) {
        return answering.withdraw(caller.accountId(), requestId, key);
    }
}
