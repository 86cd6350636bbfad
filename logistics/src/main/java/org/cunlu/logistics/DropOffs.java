package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import org.cunlu.kernel.caller.Caller;

/** What was handed in at stations, for whoever prints its label and receipt. */
public interface DropOffs {
    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found} when it is not of the caller's own node */
    DropOff find(Caller caller, String nodeCode, String dropOffId);

    /**
     * Goods of villagers and shops are taken in at the caller's own node: onto the shelf for their owner, or as the parcel of a
     * paid order; or it is kept why not.
     * @param key the same again has no second effect
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found}; 409 {@code no-drop-off}, {@code class-not-held}, and
     *     what the scans of its parcel are refused with, {@code photo-unknown}; 400 {@code owner-and-sku-needed}, {@code goods-unnamed},
     *     {@code parcel-invalid}
     */
    DropOff take(Caller caller, Order order, @Nullable String key);

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
     * @param actId by which they were booked @param reason why they were refused @param photoId of what was brought
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
            Instant takenAt,
            @Nullable String photoId) {}

    /**
     * @param seller code of the shop whose goods they are
     * @param villager account of who brings them; null when he has no record or does not say
     * @param skuCode null only for what is refused
     * @param description in the keeper's words, where there is no SKU
     * @param lotCode lot or trace code, for SKUs tracked by lot
     * @param grade in the keeper's words, such as 一级
     * @param parcel barcode of the paid order's parcel that starts here with these goods; null for the shelf
     * @param refusedBecause why they are not taken; null when they are
     * @param photoId of a photo of them that was sent before, by the same person for the same node
     */
    @Serdeable
    record Order(
            @NotBlank @Size(max = 32) String node,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,32}") String seller,
            @Nullable @Pattern(regexp = "[0-9A-Z]{13}") String villager,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,32}") String skuCode,
            @Nullable @Size(min = 1, max = 60) String description,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,32}") String lotCode,
            @Nullable LocalDate producedOn,
            @Nullable LocalDate expiresOn,
            @NotNull @Positive @Max(1_000_000) Long pieces,
            @NotNull @Positive @Max(100_000_000) Long weightGrams,
            @Nullable @Size(min = 1, max = 10) String grade,
            @Nullable @Size(max = 32) String parcel,
            @Nullable @Size(min = 1, max = 60) String refusedBecause,
            @Nullable @Pattern(regexp = "[0-9A-Z]{13}") String photoId) {}
}
