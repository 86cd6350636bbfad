package org.cunlu.logistics.pricewatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A place's word on a commodity's price and stock on a day.
 * @param version another word on the same day is a new one @param priceFen a kilogram @param heldWhy while and because it waits
 */
@Serdeable
@io.swagger.v3.oas.annotations.media.Schema(name = "PriceReport")
record Report(
        String reportId,
        String placeCode,
        String townshipCode,
        String commodity,
        LocalDate day,
        int version,
        long priceFen,
        @Nullable Long stockGrams,
        State state,
        @Nullable String heldWhy,
        String reportedBy,
        Instant reportedAt) {
    /** Fen a kilogram: no commodity costs ten million yuan. */
    static final long PRICE_MAX = 1_000_000_000L;

    /** Grams: a million tonnes, more than a county keeps of anything; sums of all places stay far below what a long holds. */
    static final long STOCK_MAX = 1_000_000_000_000L;

    /** HELD waits for somebody else to say that it is right. */
    enum State {
        ACCEPTED,
        HELD,
        REJECTED,
        REPLACED
    }
}
