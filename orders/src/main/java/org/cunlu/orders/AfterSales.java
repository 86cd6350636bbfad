package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.logistics.Shipments;
import org.cunlu.orders.Reversal.Fault;

/** The words of after-sales, in which buyer, seller and county speak of a request. */
public interface AfterSales {
    int PHOTOS_MAX = 6;
    int WORDS_MAX = 500;

    /** What a buyer asks for. */
    enum Kind {
        /** 退货退款: the goods go back, then the money does. */
        RETURN,
        /** 换货: the goods go back, and the same ones come once they are handed in. */
        EXCHANGE,
        /** 理赔: an amount for what is damaged, short, wrong or late; the goods stay. */
        CLAIM,
        /** 仅退款: the worth of the pieces; the goods stay. */
        REFUND_ONLY;

        /** @return whether goods go back */
        public boolean goodsBack() {
            return this == RETURN || this == EXCHANGE;
        }
    }

    /** Why, with what may be asked for it and whose fault it is unless the county finds otherwise. */
    enum Reason {
        /** 七天无理由. */
        NO_REASON(Fault.NOBODY, Kind.RETURN),
        DAMAGED(Fault.SELLER, Kind.RETURN, Kind.EXCHANGE, Kind.CLAIM, Kind.REFUND_ONLY),
        /** Fewer pieces than were told. */
        SHORT(Fault.SELLER, Kind.CLAIM, Kind.REFUND_ONLY),
        WRONG(Fault.SELLER, Kind.RETURN, Kind.EXCHANGE, Kind.CLAIM, Kind.REFUND_ONLY),
        NOT_AS_DESCRIBED(Fault.SELLER, Kind.RETURN, Kind.EXCHANGE, Kind.CLAIM),
        SPOILED(Fault.SELLER, Kind.CLAIM, Kind.REFUND_ONLY),
        /** It came later than promised: for the carriage, and not the seller's, so the county decides. */
        LATE(Fault.PLATFORM, Kind.CLAIM);

        private final Fault fault;
        private final Set<Kind> kinds;

        Reason(Fault fault, Kind... kinds) {
            this.fault = fault;
            this.kinds = EnumSet.of(kinds[0], kinds);
        }

        public Fault fault() {
            return fault;
        }

        public boolean allows(Kind kind) {
            return kinds.contains(kind);
        }

        /** @return whether a photo must show it */
        public boolean shown() {
            return this != NO_REASON && this != LATE;
        }
    }

    /** How a request stands, with the table of steps that it may take. Nothing else moves one. */
    enum State {
        /** The seller is to answer. */
        ASKED,
        /** The seller offers an amount instead; the buyer is to answer. */
        OFFERED,
        /** The seller declines; the buyer may go to the county. */
        DECLINED,
        /** The county decides. */
        DISPUTED,
        /** Agreed: the buyer is to hand the goods in. */
        AWAITING_GOODS,
        ON_THE_WAY,
        /** Money is owed back, or the replacement is sent and the goods are home. */
        SETTLED,
        /** Ended without: by the buyer, by nobody in time, by the county. */
        WITHDRAWN,
        LAPSED,
        REJECTED;

        private static final Map<State, Set<State>> STEPS = Map.of(
                ASKED, EnumSet.of(AWAITING_GOODS, SETTLED, OFFERED, DECLINED, DISPUTED, WITHDRAWN),
                OFFERED, EnumSet.of(SETTLED, DISPUTED, WITHDRAWN, LAPSED),
                DECLINED, EnumSet.of(DISPUTED, WITHDRAWN, LAPSED),
                DISPUTED, EnumSet.of(AWAITING_GOODS, SETTLED, REJECTED, WITHDRAWN),
                AWAITING_GOODS, EnumSet.of(ON_THE_WAY, WITHDRAWN, LAPSED),
                // What comes home otherwise than it was told is the county's; lost on its way is nobody's fault of the
                // buyer.
                ON_THE_WAY, EnumSet.of(SETTLED, DISPUTED),
                SETTLED, EnumSet.noneOf(State.class),
                WITHDRAWN, EnumSet.noneOf(State.class),
                LAPSED, EnumSet.noneOf(State.class),
                REJECTED, EnumSet.noneOf(State.class));

