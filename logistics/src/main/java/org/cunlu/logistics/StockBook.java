package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.cunlu.logistics.Stock.SkuAtNode;

/**
 * Where acts on stock are written, the only way for them to change it. All methods that change join the caller's transaction
 * and come last in it; what cannot be done is a {@link org.cunlu.kernel.problem.ProblemException}, and the caller rolls back.
 */
public interface StockBook {
    /** What is done; also the kind of its movements. */
    enum What {
        RECEIVED,
        HELD,
        UNHELD,
        SCRAPPED,
        ADJUSTED,
        TRANSFERRED,
        PUT_AWAY,
        /** Taken from the shelf for an order's parcel, into its tote. */
        SET_ASIDE,
        REVERSED
    }

    /**
     * An act of somebody at a node.
     * @param reason in his words; null for none
     * @param approver who signed it beside the actor; null for nobody
     * @param occurredAt when it was done; null for now
     * @param document what it belongs to; null for nothing
     */
    record Act(
            What what,
            String countyCode,
            String nodeCode,
            @Nullable String reason,
            String actor,
            @Nullable String approver,
            @Nullable Instant occurredAt,
            @Nullable Document document) {}

    /**
     * What an act belongs to. Only picks touch what is set aside or missing.
     * @param kind PURCHASE, TRANSFER, ADJUSTMENT, PICK (by the rule), NAMED_PICK (what the picker chose), EXPIRY, RECALL, and the
     *     deeds of the reserve ({@link ReserveDeed})
     * @param id 13 characters
     */
    record Document(String kind, String id) {}

    /** @param pieces more when above 0, fewer when below; never 0 */
    record Change(StockPart part, long pieces) {}

    /** Pieces that come. @param expiresOn of a lot that may be new; null when it does not spoil, or is known */
    record Incoming(
            StockPart part,
            @Nullable LocalDate expiresOn,
            @Nullable LocalDate producedOn,
            long pieces) {}

    /** A part as it stands. @param expiresOn last day on which it may go; null when it does not spoil @param calledBack by a recall */
    record Standing(StockPart part, long pieces, @Nullable LocalDate expiresOn, boolean calledBack) {
        public Standing(StockPart part, long pieces, @Nullable LocalDate expiresOn) {
            this(part, pieces, expiresOn, false);
        }

        /** @return the same part with another number of pieces */
        public Standing with(long other) {
            return new Standing(part, other, expiresOn, calledBack);
        }
    }

    /**
     * Takes all changes or none.
     * @return the act's id
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code stock-short} (a part has fewer), {@code stock-bound}
     *     (orders or others hold the pieces), {@code being-counted}
     */
    String post(Act act, List<Change> changes);

    /**
     * The same for what was written wrong, once that is taken back: pieces that had left all the time leave anew, also while a
     * claim of a reserve is open there.
     * @param gone levels from which not more leaves now than was taken back
     */
    String postInstead(Act act, List<Change> changes, Set<SkuAtNode> gone);

    /**
     * The same for pieces that come, whose SKU, lot and place are checked; a new lot becomes known.
     * @throws org.cunlu.kernel.problem.ProblemException 400 with the field to blame
     */
    String receive(Act act, List<Incoming> incoming);

    /** The checks of {@link #receive} alone; a new lot becomes known. */
    void check(List<Incoming> incoming);

    /** @return all parts of these levels, in key order, locked until the transaction ends */
    List<Standing> lock(Collection<SkuAtNode> keys);

    /** @return those of these pieces that go first: sellable, not a reserve's, not expired, first expired first, up to the sum */
    List<Change> firstOut(List<Standing> parts, SkuAtNode key, long pieces);

    /** @return the same, of as many as there are */
    List<Change> upTo(List<Standing> parts, SkuAtNode key, long pieces);

    /** @return whether pieces of this part may be picked today: sellable, on a shelf, not a reserve's, not expired, not called back */
    boolean mayGo(Standing each);

    /**
     * Asked by the doors at which somebody writes off or sends what he names himself, while the parts are locked or before.
     * @param leaving parts and pieces, of either sign
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code release-goods}, with a row in the trail: some of it waits to be
     *     handed out, sent or auctioned
     */
    void demandNotSetAside(String actor, List<Change> leaving);

    /** As that, of what a transfer took that is to be taken back. */
    void demandNotCarrying(String actor, String transferId);

    /** Nothing comes and nothing leaves until {@link #thaw}. @throws org.cunlu.kernel.problem.ProblemException 409 {@code being-counted} */
    void freeze(Collection<SkuAtNode> keys, String countId);

    void thaw(Collection<SkuAtNode> keys, String countId);

    /** @return all parts of these SKUs with pieces at a node, not locked */
    List<Standing> look(String nodeCode, Collection<String> skuCodes);

    /** @return all parts with pieces at a node, not locked, in key order */
    List<Standing> at(String nodeCode);

    /** @return nodes at which a lot stands, or stood, in order */
    List<String> nodesOf(String skuCode, String lotCode);

    /**
     * @param today the county's
     * @return SKUs and nodes with good pieces of lots that have expired or are called back, which nobody holds
     */
    List<SkuAtNode> unfit(LocalDate today, int limit);

    /** @return whether any piece stands in a bin */
    boolean stands(String nodeCode, String bin);

    /** @return those of these SKUs that are being counted at a node; asked while their parts are locked */
    Set<String> counted(Collection<SkuAtNode> keys);

    /** One of a reserve's claims on this level is settled or waived; with the last of them things are sold again. */
    void settled(SkuAtNode key);

    /** @return pieces that nobody holds, 0 without a level */
    long free(SkuAtNode key);
}
