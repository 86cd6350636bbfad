package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What leaves a node next, and what it lies in. */
public interface Outgoing {
    /**
     * A parcel that a node has and sends on.
     * @param packed whether it is
     * @param bag SSCC of the outermost bag around it; null when it lies loose
     */
    @Serdeable
    record Parcel(
            String barcode,
            boolean packed,
            boolean hazardous,
            String nextNode,
            String lineCode,
            LocalDate serviceDate,
            Instant departsAt,
            long weightGrams,
            @Nullable String bag) {}

    /** A bag that is open at a node and not sealed. @param departsAt of the parcels in it, the earliest; null while it is empty */
    @Serdeable
    record OpenBag(
            String sscc,
            String nextNode,
            long parcels,
            @Nullable Instant departsAt) {}

    /** @return the parcel, when the node has it and sends it on */
    Optional<Parcel> parcel(String nodeCode, String barcode);

    /** @return what is to leave a node with a departure and is not loaded yet, by bag and barcode */
    List<Parcel> leaving(String nodeCode, String lineCode, LocalDate serviceDate);

    /** @return bags for the next node that take such goods, the one with the earliest departure first, empty ones last */
    List<OpenBag> bags(String nodeCode, String nextNode, boolean hazardous);
}
