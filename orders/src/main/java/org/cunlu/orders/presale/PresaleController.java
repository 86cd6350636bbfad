package org.cunlu.orders.presale;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.GroupView;

/** Presales for buyers. They are paid like any group of orders, twice where there is a deposit. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "presale")
class PresaleController {
    private final Looking looking;
    private final Buying buying;

    PresaleController(Looking looking, Buying buying) {
        this.looking = looking;
        this.buying = buying;
    }

    /** Those that take orders, newest first. */
    @Get("/api/shop/presales")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Page<PresaleView> open(@Nullable @QueryValue @Size(max = 13) String cursor, @Nullable @QueryValue Integer limit) {
        return looking.open(cursor, Page.limit(limit));
    }

    @Get("/api/shop/presales/{presaleId}")
    @Secured(SecurityRule.IS_ANONYMOUS)
    PresaleView one(@PathVariable @Size(max = 13) String presaleId) {
        return looking.view(presaleId);
    }

    /** What so many pieces cost, what is paid now, and when they are sent. */
    @Post("/api/shop/presales/{presaleId}/quotes")
    @Secured("CONSUMER")
    @Status(HttpStatus.OK)
    PresaleQuote quote(@PathVariable @Size(max = 13) String presaleId, @Body @Valid Buying.Ask ask) {
        return buying.quote(presaleId, ask);
    }

    /** Orders of the harvest to come. */
    @Post("/api/shop/presales/{presaleId}/orders")
    @Secured("CONSUMER")
    @Status(HttpStatus.CREATED)
    GroupView place(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String presaleId,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Buying.Place place) {
        return buying.place(caller.accountId(), presaleId, key, place);
    }

    /** What one's own order has of its presale. */
    @Get("/api/shop/orders/{orderId}/presale")
    @Secured("CONSUMER")
    PresaleView.Bought bought(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String orderId) {
        return looking.bought(caller.accountId(), orderId);
    }
}
