package org.cunlu.logistics.pricewatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A threshold that was crossed.
 * @param about commodity, or code of the ratio @param placeCode township, or the county
 * @param found basis points of the rise, thousandths of the ratio, or days of supply @param threshold in the same unit
 * @param releaseId the proposal that it opened; null where nobody takes any
 */
@Serdeable
@io.swagger.v3.oas.annotations.media.Schema(name = "PriceAlert")
record Alert(
        String alertId,
        Kind kind,
        String about,
        String placeCode,
        String levelCode,
        LocalDate day,
        long found,
        long threshold,
        String words,
        String source,
        @Nullable String releaseId,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String closedWhy) {
    enum Kind {
        RISE,
        RATIO,
        STOCK
    }
}
