package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;

/**
 * A holder's contract (承储合同): what he keeps of a programme at one place.
 * @param code the value of scopes HOLDING
 * @param grams that he is to keep
 * @param feeFenPerTonneYear for storage
 * @param spreadFenPerTonne for each rotation; null for none
 * @param minShareBp of grams, below which no rotation may take it, in hundredths of a percent
 * @param goodGrams good pieces that are there now
 */
@Serdeable
public record ReserveHolding(
        String code,
        String countyCode,
        String programme,
        ReserveLevel level,
        String holderName,
        String commodity,
        String nodeCode,
        long grams,
        LocalDate from,
        LocalDate until,
        long feeFenPerTonneYear,
        @Nullable Long spreadFenPerTonne,
        int minShareBp,
        long goodGrams) {
    public ReserveHolding {
        if (grams <= 0 || feeFenPerTonneYear < 0 || minShareBp < 0 || minShareBp > 10_000 || until.isBefore(from)) {
            throw new IllegalArgumentException("holding out of range: " + code);
        }
    }

    /** @return grams that must stay while it is turned, rounded up */
    public long minimum() {
        return Math.ceilDiv(Math.multiplyExact(grams, (long) minShareBp), 10_000L);
    }
}
