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
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** Parcels that never reached their recipient are looked at where they came home to, by whoever has them in hand there. */
public interface Homecomings {
    /**
     * In the order of barcodes; a page may be shorter than its limit, or empty, and go on.
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} for another's node
     */
    Page<Waiting> waiting(Caller caller, String nodeCode, @Nullable String cursor, @Nullable Integer limit);

    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found} for what does not wait at the caller's own node */
    Waiting waiting(Caller caller, String nodeCode, String barcode);

    /**
     * Says what each piece is good for; once for each parcel.
     * @param key the same again has no second effect
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found}; 409 {@code not-returned}, {@code already-inspected},
     *     {@code inspection-differs} (not what was picked), {@code perishable-not-resold}, {@code lot-expired}, and those of the
     *     stock book
     */
    Inspected inspect(Caller caller, String barcode, Inspection inspection, @Nullable String key);

    /** What a piece turned out to be. */
    enum Finding {
        AVAILABLE,
        ON_HOLD,
        QUARANTINED,
        DAMAGED,
        /** It is not in the parcel. */
        MISSING
    }

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

    /** @param occurredAt null for now */
    @Serdeable
    record Inspection(
            @NotNull @Size(max = 32) String node,
            @NotEmpty @Size(max = 500) List<@Valid @NotNull Found> parts,
            @Nullable Instant occurredAt) {}

    /** @param actId by which pieces came into the stock; null when none did */
    @Serdeable
    record Inspected(String barcode, @Nullable String actId, List<Found> parts) {}

    /** Pieces that were picked for a parcel. */
    @Serdeable
    record Picked(String skuCode, @Nullable String lotCode, String owner, long pieces) {}

    /** A parcel that came home and was not inspected yet. */
    @Serdeable
    record Waiting(String barcode, List<Picked> parts) {}
}
