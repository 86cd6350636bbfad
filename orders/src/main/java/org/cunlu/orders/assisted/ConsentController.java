package org.cunlu.orders.assisted;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.CounterOrders;
import org.cunlu.orders.PaymentChoice;

/** A villager consents to what an order takes of his subsidies, by a code that comes to his phone. */
@Controller("/api/station/assisted/{assistedId}/subsidy-consent")
@Secured("STATION_KEEPER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class ConsentController {
    private final CounterOrders counter;

    ConsentController(CounterOrders counter) {
        this.counter = counter;
    }

    /** @param payment as it shall be placed, because prices may depend on it */
    @Serdeable
    @Schema(name = "SubsidyConsent.Ask")
    record Ask(@NotNull PaymentChoice payment) {}

    /** Sends a code to the villager's own phone; one sent before is void. Each costs one of five an hour. */
    @Post
    @Status(HttpStatus.ACCEPTED)
    CounterOrders.ConsentSent send(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String assistedId,
            @Body @Valid Ask ask) {
        return counter.sendConsent(caller, assistedId, ask.payment());
    }
}
