package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.Optional;

/** What everybody may know of a right to a regional brand's name: what stands on its certificate, and no file. */
public interface BrandCertificates {
    /** @return empty for what is not granted, or not valid today by the county's date */
    Optional<Shown> valid(String authorizationId);

    /**
     * @param issuer who holds the brand, such as an association of growers; null when nobody said
     * @param standardNo of the quality standard; null without one
     * @param grade empty where the brand has none
     * @param validUntil the last day
     */
    record Shown(
            String number,
            String brandName,
            @Nullable String issuer,
            @Nullable String standardNo,
            String grade,
            LocalDate validFrom,
            LocalDate validUntil) {}
}
