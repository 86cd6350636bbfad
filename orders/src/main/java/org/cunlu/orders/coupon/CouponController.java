package org.cunlu.orders.coupon;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.Destination;
import org.cunlu.orders.PaymentChoice;

/** The caller's coupons. */
@Controller("/api/shop/coupons")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class CouponController {
    private final Claiming claiming;
    private final Looking looking;
    private final Idempotency idempotency;

    CouponController(Claiming claiming, Looking looking, Idempotency idempotency) {
        this.claiming = claiming;
        this.looking = looking;
        this.idempotency = idempotency;
    }

    @Serdeable
    record Claim(@NotBlank @Size(max = 13) String promotionId) {}

    /** @param code as it was given out; capitals or not */
    @Serdeable
    record Redeem(@NotBlank @Size(max = 40) String code) {}

    @Serdeable
    record Ask(
            @NotNull @Valid Destination destination,
            @NotNull PaymentChoice payment) {}

    /** The newest first, at most 200. */
    @Get
    Page<Looking.Own> own(@Parameter(hidden = true) Caller caller) {
        return new Page<>(looking.own(caller.accountId()), null);
    }

    /** What can be claimed without a code. */
    @Get("/claimable")
    Page<Looking.Claimable> claimable() {
        return new Page<>(looking.claimable(), null);
    }

    /** Claims one, up to each buyer's limit while there are any. */
    @Post("/claim")
    @Status(HttpStatus.CREATED)
    Looking.Own claim(
            @Parameter(hidden = true) Caller caller,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Claim claim) {
        return idempotency.once(
                caller.accountId(),
                "orders.coupon-claim",
                key,
                claim,
                Looking.Own.class,
                () -> looking.view(claiming.claim(caller.accountId(), claim.promotionId())));
    }

    /** Claims one by its code. */
    @Post("/redeem")
    @Status(HttpStatus.CREATED)
    Looking.Own redeem(
            @Parameter(hidden = true) Caller caller,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Redeem redeem) {
        return idempotency.once(
                caller.accountId(),
                "orders.coupon-redeem",
                key,
                redeem,
                Looking.Own.class,
                () -> looking.view(claiming.redeem(caller.accountId(), redeem.code())));
    }

    /** Which of them can be used for the cart, alone, and why the others cannot; changes nothing. */
    @Post("/usable")
    @Status(HttpStatus.OK)
    List<Looking.Tried> usable(@Parameter(hidden = true) Caller caller, @Body @Valid Ask ask) {
        return looking.tried(caller.accountId(), ask.destination(), ask.payment());
    }
}
