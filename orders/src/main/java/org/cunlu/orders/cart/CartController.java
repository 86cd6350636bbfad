package org.cunlu.orders.cart;

import io.micronaut.core.annotation.Nullable;
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
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.CartView;

/** The caller's own cart. */
@Controller("/api/shop/cart")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
class CartController {
    private final CartKeeping carts;
    private final Merging merging;

    CartController(CartKeeping carts, Merging merging) {
        this.carts = carts;
        this.merging = merging;
    }

    /**
     * How many pieces; the bounds are the offer's.
     * @param quantity read as it was written, because a reader of whole numbers would take 1.5 for 1
     * @param liveSlotId live slot on air in which it was found, at whose price it is bought; null for the ordinary
     */
    @Serdeable
    record Quantity(
            @NotNull BigDecimal quantity,
            @Nullable @Size(max = 13) String liveSlotId) {
        /** @return 0, which no offer allows, for what is no whole number or beyond all bounds */
        int pieces() {
            try {
                return quantity.intValueExact();
            } catch (ArithmeticException e) {
                return 0;
            }
        }
    }

    @Get
    CartView show(@Parameter(hidden = true) Caller caller) {
        return carts.show(caller.accountId());
    }

    /** Sets how many pieces of an offer shall be bought. */
    @Put("/lines/{offerId}")
    CartView put(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 32) String offerId,
            @Body @Valid Quantity body) {
        return carts.put(caller.accountId(), offerId, body.pieces(), body.liveSlotId());
    }

    /** Takes an offer out; it is no error when it was not in. */
    @Delete("/lines/{offerId}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 32) String offerId) {
        carts.remove(caller.accountId(), offerId);
    }

    /**
     * Right after signing in: what the visitor meant to buy is the caller's from now on. Asked again it changes nothing.
     * @param token of the visitor's cart
     */
    @Post("/merged")
    @Status(HttpStatus.OK)
    Merging.Merged merge(
            @Parameter(hidden = true) Caller caller, @Nullable @Header(VisitorController.TOKEN) String token) {
        return merging.merge(caller.accountId(), token);
    }
}
