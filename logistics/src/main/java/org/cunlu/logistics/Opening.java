package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;

/**
 * When a node works, in the county's time.
 * @param days of the week on which it opens, at least one
 * @param opens first minute of such a day
 * @param closes last minute of it, after {@code opens}
 * @param cutOff goods handed in here that are ready by this minute are taken into work the same day, later ones on the
 *     next opening day; null for the closing time
 * @param sortCutOff goods on their way that arrive by this minute are handled the same day, later ones on the next opening
 *     day; null for the closing time
 * @param handlingMinutes from arrival until the goods can leave again or be collected, 0 or more
 */
@Serdeable
public record Opening(
        Set<DayOfWeek> days,
        LocalTime opens,
        LocalTime closes,
        @Nullable LocalTime cutOff,
        @Nullable LocalTime sortCutOff,
        int handlingMinutes) {
    public Opening {
        if (days.isEmpty() || !opens.isBefore(closes) || handlingMinutes < 0) {
            throw new IllegalArgumentException("no opening: " + days + " " + opens + "-" + closes);
        }
        days = Set.copyOf(days);
    }

    /** One that sorts what arrives until it closes. */
    public Opening(
            Set<DayOfWeek> days, LocalTime opens, LocalTime closes, @Nullable LocalTime cutOff, int handlingMinutes) {
        this(days, opens, closes, cutOff, null, handlingMinutes);
    }
}
