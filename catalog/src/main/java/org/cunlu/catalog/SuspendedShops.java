package org.cunlu.catalog;

import java.util.Collection;
import java.util.Set;

/** Shops that may not trade for the time being. */
public interface SuspendedShops {
    /** @return codes of those that are suspended now */
    Set<String> among(Collection<String> sellerCodes);
}
