package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.caller.Caller;

/** What was handed in at stations, for whoever prints its label and receipt. */
public interface DropOffs {
    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found} when it is not of the caller's own node */
    DropOff find(Caller caller, String nodeCode, String dropOffId);

    /** What became of it. */
    enum Outcome {
        /** On the shelf, for its owner's account. */
        CONSIGNED,
        /** Packed as the parcel of a paid order. */
        PARCEL,
        REFUSED
    }

    /**
     * @param seller code of the shop whose goods they are; null for what was refused to somebody without one
     * @param villager account of who brought them; null when nobody was named
     * @param goods name of the SKU, or what the keeper wrote
     * @param actId by which they were booked @param reason why they were refused
     */
    @Serdeable
    record DropOff(
            String dropOffId,
            String node,
            String nodeName,
            Outcome outcome,
            @Nullable String seller,
            @Nullable String villager,
            @Nullable String skuCode,
            String goods,
            @Nullable String lotCode,
            long pieces,
            long weightGrams,
            @Nullable String grade,
            @Nullable String actId,
            @Nullable String barcode,
            @Nullable String reason,
            String takenBy,
            Instant takenAt) {}
}
