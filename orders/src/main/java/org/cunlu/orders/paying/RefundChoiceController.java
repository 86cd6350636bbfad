package org.cunlu.orders.paying;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;

/** What a buyer wants of what goes back to him. */
@Controller("/api/shop/orders/{orderId}/refund-choice")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class RefundChoiceController {
    private final RefundChoices choices;

    RefundChoiceController(RefundChoices choices) {
        this.choices = choices;
    }

    /** @param way GATEWAY: the way it was paid; or BALANCE */
    @Serdeable
    record RefundChoice(@NotNull RefundTable.Way way) {}

    @Get
    RefundChoice one(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String orderId) {
        return new RefundChoice(choices.of(caller.accountId(), orderId));
    }

    /** Holds for all refunds of the order for which the gateway was not asked yet; it may be changed. */
    @Put
    RefundChoice choose(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String orderId,
            @Body @Valid RefundChoice wanted) {
        return new RefundChoice(choices.choose(caller.accountId(), orderId, wanted.way()));
    }
}
