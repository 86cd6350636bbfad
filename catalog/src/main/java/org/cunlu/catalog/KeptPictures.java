package org.cunlu.catalog;

import java.util.Collection;
import java.util.Set;
import org.cunlu.kernel.caller.Caller;

/** Pictures that were taken in, by the hash of what we drew. Shown at {@code /api/shop/media/<hash>/<size>}. */
public interface KeptPictures {
    /** @return those of the hashes that are kept; one statement */
    Set<String> known(Collection<String> hashes);

    /**
     * Takes a picture in: the same file again gives the same hash. Call it outside of a transaction.
     * @return hash of what was drawn
     * @throws org.cunlu.kernel.problem.ProblemException as for {@code POST /api/seller/media}
     */
    String take(Caller sender, byte[] file);
}
