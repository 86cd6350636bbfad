package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What everybody may know of a right to a regional brand's name: what stands on its certificate, and no file. */
public interface BrandCertificates {
    /** @return empty for what is not granted, or not valid today by the county's date */
    Optional<Shown> valid(String authorizationId);

    /** Longest number of a certificate. */
    int NUMBER_MAX = 60;

    /**
     * @param number as it stands on the certificate
     * @return those that were ever granted under it, the newest first; one number may have been renewed
     */
    List<Numbered> numbered(String number);

    /** How a certificate stands today, by the county's date. */
    enum Standing {
        VALID,
        /** Its first day is to come. */
        EARLY,
        EXPIRED,
        REVOKED
    }

    record Numbered(Shown certificate, Standing standing) {}

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
