package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;

/**
 * A reserve that somebody owns (储备项目).
 * @param code 1 to 32 of A-Z 0-9 . _ -; pieces of it have the owner {@code RESERVE:code}
 * @param seasonFrom MM-DD, included; null for all year, as seasonTo
 * @param legalBasis the measure that it rests on
 */
@Serdeable
public record ReserveProgram(
        String code,
        String countyCode,
        String name,
        ReserveClass commodityClass,
        ReserveLevel level,
        @Nullable String seasonFrom,
        @Nullable String seasonTo,
        String legalBasis) {
    public StockOwner owner() {
        return owner(code);
    }

    /** @return whether its targets count on this day: within its season, both ends included; a season may reach over the year's end */
    public boolean inSeason(LocalDate day) {
        if (seasonFrom == null || seasonTo == null) {
            return true;
        }
        String today = "%02d-%02d".formatted(day.getMonthValue(), day.getDayOfMonth());
        boolean begun = today.compareTo(seasonFrom) >= 0;
        boolean lasts = today.compareTo(seasonTo) <= 0;
        return seasonFrom.compareTo(seasonTo) <= 0 ? begun && lasts : begun || lasts;
    }

    public static StockOwner owner(String programme) {
        return new StockOwner("RESERVE:" + programme);
    }
}
