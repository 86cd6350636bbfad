package org.cunlu.logistics;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Parcels of the network's own goods: packed where they begin, moved by scans as all others are, and opened where they were to
 * go. Nobody collects them, no order hears of them, and they never change where they go.
 */
public interface GoodsParcels {
    /**
     * Books them, packed, each with its way. Joins the caller's transaction.
     * @return their barcodes, in the same order
     */
    List<String> begin(List<Begin> all);

    /**
     * Opens parcels that lie where they were to go, out of their bags; from then on what was in them is stock. Joins the caller's
     * transaction.
     * @return what could not be opened, because it does not lie there; those that were opened before are absent
     */
    List<String> open(Node node, Collection<String> barcodes, String actor);

    /** Locks them. Joins the caller's transaction. @return whether all lie, in no bag, where they were packed */
    boolean untouched(Collection<String> barcodes);

    /** Takes them apart where they were packed, and gives back the room that they hold; they must be locked and untouched. */
    void unpack(Collection<String> barcodes, String actor);

    /**
     * @param holderId for whom room is held on departures; unique among parcels
     * @param contents pieces by SKU, above 0
     * @param lots those of them that have one
     * @param actor who packed it
     */
    record Begin(
            String holderId,
            String countyCode,
            String fromNode,
            String toNode,
            Map<String, Long> contents,
            List<Picking.LotQuantity> lots,
            Load load,
            Promise.Kept promise,
            String actor) {
        public Begin {
            contents = Map.copyOf(contents);
            lots = List.copyOf(lots);
            if (contents.isEmpty() || contents.values().stream().anyMatch(each -> each <= 0)) {
                throw new IllegalArgumentException("nothing is in it: " + holderId);
            }
        }
    }
}
