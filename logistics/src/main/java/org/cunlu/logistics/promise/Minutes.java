package org.cunlu.logistics.promise;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.cunlu.kernel.time.CountyTime;

/** Minutes since 1970 in the county's own time, which is what a timetable reckons in: small, and days of 1,440. */
final class Minutes {
    static final int DAY = 24 * 60;
    static final int NEVER = Integer.MAX_VALUE;

    private Minutes() {}

    /** Rounded up: what is ready within a minute is ready at its end. */
    static int of(Instant instant) {
        ZonedDateTime time = CountyTime.at(instant);
        int minute = of(time.toLocalDate(), time.toLocalTime());
        return time.getSecond() > 0 || time.getNano() > 0 ? minute + 1 : minute;
    }

    static int of(LocalDate date, LocalTime time) {
        return Math.toIntExact(date.toEpochDay()) * DAY + time.toSecondOfDay() / 60;
    }

    static Instant instant(int minute) {
        LocalTime time = LocalTime.ofSecondOfDay(Math.floorMod(minute, DAY) * 60L);
        return CountyTime.instant(LocalDate.ofEpochDay(day(minute)), time);
    }

    /** @return days since 1970 */
    static int day(int minute) {
        return Math.floorDiv(minute, DAY);
    }

    /** @return 0 for Monday to 6 for Sunday */
    static int weekday(int day) {
        // 1 January 1970 was a Thursday.
        return Math.floorMod(day + 3, 7);
    }
}
