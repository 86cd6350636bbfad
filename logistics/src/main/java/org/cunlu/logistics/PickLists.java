package org.cunlu.logistics;

import java.util.Collection;

/** What is being picked for orders' parcels. */
public interface PickLists {
    /** @return whether anything is still to be picked for this order by a wave */
    boolean open(String orderId);

    /** What was picked for an order lies in its parcel now. Joins the caller's transaction. */
    void packed(String orderId);

    /** @return whether a picker is on his way for any of these SKUs at a node */
    boolean underWay(String nodeCode, Collection<String> skuCodes);
}
