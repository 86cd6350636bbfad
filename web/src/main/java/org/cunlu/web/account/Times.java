package org.cunlu.web.account;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.cunlu.kernel.time.CountyTime;

/** Moments as the pages write them, by the county's clock on the wall. */
final class Times {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private Times() {}

    static String text(Instant moment) {
        return CountyTime.at(moment).format(MINUTES);
    }
}
