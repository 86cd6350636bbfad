package org.cunlu.orders.paying;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.PaymentView;

/** Paying one's own group through a gateway. */
@Controller("/api/shop/order-groups/{groupId}/payments")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
class PaymentController {
    private final Paying paying;

    PaymentController(Paying paying) {
        this.paying = paying;
    }

    @Serdeable
    record Ask(@NotBlank @Size(max = 16) String gateway) {}

    /**
     * @param status CAPTURED where it was paid at once, from the balance
     * @param chargeId the gateway's own number of it; null where it has none yet
     * @param payUrl where the buyer pays, at the gateway: an address, or what a QR code holds; empty when there is nowhere to go
     */
    @Serdeable
    record Started(
            String paymentId,
            PaymentView.Status status,
            @Nullable String chargeId,
            String payUrl,
            long amountFen) {}

    /** Starts a payment of all that is unpaid in the group. That it was paid is learnt from the gateway, not from here. */
    @Post
    @Status(HttpStatus.CREATED)
    Started pay(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String groupId,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Ask ask) {
        Payment payment = paying.pay(caller.accountId(), groupId, key, ask.gateway());
        return new Started(
                payment.paymentId(), payment.status(), payment.chargeId(), payment.payUrl(), payment.amountFen());
    }
}
