package org.cunlu.logistics;

import java.util.Collection;
import java.util.Set;

/** Lots that are called back (召回). */
public interface Recalls {
    /** @return those of these lots that are called back now */
    Set<String> called(Collection<String> lotCodes);
}
