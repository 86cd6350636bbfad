package org.cunlu.logistics.release;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A release order without its lines. All but the ids, the state and the occasion is null while it is only opened.
 * @param levelCode whose authority decides: COUNTY, CITY, NATIONAL
 * @param alertId that opened it; null when a person proposed it
 * @param about commodity of which the alert speaks
 * @param occasion why, for people
 * @param validUntil not approved after it
 * @param deliverBy when the last place is to be served; null before it is approved
 * @param refillDue when as much is to be there again; null for a drill, and when no reserve was drawn
 */
@Serdeable
record Release(
        String releaseId,
        String countyCode,
        String levelCode,
        @Nullable String alertId,
        @Nullable String about,
        boolean drill,
        ReleaseState state,
        String occasion,
        @Nullable String purpose,
        @Nullable String transport,
        @Nullable Instant validUntil,
        @Nullable SharingRule sharing,
        @Nullable GivingWay givingWay,
        @Nullable String proposedBy,
        @Nullable Instant proposedAt,
        @Nullable String reviewedBy,
        @Nullable Instant reviewedAt,
        @Nullable String approvedBy,
        @Nullable Instant approvedAt,
        @Nullable Instant deliverBy,
        @Nullable Instant deliveredAt,
        @Nullable LocalDate refillDue,
        @Nullable LocalDate refilledOn,
        @Nullable Integer refillTold,
        Instant openedAt) {
    boolean expired(Instant now) {
        return validUntil != null && now.isAfter(validUntil);
    }

    /** At most so many pieces of a SKU. @param needPer1000 what 1,000 people need, in pieces @param priceFen of a piece; 0 for free */
    @Serdeable
    @Schema(name = "ReleaseLine")
    record Line(int lineNo, String commodity, String skuCode, long pieces, long needPer1000, long priceFen) {
        /** @return pieces, rounded up */
        long need(long people) {
            return Math.ceilDiv(Math.multiplyExact(people, needPer1000), 1_000L);
        }

        /** @return fen that so many of its pieces cost those who receive them */
        long due(long handed) {
            return Math.multiplyExact(handed, priceFen);
        }
    }

    /** Where a place is with it. */
    enum PlaceState {
        NAMED,
        WAITING,
        SENT,
        SERVED
    }

    /** A place that is served. @param metres from the hub @param hindrance why nothing leaves for it yet; null for nothing */
    @Serdeable
    @Schema(name = "ReleasePlace")
    record Place(
            String nodeCode,
            int people,
            long metres,
            PlaceState state,
            @Nullable Instant promisedAt,
            @Nullable String hindrance,
            @Nullable Instant servedAt,
            @Nullable String servedBy,
            @Nullable Instant lateToldAt) {
        static Place named(String nodeCode, int people, long metres) {
            return new Place(nodeCode, people, metres, PlaceState.NAMED, null, null, null, null, null);
        }
    }

    /** What a place needs, how it counts, what it gets and what its people have of it. */
    @Serdeable
    @Schema(name = "ReleaseShare")
    record Share(int lineNo, String nodeCode, long need, long weight, long pieces, long handed) {}

    /** Whose pieces they were. */
    enum Origin {
        RESERVE,
        SALE
    }

    /** Pieces of a lot for a place. @param transferId that carries them; null until then */
    @Serdeable
    @Schema(name = "ReleaseDraw")
    record Draw(
            int lineNo,
            String toNode,
            String fromNode,
            String skuCode,
            String lotCode,
            Origin origin,
            @Nullable String programme,
            @Nullable String holding,
            @Nullable String ownerLevel,
            long grams,
            long pieces,
            @Nullable String transferId) {}

    /**
     * Sale stock that was taken, sold or not, for which its level owes the list price of its day.
     * @param sellerCode whose offer is served from there; null for the co-operative itself @param priceFen of a piece
     */
    @Serdeable
    @Schema(name = "ReleaseWorth")
    record Worth(
            int lineNo,
            String nodeCode,
            String skuCode,
            @Nullable String sellerCode,
            long pieces,
            long priceFen) {
        long fen() {
            return Math.multiplyExact(pieces, priceFen);
        }
    }

    /** An order that gave way. */
    @Serdeable
    @Schema(name = "ReleaseCall")
    record Call(
            String callId,
            String orderId,
            String barcode,
            String skuCode,
            String nodeCode,
            long pieces,
            GivingWay givingWay,
            Instant calledAt) {}

    /** @param from null for the first */
    @Serdeable
    @Schema(name = "ReleaseStep")
    record Step(
            @Nullable ReleaseState from,
            ReleaseState to,
            String actor,
            Instant at,
            @Nullable String why) {}
}
