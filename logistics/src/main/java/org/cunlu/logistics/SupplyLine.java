package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;

/**
 * One node supplies another and all below it, as one row of {@code log_supply_line}.
 * @param validTo the last day; null for ever
 */
@Serdeable
public record SupplyLine(
        Programme programme,
        String supplier,
        String supplied,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {
    /** What makes it this one; the rest may change. */
    public String key() {
        return programme + "/" + supplied + "/" + supplier + "/" + validFrom;
    }

    public boolean holds(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    public boolean overlaps(SupplyLine other) {
        return (validTo == null || !other.validFrom.isAfter(validTo))
                && (other.validTo == null || !validFrom.isAfter(other.validTo));
    }
}
