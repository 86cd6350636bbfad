package org.cunlu.kernel.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Times of day are the county's; rows hold UTC. */
public final class CountyTime {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private CountyTime() {}

    public static ZonedDateTime at(Instant instant) {
        return instant.atZone(ZONE);
    }

    /** @return whether a day is one that people mean and every column holds: from 1900 to 9998 */
    public static boolean usual(LocalDate day) {
        return day.getYear() >= 1900 && day.getYear() <= 9998;
    }

    public static LocalDate date(Instant instant) {
        return at(instant).toLocalDate();
    }

    public static Instant instant(LocalDate date, LocalTime time) {
        return ZonedDateTime.of(date, time, ZONE).toInstant();
    }
}
