package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;

/** Goods that come back from buyers: handed in at any station, brought home, inspected. */
public interface GoodsBack {
    /**
     * Takes them in. Joins the caller's transaction; the same again changes nothing.
     * @return barcode of the parcel in which they go home
     * @throws org.cunlu.kernel.problem.ProblemException not found for another's node; 409 {@code no-drop-off}; 409 {@code no-way-back}
     */
    String handIn(Caller keeper, Coming coming);

    Optional<Standing> of(String returnId);

    /**
     * @param returnId of the request for which they come back
     * @param orderId with which they went out @param homeNode that sent them
     * @param recipientId of that order
     * @param pieces by SKU, above 0
     * @param weightGrams as weighed here
     */
    record Coming(
            String returnId,
            String countyCode,
            String orderId,
            String atNode,
            String homeNode,
            String recipientId,
            Map<String, Long> pieces,
            long weightGrams) {
        public Coming {
            pieces = Map.copyOf(pieces);
        }
    }

    /** How they stand. @param inspectedAt null before */
    record Standing(
            String barcode,
            String atNode,
            Instant takenAt,
            @Nullable Instant inspectedAt) {}
}
