package org.cunlu.catalog;

import java.util.Collection;
import java.util.Map;

/** Lots by code. */
public interface Lots {
    Map<String, Lot> find(Collection<String> lotCodes);

    /** Keeps lots that are new; those known stay as they are. Joins the caller's transaction. */
    void keep(Collection<Lot> lots);
}