        /** @return those that may come next */
        public Set<State> next() {
            return Set.copyOf(STEPS.get(this));
        }

        public boolean leadsTo(State next) {
            return STEPS.get(this).contains(next);
        }

        public boolean open() {
            return !STEPS.get(this).isEmpty();
        }
    }

    /** What was done. */
    enum Act {
        ASKED,
        /** To the county at once: it is not the seller's. */
        ASKED_COUNTY,
        ACCEPTED,
        /** The seller did not answer in time. */
        ACCEPTED_BY_SILENCE,
        OFFERED,
        OFFER_TAKEN,
        OFFER_REFUSED,
        DECLINED,
        DISPUTED,
        /** Nobody answered in time, and it is too much to be given by silence. */
        DISPUTED_BY_SILENCE,
        DECIDED,
        HANDED_IN,
        CAME_HOME,
        CAME_HOME_OTHERWISE,
        LOST_ON_THE_WAY,
        WITHDRAWN,
        LAPSED
    }

    enum Side {
        BUYER,
        SELLER,
        COUNTY
    }

    /** Pieces of a line; line 0 is the carriage. @param fen of the money, once it is settled */
    @Serdeable
    record Part(int lineNo, String skuCode, int pieces, long fen) {}

    /** A step as it is shown: what was done, not who of ours did it. @param fen offered or settled; null without money */
    @Serdeable
    record Step(Instant at, Act act, State state, @Nullable Long fen) {}

    @Serdeable
    record Word(Side side, String said, Instant at) {}

    @Serdeable
    record Piece(
            @NotNull @Positive @Max(1_000) Integer lineNo,
            @NotNull @Positive @Max(9_999) Integer pieces) {}

    /**
     * What a buyer wants.
     * @param lines null or empty for what came late: then it is about the carriage
     * @param fen what a claim asks for; null for all that the pieces are worth
     * @param opened whether any of it was opened or used
     */
    @Serdeable
    record Wanted(
            @NotBlank @Size(max = 13) String orderId,
            @NotNull Kind kind,
            @NotNull Reason reason,
            @Nullable @Size(max = 100) List<@Valid @NotNull Piece> lines,
            @Nullable @Positive Long fen,
            @Nullable Boolean opened,
            @Nullable @Size(min = 1, max = WORDS_MAX) String words,
            @Nullable @Size(max = PHOTOS_MAX) List<@NotBlank @Size(max = 13) String> photos) {
        public List<Piece> pieces() {
            return lines == null ? List.of() : lines;
        }

        public List<String> pictures() {
            return photos == null ? List.of() : photos;
        }
    }

    /** How a request stands after an act. */
    @Serdeable
    record Done(String requestId, State state) {}

    /**
     * A request as both sides and the county see it; it names nobody.
     * @param fault whose it is; of what is not decided, as the reason says
     * @param askedFen most that it comes to @param settledFen what goes back; null until it is settled
     * @param returnCode with which its buyer hands the goods in; null for others, and when there is nothing to hand in
     * @param barcode of the parcel that goes home; null before
     * @param replacementId under which the replacement is tracked; null without one
     * @param pickupCode for the replacement, once it lies ready; null for others
     * @param tracking of the parcel that goes home; null before
     * @param dueAt until when whoever's turn it is has time
     */
    @Serdeable
    record View(
            String requestId,
            String orderId,
            String sellerCode,
            Kind kind,
            Reason reason,
            State state,
            Fault fault,
            @Nullable String payer,
            List<Part> lines,
            long askedFen,
            @Nullable Long offeredFen,
            @Nullable Long settledFen,
            @Nullable String returnCode,
            @Nullable String barcode,
            @Nullable String replacementId,
            @Nullable String pickupCode,
            Shipments.@Nullable Tracking tracking,
            Instant askedAt,
            @Nullable Instant dueAt,
            List<Step> history,
            List<Word> words,
            List<String> photos) {}

    /** A request in a list. */
    @Serdeable
    record Short(
            String requestId,
            String orderId,
            String sellerCode,
            Kind kind,
            Reason reason,
            State state,
            long askedFen,
            @Nullable Long settledFen,
            Instant askedAt,
            @Nullable Instant dueAt) {}
}
