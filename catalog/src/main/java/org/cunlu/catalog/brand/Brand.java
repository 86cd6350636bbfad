package org.cunlu.catalog.brand;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * A brand with what makes it a regional one.
 * @param originArea administrative code of 6, 9 or 12 digits; null for a brand that binds nobody
 * @param ownerName who holds the brand, such as an association of growers
 * @param standardNo number of the quality standard
 * @param grades codes of its grades; none when it has but one
 * @param story plain text
 */
@Serdeable
record Brand(
        String brandCode,
        String name,
        @Nullable String originArea,
        @Nullable String ownerName,
        @Nullable String standardNo,
        List<String> grades,
        @Nullable String story) {
    Brand {
        grades = grades.stream().sorted().toList();
    }

    /** @return as the audit trail keeps it */
    String said() {
        return "area " + originArea + ", owner " + ownerName + ", standard " + standardNo + ", grades "
                + String.join(" ", grades);
    }
}
