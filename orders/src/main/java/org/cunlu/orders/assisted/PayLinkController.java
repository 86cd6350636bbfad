package org.cunlu.orders.assisted;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.cunlu.orders.LinkPayments;
import org.cunlu.orders.PaymentStarts;

/** Paying by a link that somebody was given; the link is all he needs. */
@Controller("/api/shop/pay-links/{token}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class PayLinkController {
    private final LinkPayments links;

    PayLinkController(LinkPayments links) {
        this.links = links;
    }

    @Serdeable
    record Ask(@NotBlank @Size(max = 16) String gateway) {}

    /** What is to be paid. */
    @Get
    LinkPayments.Bill show(@PathVariable @Size(max = 64) String token) {
        return links.show(token);
    }

    /** Starts a payment of it, as its buyer would. */
    @Post("/payments")
    @Status(HttpStatus.CREATED)
    PaymentStarts.Started pay(
            @PathVariable @Size(max = 64) String token,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Ask ask) {
        return links.pay(token, key, ask.gateway());
    }
}
