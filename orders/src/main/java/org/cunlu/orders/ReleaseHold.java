package org.cunlu.orders;

import java.util.Collection;
import java.util.Set;

/** Something that keeps a seller's due from being released when the window for claims is over: an open case. */
public interface ReleaseHold {
    /** @return those of these orders that are held */
    Set<String> held(Collection<String> orderIds);
}
