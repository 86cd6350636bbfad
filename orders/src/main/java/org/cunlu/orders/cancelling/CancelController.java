package org.cunlu.orders.cancelling;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.Cancellations;
import org.cunlu.orders.OrderSummary;

/** Cancelling one's own order before it is packed. */
@Controller("/api/shop/orders/{orderId}/cancel")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
class CancelController {
    private final Cancellations cancelling;

    CancelController(Cancellations cancelling) {
        this.cancelling = cancelling;
    }

    /** Gives the goods back and, if they were paid, the money. */
    @Post
    @Status(HttpStatus.OK)
    OrderSummary cancel(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String orderId,
            @Nullable @Header("Idempotency-Key") String key) {
        return cancelling.byBuyer(caller.accountId(), orderId, key);
    }
}
