package org.cunlu.orders.assisted;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
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
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CartView;
import org.cunlu.orders.CounterCash;
import org.cunlu.orders.CounterOrders;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.LinkPayments;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.Quote;

/** A keeper orders for a villager at his counter. */
@Controller("/api/station/assisted")
@Secured("STATION_KEEPER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class AssistedController {
    private final CounterOrders counter;

    AssistedController(CounterOrders counter) {
        this.counter = counter;
    }

    @Serdeable
    @Schema(name = "Assisting.Opened")
    record Opened(String assistedId) {}

    /** @param quantity read as it was written, because a reader of whole numbers would take 1.5 for 1 */
    @Serdeable
    record Pieces(@NotNull BigDecimal quantity) {
        int whole() {
            try {
                return quantity.intValueExact();
            } catch (ArithmeticException e) {
                return 0;
            }
        }
    }

    /** @param fen what the villager gave; it must be what is due */
    @Serdeable
    record Cash(@NotNull @Positive Long fen) {}

    @Serdeable
    record Ask(@NotNull PaymentChoice payment) {}

    @Post
    @Status(HttpStatus.CREATED)
    Opened open(
            @Parameter(hidden = true) Caller caller,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid CounterOrders.Opening opening) {
        return new Opened(counter.open(caller, key, opening));
    }

    /** The caller's own, the newest first. */
    @Get
    Page<CounterOrders.Listed> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return counter.list(caller, cursor, Page.limit(limit));
    }

    @Get("/{assistedId}")
    CounterOrders.Shown show(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String assistedId) {
        return counter.show(caller, assistedId);
    }

    /** Sets how many pieces of an offer shall be bought. */
    @Put("/{assistedId}/lines/{offerId}")
    CartView put(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String assistedId,
            @PathVariable @Size(max = 32) String offerId,
            @Body @Valid Pieces body) {
        return counter.put(caller, assistedId, offerId, body.whole());
    }

    @Delete("/{assistedId}/lines/{offerId}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String assistedId,
            @PathVariable @Size(max = 32) String offerId) {
        counter.remove(caller, assistedId, offerId);
    }

    @Post("/{assistedId}/quote")
    @Status(HttpStatus.OK)
    Quote quote(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String assistedId,
            @Body @Valid Ask ask) {
        return counter.quote(caller, assistedId, ask.payment());
    }

    /** Places it, once: asked again it answers what was placed. */
    @Post("/{assistedId}/order")
    @Status(HttpStatus.CREATED)
    GroupView place(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String assistedId,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid CounterOrders.Order order) {
        return counter.place(caller, assistedId, key, order);
    }

    /** Gives it up before it is placed. */
    @Delete("/{assistedId}")
    @Status(HttpStatus.NO_CONTENT)
    void abandon(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String assistedId) {
        counter.abandon(caller, assistedId);
    }

    /** A new link by which the villager pays himself; one made before is void. */
    @Post("/{assistedId}/pay-link")
    @Status(HttpStatus.CREATED)
    LinkPayments.Link payLink(
            @Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String assistedId) {
        return counter.payLink(caller, assistedId);
    }

    /** The villager pays what was placed to be paid online, in cash and at once; it lies in the station's drawer. */
    @Post("/{assistedId}/cash")
    @Status(HttpStatus.CREATED)
    CounterCash.Receipt cash(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String assistedId,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Cash taken) {
        return counter.take(caller, assistedId, key, taken.fen());
    }

    /** The receipt of what was taken, to be printed or read out again. */
    @Get("/{assistedId}/cash")
    CounterCash.Receipt receipt(
            @Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String assistedId) {
        return counter.receipt(caller, assistedId).orElseThrow(ProblemException::notFound);
    }
}
