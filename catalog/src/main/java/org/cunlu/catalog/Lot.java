package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;

/**
 * Identity of pieces made or harvested together. Quantities per lot are logistics'.
 * @param expiresOn last day it may be sold; null when it does not spoil
 */
@Serdeable
public record Lot(
        String code,
        String skuCode,
        @Nullable String producer,
        @Nullable LocalDate producedOn,
        @Nullable LocalDate expiresOn) {
    /**
     * The one rule of what has expired, for whoever sells, picks, receives or holds: on the day itself a lot may still go, the
     * day after it may not. In SQL: {@code expires_on < ?} with the same day.
     * @param expiresOn null when it does not spoil
     * @param today the county's date
     */
    public static boolean expired(@Nullable LocalDate expiresOn, LocalDate today) {
        return expiresOn != null && expiresOn.isBefore(today);
    }
}
