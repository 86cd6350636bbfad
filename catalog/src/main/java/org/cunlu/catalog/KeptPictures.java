package org.cunlu.catalog;

import java.util.Collection;
import java.util.Set;

/** Pictures that were taken in, by the hash of what we drew. Shown at {@code /api/shop/media/<hash>/<size>}. */
public interface KeptPictures {
    /** @return those of the hashes that are kept; one statement */
    Set<String> known(Collection<String> hashes);
}
