package org.cunlu.logistics;

import java.util.Collection;
import java.util.Set;

/** What is being picked for orders' parcels. */
public interface PickLists {
    /** @return those of these orders for which anything is still to be picked by a wave */
    Set<String> open(Collection<String> orderIds);

    /** What was picked for these orders lies in their parcels now. Joins the caller's transaction. */
    void packed(Collection<String> orderIds);

    /** @return whether a picker is on his way for any of these SKUs at a node */
    boolean underWay(String nodeCode, Collection<String> skuCodes);
}
