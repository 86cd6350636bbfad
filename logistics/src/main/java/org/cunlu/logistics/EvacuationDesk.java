package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.NodeContents.Found;

/** Suspended and closed nodes of the caller's own part of the county, and what is still to be taken away from them. */
public interface EvacuationDesk {
    /** What became of a parcel that was looked at when its node was suspended. */
    enum Outcome {
        SENT_ON,
        /** It needs nothing, or waits for a way among the stranded. */
        KEPT,
        /** It waits for its recipient still, for there is no way to another station yet. */
        WAITING
    }

    /**
     * A suspended node, or a closed one.
     * @param parcels how many were sent on, needed nothing, or wait for a way
     * @param left what is there still, or comes; nothing of it may be left when the node closes
     */
    @Serdeable
    @Schema(name = "Evacuations.Evacuation")
    record Evacuation(
            String node, Instant since, String by, String why, Map<Outcome, Long> parcels, List<Found> left) {}

    /**
     * A parcel that lies there.
     * @param next the trip that takes it; null when it waits for its recipient, for the packer, or for a way
     */
    @Serdeable
    @Schema(name = "Evacuations.ToTake")
    record ToTake(
            String barcode,
            ParcelState state,
            String destination,
            @Nullable Leg next) {}

    /** Pieces that lie there. @param to the node above, where a transfer takes them */
    @Serdeable
    @Schema(name = "Evacuations.ToMove")
    record ToMove(StockPart part, long pieces, @Nullable String to) {}

    /** @param parcels by departure, at most 500 */
    @Serdeable
    @Schema(name = "Evacuations.Sheet")
    record Sheet(Evacuation evacuation, List<ToTake> parcels, List<ToMove> stock) {}

    /** @param to code of the node that takes it */
    @Serdeable
    record ClearingOrder(@NotBlank @Size(max = 32) String to) {}

    @Serdeable
    record ClearedClass(StorageClass storageClass, String transferId, long pieces) {}

    /**
     * @param transfers one for each storage class
     * @param left pieces that stay: orders hold them, or they are a reserve's, or more parts stand there than one act takes
     */
    @Serdeable
    record Cleared(List<ClearedClass> transfers, long left) {}

    List<Evacuation> all(Caller caller);

    /** @throws org.cunlu.kernel.problem.ProblemException 404 for another's node, and for one that is neither suspended nor closed */
    Sheet sheet(Caller caller, String code);

    /**
     * Ships all that nobody holds, in whatever state it is. The same key again gives the same answer, and another finds nothing
     * left.
     * @throws org.cunlu.kernel.problem.ProblemException 404 for another's node; 409 {@code node-not-at-rest}, {@code
     *     nothing-to-ship}, {@code class-not-held}; 400 {@code node-unknown}, {@code transfer-to-itself}
     */
    Cleared ship(Caller caller, String code, ClearingOrder order, @Nullable String key);
}
