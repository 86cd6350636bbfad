package org.cunlu.web.shop;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Arrival;
import org.cunlu.web.Words;

/** Tells days and promises as people say them. */
@Singleton
class When {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");
    private static final int WEEK = 7;

    private final Clock clock;

    When(Clock clock) {
        this.clock = clock;
    }

    /** @return such as {@code 周四 14:00 前到 马灌镇 · 高洞村站}  @param place where it is to be */
    String promise(Words words, Arrival arrival, String place) {
        String day = day(words, arrival.date());
        return arrival.from() == null
                ? words.text("shop.when.carrier", day, place)
                : words.text("shop.when.by", day, HOUR.format(arrival.from()), place);
    }

    /** @return today, tomorrow, the day of the week within seven days, else the date */
    String day(Words words, LocalDate day) {
        long ahead = ChronoUnit.DAYS.between(CountyTime.date(clock.instant()), day);
        if (ahead == 0 || ahead == 1) {
            return ahead == 0 ? words.text("shop.day.today") : words.text("shop.day.tomorrow");
        }
        return ahead > 1 && ahead < WEEK
                ? words.text("shop.weekday." + day.getDayOfWeek().name())
                : words.text("shop.day.date", String.valueOf(day.getMonthValue()), String.valueOf(day.getDayOfMonth()));
    }

    String moment(Words words, Instant at) {
        var local = CountyTime.at(at);
        return day(words, local.toLocalDate()) + " " + HOUR.format(local);
    }
}
