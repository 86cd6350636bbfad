package org.cunlu.logistics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Stock.SkuAtNode;
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

    /** @return pieces that were ordered for each SKU and node in collective purchases and are still to be sent; pairs without are absent */
    Map<SkuAtNode, Long> owed(Collection<String> skuCodes, Collection<String> nodeCodes);
}
