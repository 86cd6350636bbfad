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
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.ServedVillagers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CartDesk;
import org.cunlu.orders.CartView;
import org.cunlu.orders.CounterCash;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.InputPurpose;
import org.cunlu.orders.Orders;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.Quote;

/** A keeper orders for a villager at his counter. */
@Controller("/api/station/assisted")
@Secured("STATION_KEEPER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class AssistedController {
    private static final String CODE = "[0-9A-Za-z._-]{1,32}";
    /** Nothing that cannot be seen, or that turns the writing round. */
    private static final String SEEN = "[^\\p{C}\\p{Zl}\\p{Zp}]*";

    private final Assisting assisting;
    private final PayLinks links;
    private final CartDesk carts;
    private final CounterCash cash;
    private final Orders orders;

    AssistedController(Assisting assisting, PayLinks links, CartDesk carts, CounterCash cash, Orders orders) {
        this.assisting = assisting;
        this.links = links;
        this.carts = carts;
        this.cash = cash;
        this.orders = orders;
    }

    /**
     * That the villager wants this order. @param way PAPER or VOICE @param on the day he said so
     * @param reference where paper or recording lies
     */
    @Serdeable
    record Consent(
            @NotNull Consents.Way way,
            @NotNull LocalDate on,

            @NotBlank @Size(max = 200) @Pattern(regexp = SEEN)
            String reference) {
        @Override
        public String toString() {
            return "Consent[" + way + "]";
        }
    }

    /**
     * @param stationCode which of the keeper's stations; may be left out by one who has only one
     * @param phone the villager's own or one at which he is reached
     * @param birthDate nobody orders for a minor here
     */
    @Serdeable
    record Opening(
            @Nullable @Size(max = 32) String stationCode,

            @NotBlank @Size(max = 60) @Pattern(regexp = SEEN)
            String name,

            @NotBlank @Size(max = 30) String phone,
            @NotNull @Pattern(regexp = CODE) String villageCode,
            @NotNull LocalDate birthDate,
            @NotNull @Valid Consent consent) {
        ServedVillagers.Villager villager(String station) {
            return new ServedVillagers.Villager(station, name.strip(), MobileNumber.of(phone), villageCode, birthDate);
        }

        ServedVillagers.Agreed agreed() {
            return new ServedVillagers.Agreed(consent.way(), consent.on(), consent.reference());
        }

        @Override
        public String toString() {
            return "Opening";
        }
    }

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

    /** As a buyer's own order. @param consentCode what the villager says from his phone, where subsidies are taken */
    @Serdeable
    record Order(
            @Positive long quotedTotalFen,
            @NotNull PaymentChoice payment,
            @Nullable @Size(max = 200) List<@NotNull Instant> quotedArrivals,
            @Nullable Boolean backorder,
            @Nullable @Size(max = 200) List<@NotNull @Valid InputPurpose> purposes,
            @Nullable Boolean weighing,
            @Nullable @Pattern(regexp = "[0-9]{6}") String consentCode) {
        /** Hides the code from logs. */
        @Override
        public String toString() {
            return "Order[" + quotedTotalFen + "]";
        }
    }

    /** @param groupId null until it is placed */
    @Serdeable
    record Listed(
            String assistedId,
            String nodeCode,
            Assisted.State state,
            Consents.Way consentWay,
            LocalDate consentOn,
            Instant openedAt,
            @Nullable String groupId) {
        static Listed of(Assisted one) {
            return new Listed(
                    one.assistedId(),
                    one.nodeCode(),
                    one.state(),
                    one.consentWay(),
                    one.consentOn(),
                    one.openedAt(),
                    one.groupId());
        }
    }

    /** @param cart null once it is not open any more @param group null until it is placed */
    @Serdeable
    record Shown(
            Listed assisted,
            @Nullable CartView cart,
            @Nullable GroupView group) {}

    @Post
    @Status(HttpStatus.CREATED)
    Assisting.Opened open(
            @Parameter(hidden = true) Caller caller,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Opening opening) {
        return assisting.open(caller, key, opening);
    }

    /** The caller's own, the newest first. */
    @Get
    Page<Listed> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        return Page.of(
                assisting.list(caller, cursor, most + 1).stream()
                        .map(Listed::of)
                        .toList(),
                most,
                Listed::assistedId);
    }

    @Get("/{assistedId}")
    Shown show(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String assistedId) {
        Assisted one = assisting.find(caller, assistedId);
        return new Shown(
                Listed.of(one),
                one.state() == Assisted.State.OPEN ? carts.show(assistedId) : null,
                one.groupId() == null
                        ? null
                        : orders.group(one.accountId(), one.groupId()).orElse(null));
    }

    /** Sets how many pieces of an offer shall be bought. */
    @Put("/{assistedId}/lines/{offerId}")
    CartView put(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String assistedId,
            @PathVariable @Size(max = 32) String offerId,
            @Body @Valid Pieces body) {
        assisting.open(caller, assistedId);
        return carts.put(assistedId, offerId, body.whole());
    }

    @Delete("/{assistedId}/lines/{offerId}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String assistedId,
            @PathVariable @Size(max = 32) String offerId) {
        assisting.open(caller, assistedId);
        carts.remove(assistedId, offerId);
    }

    @Post("/{assistedId}/quote")
    @Status(HttpStatus.OK)
    Quote quote(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String assistedId,
            @Body @Valid Ask ask) {
        return assisting.quote(caller, assistedId, ask.payment());
    }

    /** Places it, once: asked again it answers what was placed. */
    @Post("/{assistedId}/order")
    @Status(HttpStatus.CREATED)
    GroupView place(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String assistedId,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Order order) {
        return assisting.place(caller, assistedId, key, order);
    }

    /** Gives it up before it is placed. */
    @Delete("/{assistedId}")
    @Status(HttpStatus.NO_CONTENT)
    void abandon(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String assistedId) {
        assisting.abandon(caller, assistedId);
    }

    /** A new link by which the villager pays himself; one made before is void. */
    @Post("/{assistedId}/pay-link")
    @Status(HttpStatus.CREATED)
    PayLinks.Link payLink(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String assistedId) {
        return links.make(caller, assistedId);
    }

    /** The villager pays what was placed to be paid online, in cash and at once; it lies in the station's drawer. */
    @Post("/{assistedId}/cash")
    @Status(HttpStatus.CREATED)
    CounterCash.Receipt cash(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String assistedId,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Cash taken) {
        Assisted one = assisting.placed(caller, assistedId);
        return cash.take(
                new CounterCash.Wanted(one.groupId(), one.accountId(), one.nodeCode(), caller.accountId(), taken.fen()),
                key);
    }

    /** The receipt of what was taken, to be printed or read out again. */
    @Get("/{assistedId}/cash")
    CounterCash.Receipt receipt(
            @Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String assistedId) {
        return cash.receipt(assisting.placed(caller, assistedId).groupId()).orElseThrow(ProblemException::notFound);
    }
}
