package org.cunlu.catalog.shop;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.cunlu.kernel.caller.Caller;

/** How somebody becomes a seller. A villager without a phone is applied for by who acts for him. Every act is safe to repeat. */
@Controller("/api/shop/seller-application")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class ApplicationController {
    private final Applying applying;
    private final HandingIn handingIn;

    ApplicationController(Applying applying, HandingIn handingIn) {
        this.applying = applying;
        this.handingIn = handingIn;
    }

    /** One's latest, with what is asked for and how each paper stands. */
    @Get
    Applying.View mine(Caller caller) {
        return applying.mine(caller);
    }

    /** Opens it, or changes what is open. */
    @Put
    Applying.View put(Caller caller, @Body @Valid Applying.Wish wish) {
        return applying.put(caller, wish);
    }

    /** Hands a paper in; one that waits gives way to it. */
    @Put("/items/{item}")
    SellerItem hand(Caller caller, @PathVariable Item item, @Body @Valid HandingIn.Handed handed) {
        return handingIn.take(caller, applying.shop(caller), item, handed);
    }

    @Post("/submit")
    @Status(HttpStatus.OK)
    Applying.View submit(Caller caller) {
        return applying.submit(caller);
    }
}
