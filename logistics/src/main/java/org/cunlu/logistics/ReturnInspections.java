package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.GoodsBackInspected.Finding;

/** What buyers sent back is looked at where it is home, by whoever has it in hand there. */
public interface ReturnInspections {
    /**
     * In the order of barcodes; a page may be short, or empty, and go on.
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} for another's node
     */
    Page<Waiting> waiting(Caller caller, String nodeCode, @Nullable String cursor, @Nullable Integer limit);

    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found} for what does not wait at the caller's own node */
    Waiting waiting(Caller caller, String nodeCode, String barcode);

    /**
     * Says what each piece is good for; once for each parcel.
     * @param key the same again has no second effect
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found}; 409 {@code not-returned}, {@code already-inspected},
     *     {@code inspection-differs} (not what was handed in, or of a lot that did not go out), {@code perishable-not-resold},
     *     {@code lot-expired}, {@code scrap-needs-second}
     */
    Inspected inspect(Caller caller, String barcode, Inspection inspection, @Nullable String key);

    /** Pieces of a lot. @param lotCode null for SKUs that are not tracked @param owner null for our own */
    @Serdeable
    record Found(
            @NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String skuCode,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,32}") String lotCode,
            @Nullable @Pattern(regexp = StockOwner.PATTERN) String owner,
            @NotNull Finding found,
            @NotNull @Positive @Max(1_000_000_000L) Long pieces) {
        /** @return empty for SKUs that are not tracked */
        public String lot() {
            return lotCode == null ? "" : lotCode;
        }

        public StockOwner of() {
            return owner == null ? StockOwner.OWN : new StockOwner(owner);
        }
    }

    @Serdeable
    record Inspection(
            @NotNull @Size(max = 32) String node,
            @NotEmpty @Size(max = 500) List<@Valid @NotNull Found> parts) {}

    /** @param actId by which pieces came into the stock; null when none did */
    @Serdeable
    record Inspected(
            String returnId, String barcode, @Nullable String actId, List<Found> parts) {}

    /** What may be in the parcel. @param lotCode null for SKUs that are not tracked @param pieces that went out and did not come back */
    @Serdeable
    record Possible(String skuCode, @Nullable String lotCode, String owner, long pieces) {}

    /** A parcel that is home and not inspected yet. @param lines pieces by SKU that were handed in */
    @Serdeable
    record Waiting(String returnId, String barcode, Map<String, Long> lines, List<Possible> wentOut) {}
}
