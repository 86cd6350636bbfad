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
import org.cunlu.orders.aftersales.Answering.Amount;
import org.cunlu.orders.aftersales.Answering.Done;
import org.cunlu.orders.aftersales.ShopReturnController.Words;

/** What buyers of the caller's own shops ask for after they have received. */
@Controller("/api/seller/returns")
@Secured({ShopRight.OWNER_ROLE, ShopRight.ORDERS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class SellerReturnController {
    private final Answering answering;
    private final Looking looking;

    SellerReturnController(Answering answering, Looking looking) {
        this.answering = answering;
        this.looking = looking;
    }

    @Serdeable
    record Offer(
            @NotNull @Positive Long fen,
            @Nullable @Size(min = 1, max = 500) String words) {}

    /** The newest first. */
    @Get
    Page<AfterView.Short> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return looking.listOfSellers(ShopRight.ORDERS.shops(caller), cursor, limit);
    }

    @Get("/{requestId}")
    AfterView one(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String requestId) {
        return looking.ofSeller(ShopRight.ORDERS.shops(caller), requestId);
    }

    @Get("/{requestId}/photos/{photoId}")
    @Produces(MediaType.IMAGE_JPEG)
    HttpResponse<byte[]> photo(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @PathVariable @Size(max = 13) String photoId) {
        return Shown.photo(looking.photoOfSeller(ShopRight.ORDERS.shops(caller), requestId, photoId));
    }

    /** As it was asked. */
    @Post("/{requestId}/accept")
    Done accept(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Nullable @Header("Idempotency-Key") String key) {
        return answering.accept(ShopRight.ORDERS.shops(caller), caller.accountId(), requestId, key);
    }

    /** With the reason, which the buyer reads. */
    @Post("/{requestId}/decline")
    Done decline(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Body @Valid Words words,
            @Nullable @Header("Idempotency-Key") String key) {
        return answering.decline(ShopRight.ORDERS.shops(caller), caller.accountId(), requestId, words.said(), key);
    }

    /** An amount instead; the goods stay with the buyer. */
    @Post("/{requestId}/offer")
    Done offer(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Body @Valid Offer offer,
            @Nullable @Header("Idempotency-Key") String key) {
        return answering.offer(
                ShopRight.ORDERS.shops(caller),
                caller.accountId(),
                requestId,
                new Amount(offer.fen(), offer.words()),
                key);
    }

    @Post("/{requestId}/words")
    Done say(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Body @Valid Words words,
            @Nullable @Header("Idempotency-Key") String key) {
        return answering.sellerSays(ShopRight.ORDERS.shops(caller), caller.accountId(), requestId, words.said(), key);
    }
}
