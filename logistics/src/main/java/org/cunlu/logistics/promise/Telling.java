package org.cunlu.logistics.promise;

import io.micronaut.core.annotation.Nullable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Locale;
import org.cunlu.logistics.Arrival;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Node;

/** What people are told of a way: the day, the hours, and the one thing that decides it. */
final class Telling {
    private static final String[] DAYS = Arrays.stream(DayOfWeek.values())
            .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .toArray(String[]::new);
    private static final String[] MONTHS = Arrays.stream(Month.values())
            .map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .toArray(String[]::new);
    private static final String[] CHINESE_DAYS = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
    private static final int WEEK = 7;

    private final Chart chart;
    private final int target;
    private final int today;

    /** @param today day on which it is told; within a week of it, the day of the week says enough */
    Telling(Chart chart, int target, int today) {
        this.chart = chart;
        this.target = target;
        this.today = today;
    }

    /** The same in both languages. */
    private record Words(String chinese, String english) {
        @Override
        public String toString() {
            return chinese + " · " + english;
        }
    }

    /** @param leadMinutes the carrier's, at a gateway @param full a ride that would be sooner, and is full; else null */
    Arrival arrival(Search.Way way, int leadMinutes, @Nullable Hop full) {
        int reached = way.reached() + leadMinutes;
        LocalDate date = LocalDate.ofEpochDay(Minutes.day(reached));
        if (chart.node[target].tier() == Node.Tier.GATEWAY) {
            var why = new Words("承运商" + chinese(way.reached()) + " 发出", "carrier leaves " + english(way.reached()));
            return new Arrival(date, null, null, told(why, full));
        }
        return new Arrival(
                date,
                time(reached),
                chart.map.openings().get(chart.code[target]).closes(),
                told(why(way), full));
    }

    private String told(Words why, @Nullable Hop full) {
        if (full == null) {
            return why.toString();
        }
        int leaves = full.day() * Minutes.DAY + full.ride().depart[full.board()];
        Words ride = ride(full.ride().line.mode());
        return new Words(
                        ride.chinese() + chinese(leaves) + " 已满，" + why.chinese(),
                        ride.english() + " " + english(leaves) + " is full, " + why.english())
                .toString();
    }

    /** At a station; at a gateway the carrier decides. */
    private Words why(Search.Way way) {
        if (way.hops().isEmpty()) {
            return new Words("就在本站", "already at the station");
        }
        Hop last = way.hops().getLast();
        int arrives = last.day() * Minutes.DAY + last.ride().arrive[last.alight()];
        if (Minutes.day(way.reached()) > Minutes.day(arrives)) {
            // What comes too late for that day is handled, or handed out, when the station opens again.
            int sorted = chart.hours[target].sorted(arrives);
            int opens = Minutes.day(sorted) > Minutes.day(arrives) ? sorted : way.reached();
            return new Words("站点" + chinese(opens) + " 开门", "station opens " + english(opens));
        }
        int leaves = last.day() * Minutes.DAY + last.ride().depart[last.board()];
        Words ride = ride(last.ride().line.mode());
        return new Words("下一班" + ride.chinese() + chinese(leaves), "next " + ride.english() + " " + english(leaves));
    }

    private static Words ride(Line.Mode mode) {
        return switch (mode) {
            case VAN -> new Words("配送车", "van");
            case BUS -> new Words("客车", "bus");
            case POST -> new Words("邮车", "post van");
            case CARRIER -> new Words("承运商", "carrier");
        };
    }

    private String chinese(int minute) {
        LocalDate date = LocalDate.ofEpochDay(Minutes.day(minute));
        String day = CHINESE_DAYS[date.getDayOfWeek().ordinal()] + " " + time(minute);
        return soon(minute) ? day : date.getMonthValue() + "月" + date.getDayOfMonth() + "日" + day;
    }

    private String english(int minute) {
        LocalDate date = LocalDate.ofEpochDay(Minutes.day(minute));
        String day = DAYS[date.getDayOfWeek().ordinal()];
        String month = MONTHS[date.getMonthValue() - 1];
        return (soon(minute) ? day : day + " " + date.getDayOfMonth() + " " + month) + " " + time(minute);
    }

    private boolean soon(int minute) {
        int ahead = Minutes.day(minute) - today;
        return ahead >= 0 && ahead < WEEK;
    }

    private static LocalTime time(int minute) {
        return LocalTime.ofSecondOfDay((minute - Minutes.day(minute) * Minutes.DAY) * 60L);
    }
}
