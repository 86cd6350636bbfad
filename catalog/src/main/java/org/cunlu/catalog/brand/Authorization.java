package org.cunlu.catalog.brand;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.cunlu.catalog.BrandRight.Unit;

/**
 * A seller's right to bear a regional brand's name.
 * @param grade empty where the brand has none
 * @param origins townships and villages that the goods may come from, by administrative code
 * @param quota of the season, in {@code unit}
 * @param used what open and done orders sold under it
 * @param validUntil the last day
 * @param certificateSha256 of the certificate's file; null as long as there is none
 * @param version steps taken so far
 */
@Serdeable
record Authorization(
        String authorizationId,
        String brandCode,
        String sellerCode,
        String sellerName,
        String grade,
        List<String> origins,
        Unit unit,
        long quota,
        long used,
        LocalDate validFrom,
        LocalDate validUntil,
        String certificateNo,
        @Nullable String certificateSha256,
        AuthorizationState state,
        int version) {
    Authorization {
        origins = List.copyOf(origins);
    }

    Authorization from(List<String> places) {
        return new Authorization(
                authorizationId,
                brandCode,
                sellerCode,
                sellerName,
                grade,
                places,
                unit,
                quota,
                used,
                validFrom,
                validUntil,
                certificateNo,
                certificateSha256,
                state,
                version);
    }

    /** @return whether one day, one seller, one grade and one place would have both */
    boolean overlaps(Authorization other) {
        return brandCode.equals(other.brandCode)
                && sellerCode.equals(other.sellerCode)
                && grade.equals(other.grade)
                && !validFrom.isAfter(other.validUntil)
                && !other.validFrom.isAfter(validUntil)
                && origins.stream()
                        .anyMatch(mine -> other.origins.stream()
                                .anyMatch(theirs -> mine.startsWith(theirs) || theirs.startsWith(mine)));
    }

    /** @return whether both give the same; what was sold, and what became of it, does not count */
    boolean saysTheSame(Authorization other) {
        return grade.equals(other.grade)
                && Set.copyOf(origins).equals(Set.copyOf(other.origins))
                && unit == other.unit
                && quota == other.quota
                && validFrom.equals(other.validFrom)
                && validUntil.equals(other.validUntil);
    }

    /** @return as the audit trail keeps it */
    String said() {
        return state + " " + brandCode + " " + sellerCode + " " + grade + " " + String.join(" ", origins) + " " + quota
                + " " + unit + " " + validFrom + "/" + validUntil;
    }
}
