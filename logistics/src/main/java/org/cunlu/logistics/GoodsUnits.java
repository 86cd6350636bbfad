package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;

/** What transfers ship, packed into units that travel as parcels do: bagged, sealed, loaded, with room on departures. */
public interface GoodsUnits {
    /**
     * Packs units of one storage class each, finds their ways and holds room on them, for all or for none. Joins the caller's
     * transaction, best at its end.
     * @return how it ended; nothing is changed when there is no way
     */
    Sent send(Consignment consignment);

    /** @param units in order; none when there is no way @param noWay why; null when they are sent */
    record Sent(List<Unit> units, Promise.@Nullable Reason noWay) {
        public Sent {
            units = List.copyOf(units);
        }
    }

    /** @return units by transfer; without transfers that have none */
    Map<String, List<Unit>> of(Collection<String> transferIds);

    /** @return those of these that are units, in order */
    List<Unit> find(Collection<String> barcodes);

    /** @return barcodes of units that lie in a bag of this seal or number, or in one within, as far as it comes or came to a node */
    List<String> inBag(String nodeCode, String sealOrSscc);

    /** @return whether a unit of the transfer is neither opened nor lost */
    boolean underWay(String transferId);

    /**
     * Opens a unit where it was to go, and counts what was found in it. Joins the caller's transaction. It may be counted again,
     * when what was missing turns up.
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code unit-not-here}, {@code more-than-packed}
     */
    void takeIn(Node node, List<Opened> opened, String actor);

    /**
     * What was counted in a transfer's units was written wrong: spreads what differs over those that were opened. Joins the
     * caller's transaction, who has locked the transfer.
     * @param byLine what came more or less than was counted before, by line of the transfer
     * @return units of which now other pieces have come, as they stand
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code more-than-packed}, what was opened does not hold so many
     */
    List<Unit> recount(String transferId, Map<Integer, Recount> byLine);

    /**
     * Locks a transfer's units, which are to be taken apart again. Joins the caller's transaction.
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code transfer-under-way} when one lies in a bag or has left
     */
    void demandUnpacked(String transferId);

    /** Takes apart the units of a transfer, which were locked by {@link #demandUnpacked}, and gives back their room. */
    void unpack(String transferId, String actor);

    /** What was found in a unit. */
    record Opened(String barcode, List<Found> lines) {
        public Opened {
            lines = List.copyOf(lines);
        }
    }

    /** @param damaged of those that came */
    record Found(int lineNo, long came, long damaged) {}

    /** @param good pieces more, or less below 0 @param damaged the same of damaged ones */
    record Recount(long good, long damaged) {}

    /** @param readyAt when it can be taken into work where it stands; null for now */
    record Consignment(
            String transferId,
            Node from,
            Node to,
            List<Piece> pieces,
            boolean urgent,
            @Nullable Instant readyAt,
            String actor) {
        public Consignment {
            pieces = List.copyOf(pieces);
        }
    }

    /** @param lineNo of the transfer @param lotCode empty for none */
    record Piece(int lineNo, String skuCode, String lotCode, long pieces) {}

    /**
     * A unit as it stands.
     * @param inBag SSCC of the bag or crate that it lies in
     * @param promisedAt when it is to be where it goes
     * @param takenInAt when it was opened there
     */
    @Serdeable
    record Unit(
            String barcode,
            String transferId,
            StorageClass storageClass,
            long weightGrams,
            long volumeCm3,
            ParcelState state,
            @Nullable String inBag,
            Instant promisedAt,
            @Nullable Instant takenInAt,
            List<UnitLine> lines) {
        public Unit {
            lines = List.copyOf(lines);
        }
    }

    /** @param missing packed and not found */
    @Serdeable
    record UnitLine(int lineNo, String skuCode, String lotCode, long packed, long came, long damaged, long missing) {}
}
