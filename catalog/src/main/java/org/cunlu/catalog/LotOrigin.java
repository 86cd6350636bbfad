package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Where a lot comes from, as its seller tells it.
 * @param gtin 14 digits; null when the SKU has none
 * @param seller null of a lot that only a receipt made known
 * @param versions what was told, oldest first; never empty; each but the last was corrected by the next
 * @param inspections oldest first
 */
@Serdeable
public record LotOrigin(
        String code,
        String skuCode,
        String skuName,
        @Nullable String gtin,
        @Nullable Seller seller,
        List<Facts> versions,
        List<Inspection> inspections) {
    public LotOrigin {
        versions = List.copyOf(versions);
        inspections = List.copyOf(inspections);
    }

    @Serdeable
    public record Seller(String code, String name, SellerKind kind) {}

    /**
     * @param version 1 and up; 0 for what only a receipt told
     * @param plot field, orchard or workshop
     * @param areaCode administrative code of where it lies, 6 to 12 digits
     * @param reason why the version before was wrong
     * @param recordedAt null for version 0
     */
    @Serdeable
    public record Facts(
            int version,
            @Nullable String producer,
            @Nullable LocalDate producedOn,
            @Nullable LocalDate expiresOn,
            @Nullable String plot,
            @Nullable String areaCode,
            @Nullable String reason,
            @Nullable Instant recordedAt,
            List<Input> inputs) {
        public Facts {
            inputs = List.copyOf(inputs);
        }
    }

    /** A registered farm input that was used. @param safeDays days that must lie between its use and the harvest */
    @Serdeable
    public record Input(String name, String registrationNo, LocalDate appliedOn, int safeDays) {}

    /** @param id 32 hex digits, made of what it says @param inspector by whom @param fileSha256 of its paper; null without */
    @Serdeable
    public record Inspection(
            String id,
            String what,
            String inspector,
            LocalDate on,
            boolean passed,
            @Nullable String fileSha256,
            Instant recordedAt) {}

    /** @return what holds now */
    public Facts now() {
        return versions.getLast();
    }
}
