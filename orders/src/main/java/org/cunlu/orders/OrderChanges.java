package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import org.cunlu.accounts.Recipient;
import org.cunlu.kernel.caller.Caller;

/**
 * Orders that operators change for their buyers until they are picked, in the operator's own counties; another county's are as if
 * they were not there.
 */
public interface OrderChanges {
    int REASON_MAX = 200;
    int PIECES_MAX = 9_999;

    /** @throws org.cunlu.kernel.problem.ProblemException 404 */
    Card card(Caller operator, String orderId);

    /**
     * What it would come to; nothing is done.
     * @throws org.cunlu.kernel.problem.ProblemException 404; 409 {@code own-submission}, {@code too-late}, {@code not-changeable},
     *     {@code change-splits}, {@code sold-out}; 400 {@code line-unknown}, {@code village-unknown}
     */
    Changed ask(Caller operator, String orderId, Wanted wanted);

    /**
     * Does it, or offers it to its buyer where it costs more, or lets it wait for another operator where it goes elsewhere.
     * @param code of the second factor
     * @param key by which the same again is known
     * @throws org.cunlu.kernel.problem.ProblemException as {@link #ask}; 403 {@code second-factor-needed}; 409 {@code total-changed}
     */
    Changed change(Caller operator, String orderId, Wanted wanted, @Nullable String code, @Nullable String key);

    /**
     * How an order shall be.
     * @param destination where it shall go, also when that is where it goes already
     * @param recipient null for the same
     * @param quantities of lines that change; the others stay as they are
     * @param quotedTotalFen what it shall cost, as was told; null to be told
     * @param reason for the buyer and the trail, naming nobody
     */
    @Serdeable
    @Schema(name = "OrderChange.Wanted")
    record Wanted(
            @NotNull @Valid Destination destination,
            @Nullable @Valid Recipient recipient,
            @Nullable @Size(max = 200) List<@NotNull @Valid Line> quantities,
            @Nullable @Positive Long quotedTotalFen,
            @NotBlank @Size(max = REASON_MAX) String reason) {
        /** @param quantity 0 leaves it out */
        @Serdeable
        @Schema(name = "OrderChange.Line")
        public record Line(
                @Positive int lineNo,
                @PositiveOrZero @Max(PIECES_MAX) int quantity) {}

        public Wanted {
            quantities = quantities == null ? List.of() : List.copyOf(quantities);
        }

        /** @return where to, to whom and how much: what two operators must say alike; blanks do not count */
        public String said() {
            var said = new StringJoiner("\n");
            said.add(String.valueOf(destination));
            if (recipient != null) {
                said.add(recipient.name()).add(recipient.phone()).add(String.valueOf(recipient.address()));
            }
            quantities.stream()
                    .sorted(Comparator.comparingInt(Line::lineNo).thenComparingInt(Line::quantity))
                    .forEach(line -> said.add(line.toString()));
            return said.toString().replaceAll("[ \\t\u3000]", "");
        }

        /** Hides the recipient from logs. */
        @Override
        public String toString() {
            return "Wanted[" + quantities + ", " + quotedTotalFen + "]";
        }
    }

    /**
     * What a change comes to.
     * @param orderId of the order that is there instead; null while it is only asked what it would cost, or waits
     * @param backFen what goes back to the buyer
     * @param moreFen what he is to pay first, or, in cash, to agree to; 0 where it costs no more
     * @param offerId what he pays or agrees to; null when nothing was offered
     * @param payBy when the offer lapses
     * @param secondPerson whether another operator has to say the same before it is done, because it would go elsewhere or to
     *     somebody else
     */
    @Serdeable
    @Schema(name = "OrderChange.Changed")
    record Changed(
            @Nullable String orderId,
            long beforeFen,
            long afterFen,
            long backFen,
            long moreFen,
            @Nullable String offerId,
            @Nullable Instant payBy,
            boolean secondPerson,
            Instant promisedAt,
            Quote quote) {
        /** @return what it would be, with nothing done */
        public Changed asked() {
            return new Changed(
                    null, beforeFen, afterFen, backFen, moreFen, null, null, secondPerson, promisedAt, quote);
        }

        public Changed offered(String id, Instant until) {
            return new Changed(null, beforeFen, afterFen, backFen, moreFen, id, until, secondPerson, promisedAt, quote);
        }
    }

    /**
     * An order as an operator sees it who may change it.
     * @param recipient masked; null where he was forgotten
     * @param stays where it goes, said as a wish; null where no village is served from its station any more
     * @param hindrance code of why it cannot be changed now; null where it can
     * @param from the order whose place it took; null for one that was placed  @param into the one that took its place
     * @param waits what one operator said and another has not said yet; null for none
     * @param offers what its buyer was offered for more money, the newest first
     */
    record Card(
            Order order,
            List<OrderLine> lines,
            @Nullable Recipient recipient,
            @Nullable Destination stays,
            @Nullable String hindrance,
            @Nullable String from,
            @Nullable String into,
            @Nullable Waits waits,
            List<Offered> offers) {
        public Card {
            lines = List.copyOf(lines);
            offers = List.copyOf(offers);
        }
    }

    /** @param own whether the caller said it himself */
    record Waits(boolean own, Instant since, Instant until) {}

    /** @param state OPEN, LAPSED, DONE, REPLACED, FAILED */
    record Offered(String offerId, String state, long afterFen, long moreFen, Instant payBy, String reason) {}
}
