package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** Releases of reserve stock (动用令): proposed by the level's officer, reviewed, decided by its authority, and carried out. */
public interface Releases {
    /** Acts that ask for a fresh second factor, by their names in the trail. */
    String REVIEW = "logistics.release-review";

    String APPROVE = "logistics.release-approve";
    String REFUSE = "logistics.release-refuse";

    /**
     * @param state OPENED, PROPOSED, REVIEWED, APPROVED, BOOKED, DELIVERED, REJECTED, WITHDRAWN or EXPIRED
     * @param validUntil not approved after it @param deliverBy null before it is approved
     */
    record Brief(
            String releaseId,
            String levelCode,
            boolean drill,
            String state,
            String occasion,
            Instant openedAt,
            @Nullable Instant validUntil,
            @Nullable Instant deliverBy,
            @Nullable Instant deliveredAt) {}

    /** At most so many pieces of a SKU. @param needPer1000 what 1,000 people need, in pieces @param priceFen of a piece; 0 for free */
    record Line(int lineNo, String commodity, String skuCode, long pieces, long needPer1000, long priceFen) {}

    /** @param state NAMED, WAITING, SENT or SERVED @param hindrance why nothing leaves for it yet */
    record Place(
            String nodeCode,
            int people,
            String state,
            @Nullable Instant promisedAt,
            @Nullable String hindrance,
            @Nullable Instant servedAt) {}

    /** What a place needs, gets and has handed out of a line. */
    record Share(int lineNo, String nodeCode, long need, long pieces, long handed) {}

    /** Pieces of a lot. @param toNode null while it is only planned @param fromLevel null for sale stock */
    record Draw(
            int lineNo,
            @Nullable String toNode,
            String fromNode,
            @Nullable String fromLevel,
            @Nullable String holding,
            String lotCode,
            long pieces) {}

    record Step(
            @Nullable String from,
            String to,
            String actor,
            Instant at,
            @Nullable String why) {}

    /** @param sharing in words, Chinese first; empty while it is only opened */
    record Whole(
            Brief brief,
            @Nullable String purpose,
            @Nullable String transport,
            String sharing,
            @Nullable String givingWay,
            @Nullable String proposedBy,
            @Nullable String reviewedBy,
            @Nullable String approvedBy,
            @Nullable LocalDate refillDue,
            List<Line> lines,
            List<Place> places,
            List<Share> shares,
            List<Draw> draws,
            int ordersGivingWay,
            List<Step> steps) {
        public Whole {
            lines = List.copyOf(lines);
            places = List.copyOf(places);
            shares = List.copyOf(shares);
            draws = List.copyOf(draws);
            steps = List.copyOf(steps);
        }

        public long servedPlaces() {
            return places.stream().filter(place -> place.servedAt() != null).count();
        }
    }

    /** What it would be if it were approved now. @param orders that would give way @param owedFen for sale stock */
    record Outlook(List<Share> shares, List<Draw> lots, long salePieces, int orders, long owedFen) {
        public Outlook {
            shares = List.copyOf(shares);
            lots = List.copyOf(lots);
        }
    }

    record Part(String skuCode, long pieces, long needPer1000, long priceFen) {}

    /** @param node its village station @param people served there */
    record For(String node, int people) {}

    /**
     * What a release is to be.
     * @param level COUNTY, CITY or NATIONAL @param sharing PEOPLE, NEED or EQUAL
     * @param givingWay of sale stock: NONE, UNSOLD, LATEST_FIRST or LARGEST_FIRST
     */
    record Draft(
            String level,
            boolean drill,
            String trigger,
            String use,
            String transport,
            Instant validUntil,
            String sharing,
            String givingWay,
            List<Part> parts,
            List<For> places) {
        public Draft {
            parts = List.copyOf(parts);
            places = List.copyOf(places);
        }
    }

    /** @return of the caller's levels, newest first @param state null for any; an unknown one is 400 {@code unknown-state} */
    Page<Brief> releases(Caller caller, @Nullable String state, @Nullable String cursor, @Nullable Integer limit);

    /** @throws org.cunlu.kernel.problem.ProblemException 404 for another level's */
    Whole release(Caller caller, String releaseId);

    /** @return nothing is touched; null where nothing can be planned any more, or yet */
    @Nullable
    Outlook outlook(Caller caller, String releaseId);

    /**
     * @param key the same again, with the same draft, is the one that is there
     * @return its id
     */
    String propose(Caller caller, Draft draft, @Nullable String key);

    /** Makes one that an alert has opened his own proposal. */
    void complete(Caller caller, String releaseId, Draft draft);

    void withdraw(Caller caller, String releaseId, String reason);

    /** @param reason needed for a no */
    void review(Caller caller, String releaseId, boolean agrees, @Nullable String reason);

    /** Another than who proposed and who reviewed it: its pieces are set aside and sent. */
    void approve(Caller caller, String releaseId);

    void refuse(Caller caller, String releaseId, String reason);
}
