package org.cunlu.orders.cart;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.cunlu.kernel.http.ClientAddress;
import org.cunlu.orders.CartView;

/** A cart before anybody signs in. The header {@code Visitor-Cart} carries its token. */
@Controller("/api/shop/visitor-cart")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class VisitorController {
    static final String TOKEN = "Visitor-Cart";

    private final VisitorCarts carts;
    private final ClientAddress addresses;

    VisitorController(VisitorCarts carts, ClientAddress addresses) {
        this.carts = carts;
        this.addresses = addresses;
    }

    /** @param quantity read as it was written, because a reader of whole numbers would take 1.5 for 1 */
    @Serdeable
    record Pieces(@NotNull BigDecimal quantity) {}

    /** A new one, empty. */
    @Post
    @Status(HttpStatus.CREATED)
    VisitorCarts.Begun begin(HttpRequest<?> request) {
        return carts.begin(addresses.of(request));
    }

    @Get
    CartView show(@Nullable @Header(TOKEN) String token) {
        return carts.show(token);
    }

    /** Sets how many pieces of an offer shall be bought. */
    @Put("/lines/{offerId}")
    CartView put(
            @Nullable @Header(TOKEN) String token,
            @PathVariable @Size(max = 32) String offerId,
            @Body @Valid Pieces body) {
        return carts.put(token, offerId, new CartController.Quantity(body.quantity(), null).pieces());
    }

    /** Takes an offer out; it is no error when it was not in. */
    @Delete("/lines/{offerId}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(@Nullable @Header(TOKEN) String token, @PathVariable @Size(max = 32) String offerId) {
        carts.remove(token, offerId);
    }
}
