package org.cunlu.logistics;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What is being picked for orders' parcels. */
public interface PickLists {
    /** @return those of these orders for which anything is still to be picked by a wave */
    Set<String> open(Collection<String> orderIds);

    /** What was picked for these orders lies in their parcels now. Joins the caller's transaction. */
    void packed(Collection<String> orderIds);

    /** @return those of these parcels that are in a wave now */
    Set<String> inWaves(Collection<String> barcodes);

    /**
     * No wave takes these parcels until the transaction ends.
     * @param barcodes with the order of each
     * @return those that are in no wave
     */
    Set<String> keptFromWaves(String countyCode, Map<String, String> barcodes);

    /** @return whether a picker is on his way for any of these SKUs at a node */
    boolean underWay(String nodeCode, Collection<String> skuCodes);
}
