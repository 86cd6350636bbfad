package org.cunlu.logistics;

import java.time.Instant;

/** The register of parcels, for whoever empties a station that is at rest. */
public interface Evacuees {
    /**
     * A parcel that waits there for its recipient waits there no more: it lies at the node and is to be sent on in the same
     * transaction, which is the caller's.
     * @return false when it does not wait there (any more)
     */
    boolean leaves(String barcode, String nodeCode, String actor, Instant at);
}
