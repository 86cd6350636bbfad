package org.cunlu.orders.changing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.orders.OrderChanges.Changed;

/** Changes of own orders that cost more: what the county offers, and agreeing to it where it is paid in cash. */
@Controller("/api/shop")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
class OfferController {
    private final Offers offers;
    private final RoomAttempts attempts;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Clock clock;

    OfferController(
            Offers offers, RoomAttempts attempts, Idempotency idempotency, Transactions transactions, Clock clock) {
        this.offers = offers;
        this.attempts = attempts;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param state OPEN, LAPSED, DONE, REPLACED by a later one, or FAILED: it could not be done any more when it was paid
     * @param inCash whether one agrees to it; else one pays {@code moreFen}
     */
    @Serdeable
    @Schema(name = "OrderChange.Offer")
    record Shown(
            String offerId, String state, boolean inCash, long afterFen, long moreFen, Instant payBy, String reason) {}

    @Serdeable
    record Agreement(String offerId) {}

    /** The newest first. */
    @Get("/orders/{orderId}/change-offers")
    List<Shown> list(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String orderId) {
        Instant now = clock.instant();
        return transactions.read(() -> offers.of(caller.accountId(), orderId)).stream()
                .map(offer -> new Shown(
                        offer.offerId(),
                        offer.shown(now),
                        offer.inCash(),
                        offer.afterFen(),
                        offer.moreFen(),
                        offer.payBy(),
                        offer.reason()))
                .toList();
    }

    /** The order is changed now, and the new total is paid at pickup. What is paid online is paid instead. */
    @Post("/change-offers/{offerId}/agreement")
    @Status(HttpStatus.OK)
    Changed agree(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String offerId,
            @Nullable @Header("Idempotency-Key") String key) {
        return attempts.until(() -> idempotency.once(
                caller.accountId(),
                "orders.change-agreed",
                key,
                new Agreement(offerId),
                Changed.class,
                () -> offers.agreed(caller.accountId(), offerId)));
    }
}
