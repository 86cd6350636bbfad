package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Outgoing.OpenBag;

/** Tells who sorts at his own node into which bag a parcel goes. */
public interface Sorting {
    /**
     * Where a parcel goes.
     * @param inBag the bag that it lies in; null when it lies loose
     * @param bag the bag that it belongs into: of its departure where one is, else one that is empty; null: open one
     * @param others that go to the same node
     */
    @Serdeable
    record Sorted(
            String barcode,
            boolean packed,
            String nextNode,
            String lineCode,
            Instant departsAt,
            @Nullable String inBag,
            @Nullable String bag,
            List<OpenBag> others) {}

    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found} when it does not go on from a node of the caller's */
    Sorted sort(Caller caller, String nodeCode, String barcode);
}
