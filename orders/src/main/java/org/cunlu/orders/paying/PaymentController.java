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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.PaymentView;

/** Paying one's own group through a gateway, or what a change of an order costs more. */
@Controller("/api/shop")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
class PaymentController {
    private final Paying paying;
    private final PayingMore more;

    PaymentController(Paying paying, PayingMore more) {
        this.paying = paying;
        this.more = more;
    }

    /** @param payer who pays within the gateway's own app, as it knows him (WeChat: openid); absent where a code is scanned */
    @Serdeable
    record Ask(
            @NotBlank @Size(max = 16) String gateway,

            @Nullable @Pattern(regexp = "[A-Za-z0-9_-]{1,128}")
            String payer) {}

    /**
     * @param status CAPTURED where it was paid at once, from the balance
     * @param chargeId the gateway's own number of it; null where it has none yet
     * @param payUrl where the buyer pays, at the gateway: an address, or what a QR code holds; empty when there is nowhere to go
     * @param invocation what a page within the gateway's app hands to it; empty otherwise
     */
    @Serdeable
    record Started(
            String paymentId,
            PaymentView.Status status,
            @Nullable String chargeId,
            String payUrl,
            long amountFen,
            Map<String, String> invocation) {}

    /** Starts a payment of all that is unpaid in the group. That it was paid is learnt from the gateway, not from here. */
    @Post("/order-groups/{groupId}/payments")
    @Status(HttpStatus.CREATED)
    Started pay(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String groupId,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Ask ask) {
        return started(paying.pay(caller.accountId(), groupId, key, ask.gateway(), ask.payer()));
    }

    /** Starts a payment of the difference. The order is changed when it was paid in time, and the money goes back where it cannot be. */
    @Post("/change-offers/{offerId}/payments")
    @Status(HttpStatus.CREATED)
    Started payMore(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String offerId,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Ask ask) {
        return started(more.pay(caller.accountId(), offerId, key, ask.gateway(), ask.payer()));
    }

    private Started started(Payment payment) {
        return new Started(
                payment.paymentId(),
                payment.status(),
                payment.chargeId(),
                payment.payUrl(),
                payment.amountFen(),
                paying.invocation(payment));
    }
}
