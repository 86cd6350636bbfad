package org.cunlu.catalog.listing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.cunlu.catalog.Listings;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;

/** Goods listed on a phone, in a minute. */
@Controller("/api/seller/listings")
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class ListingController {
    private final Listing listing;
    private final Defaults defaults;

    ListingController(Listing listing, Defaults defaults) {
        this.listing = listing;
        this.defaults = defaults;
    }

    /** What need not be said. @param shop may be absent when the caller has one only @param copyOf a product to be copied */
    @Get("/defaults")
    Defaults.Draft defaults(
            Caller caller,
            @Nullable @QueryValue @Size(max = 32) String shop,
            @Nullable @QueryValue @Size(max = 32) String copyOf) {
        return defaults.of(caller, ShopRight.GOODS.shop(caller, shop), copyOf);
    }

    /** Product, SKU, offer and picture, submitted to the county's review. The same key and body have one effect. */
    @Post
    @Status(HttpStatus.CREATED)
    Listings.Listed list(
            Caller caller, @Nullable @Header("Idempotency-Key") String key, @Body @Valid Listings.Wish wish) {
        return listing.list(caller, key, wish);
    }
}
