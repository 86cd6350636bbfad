package org.cunlu.orders.quoting;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.Carts;
import org.cunlu.orders.Destination;
import org.cunlu.orders.LiveSlots;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.Quote;
import org.cunlu.orders.Quotes;
import org.cunlu.orders.Shopper;

/** What the caller's cart costs and when it can be there. */
@Controller("/api/shop/quotes")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
class QuoteController {
    private final Carts carts;
    private final LiveSlots slots;
    private final Quotes quotes;

    QuoteController(Carts carts, LiveSlots slots, Quotes quotes) {
        this.carts = carts;
        this.slots = slots;
        this.quotes = quotes;
    }

    /** @param coupons ids of coupons that he would use; null for none */
    @Serdeable
    record Ask(
            @NotNull @Valid Destination destination,
            @NotNull PaymentChoice payment,
            @Nullable @Size(max = 10) List<@NotNull String> coupons) {}

    /** Changes nothing: it may be asked as often as one likes. */
    @Post
    @Status(HttpStatus.OK)
    Quote quote(@Parameter(hidden = true) Caller caller, @Body @Valid Ask ask) {
        var who = new Shopper(
                caller.accountId(), Shopper.Channel.SHOP, ask.coupons() == null ? List.of() : ask.coupons());
        List<CartLine> cart = carts.lines(caller.accountId());
        return slots.inTurn(cart, () -> quotes.quote(cart, who, ask.destination(), ask.payment()));
    }
}
