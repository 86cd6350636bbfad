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
        @Nullable LocalDate expiresOn) {}
