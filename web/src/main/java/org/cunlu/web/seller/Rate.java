package org.cunlu.web.seller;

import io.micronaut.core.annotation.Nullable;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How fast a slot sells, reckoned from what the console saw some seconds ago, which it brings along each time it looks again.
 * @param slotId of the slot that was on air
 * @param sold pieces that were sold when the reckoning began
 * @param sinceMillis when that was
 */
record Rate(String slotId, long sold, long sinceMillis) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9A-Z]{13})-([0-9]{1,9})-([0-9]{1,15})");
    /** After so long the reckoning begins anew, so that it tells what is now. */
    private static final long WINDOW_MILLIS = 10_000;

    private static final double MILLIS = 1000.0;

    /** @return as it was written; null for nothing and for nonsense */
    static @Nullable Rate read(@Nullable String text) {
        var written = WRITTEN.matcher(text == null ? "" : text);
        return written.matches()
                ? new Rate(written.group(1), Long.parseLong(written.group(2)), Long.parseLong(written.group(3)))
                : null;
    }

    String written() {
        return slotId + "-" + sold + "-" + sinceMillis;
    }

    /** @return what to bring along the next time */
    Rate next(String nowSlotId, long nowSold, long nowMillis) {
        return slotId.equals(nowSlotId) && nowMillis - sinceMillis < WINDOW_MILLIS
                ? this
                : new Rate(nowSlotId, nowSold, nowMillis);
    }

    /** @return pieces a second, with one digit */
    String perSecond(long nowSold, long nowMillis) {
        long millis = Math.max(1, nowMillis - sinceMillis);
        return String.format(Locale.ROOT, "%.1f", Math.max(0, nowSold - sold) * MILLIS / millis);
    }
}
