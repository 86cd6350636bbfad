package org.cunlu.catalog;

import java.util.Collection;

/** Offers look different when what they are of does. */
public interface TouchedOffers {
    /** Raises the version of all offers of a product and tells it. Joins the caller's transaction. */
    void touch(String productCode);

    /** The same for all offers of these products, in few statements. @param productCodes 1,000 at most */
    void touchAll(Collection<String> productCodes);

    /** The same for all offers of a seller; as many statements for a thousand of them as for one. */
    void touchAllOf(String sellerCode);
}
