package org.cunlu.logistics;

import java.util.List;
import java.util.Map;
import org.cunlu.logistics.StockBook.Change;

/** Goods that go on to the stations that asked for them, without being put away. */
public interface CrossDock {
    /**
     * Ships what came for a collective purchase; what nobody asked for stays. Joins the caller's transaction.
     * @param came good parts at the hub and their pieces
     */
    void arrived(String gatheringId, Node hub, List<Change> came, String actor);

    /**
     * Pieces that were sent by mistake are owed again; joins the caller's transaction.
     * @param pieces by SKU, above 0
     */
    void unsent(String gatheringId, String nodeCode, Map<String, Long> pieces);
}
