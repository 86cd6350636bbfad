package org.cunlu.catalog;

import java.util.Collection;
import java.util.Map;

/** What shops are called. */
public interface ShopNames {
    /** @return by code, of those that exist */
    Map<String, String> names(Collection<String> sellerCodes);
}
