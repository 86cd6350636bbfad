package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.ServedVillagers;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/**
 * A keeper orders at his counter for a villager of his station (代下单). Each has to do with his own assisted orders only, at
 * stations that he keeps now; another's is as one that does not exist.
 */
public interface CounterOrders {
    /** How an assisted order stands. */
    enum State {
        /** Its cart is filled. */
        OPEN,
        PLACED,
        /** Given up, or left alone for too long. */
        ABANDONED
    }

    /**
     * That the villager wants this order. @param way PAPER or VOICE @param on the day he said so
     * @param reference where paper or recording lies
     */
    @Serdeable
    @Schema(name = "AssistedController.Consent")
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

    /** Nothing that cannot be seen, or that turns the writing round. */
    String SEEN = "[^\\p{C}\\p{Zl}\\p{Zp}]*";

    /**
     * @param stationCode which of the keeper's stations; may be left out by one who has only one
     * @param phone the villager's own or one at which he is reached
     * @param birthDate nobody orders for a minor here
     */
    @Serdeable
    @Schema(name = "AssistedController.Opening")
    record Opening(
            @Nullable @Size(max = 32) String stationCode,

            @NotBlank @Size(max = 60) @Pattern(regexp = SEEN)
            String name,

            @NotBlank @Size(max = 30) String phone,

            @NotNull @Pattern(regexp = "[0-9A-Za-z._-]{1,32}")
            String villageCode,

            @NotNull LocalDate birthDate,
            @NotNull @Valid Consent consent) {
        public ServedVillagers.Villager villager(String station) {
            return new ServedVillagers.Villager(station, name.strip(), MobileNumber.of(phone), villageCode, birthDate);
        }

        public ServedVillagers.Agreed agreed() {
            return new ServedVillagers.Agreed(consent.way(), consent.on(), consent.reference());
        }

        @Override
        public String toString() {
            return "Opening";
        }
    }

    /** As a buyer's own order. @param consentCode what the villager says from his phone, where subsidies are taken */
    @Serdeable
    @Schema(name = "AssistedController.Order")
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

    /** @param villager his name, masked; null once it is not open any more @param groupId null until it is placed */
    @Serdeable
    @Schema(name = "AssistedController.Listed")
    record Listed(
            String assistedId,
            String nodeCode,
            String villageCode,
            @Nullable String villager,
            State state,
            Consents.Way consentWay,
            LocalDate consentOn,
            Instant openedAt,
            @Nullable String groupId) {}

    /** @param cart null once it is not open any more @param group null until it is placed */
    @Serdeable
    @Schema(name = "AssistedController.Shown")
    record Shown(
            Listed assisted,
            @Nullable CartView cart,
            @Nullable GroupView group) {}

    /** @param subsidyFen what he is told of @param validUntil when his code ends */
    @Serdeable
    @Schema(name = "SubsidyConsent.Sent")
    record ConsentSent(long subsidyFen, Instant validUntil) {}

    /**
     * @return id of what is open now
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code village-of-another-station}, {@code guardian-needed}; 403
     *     {@code own-order}; 429 {@code too-many-assisted}; as {@link ServedVillagers#serve}
     */
    String open(Caller keeper, @Nullable String key, Opening opening);

    Shown show(Caller keeper, String assistedId);

    /** The keeper's own, the newest first. */
    Page<Listed> list(Caller keeper, @Nullable String cursor, int limit);

    /** @throws org.cunlu.kernel.problem.ProblemException 409 {@code assisted-ended}; as {@link CartDesk#put} */
    CartView put(Caller keeper, String assistedId, String offerId, int quantity);

    void remove(Caller keeper, String assistedId, String offerId);

    /** @throws org.cunlu.kernel.problem.ProblemException 409 {@code assisted-ended}; as {@link Quotes#quote} */
    Quote quote(Caller keeper, String assistedId, PaymentChoice payment);

    /** Places it, once: asked again it answers what was placed. */
    GroupView place(Caller keeper, String assistedId, @Nullable String key, Order order);

    /** Gives it up before it is placed. */
    void abandon(Caller keeper, String assistedId);

    /** A new link by which the villager pays himself; one made before is void. */
    LinkPayments.Link payLink(Caller keeper, String assistedId);

    /** He pays what was placed to be paid online in cash and at once; as {@link CounterCash#take}. */
    CounterCash.Receipt take(Caller keeper, String assistedId, @Nullable String key, long fen);

    Optional<CounterCash.Receipt> receipt(Caller keeper, String assistedId);

    /** Sends a code to the villager's own phone; one sent before is void. @throws org.cunlu.kernel.problem.ProblemException 409 {@code no-subsidy}, {@code no-phone} */
    ConsentSent sendConsent(Caller keeper, String assistedId, PaymentChoice payment);

    /** @return what is on sale of what this keeper ordered most often at this station lately, the most often first */
    List<Offer> often(Caller keeper, String stationCode, int limit);
}
