package org.cunlu.orders.inputs;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;

/**
 * What a buyer may have in a season.
 * @param code of a CLASS: PESTICIDE, RESTRICTED_PESTICIDE, SEED or FERTILISER; else the active ingredient or the SKU
 * @param amount in the unit, above 0
 * @param validUntil the last day
 */
@Serdeable
record Limit(
        String limitId,
        String countyCode,
        String season,
        What what,
        String code,
        Unit unit,
        long amount,
        LocalDate validFrom,
        LocalDate validUntil,
        int version) {
    enum What {
        CLASS,
        INGREDIENT,
        SKU
    }

    enum Unit {
        GRAMS,
        PIECES
    }

    /** For the trail. */
    String said() {
        return said(amount);
    }

    /** @param ofAmount 0 to see whether two are the same but for it */
    String said(long ofAmount) {
        return season + ": " + ofAmount + " " + unit + " of " + what + " " + code + ", " + validFrom + " to "
                + validUntil;
    }
}
