package org.cunlu.web.dispatch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.web.Fields;
import org.cunlu.web.Language;
import org.cunlu.web.Words;

/** Times, numbers and sentences as these pages write and read them. */
final class Shown {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY_AND_CLOCK = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final String BETWEEN_LANGUAGES = " · ";
    private static final int HOUR = 3_600;
    private static final int DAY_HOURS = 24;

    private Shown() {}

    /** @param second after midnight; what is beyond the day says by how many days */
    static String clock(int second) {
        int hours = Math.floorDiv(second, HOUR);
        String text = String.format("%02d:%02d", Math.floorMod(hours, DAY_HOURS), Math.floorMod(second, HOUR) / 60);
        int days = Math.floorDiv(hours, DAY_HOURS);
        return days == 0 ? text : text + (days > 0 ? "+" : "") + days;
    }

    static String clock(Instant moment) {
        return CountyTime.at(moment).format(CLOCK);
    }

    static String moment(Instant moment) {
        return CountyTime.at(moment).format(DAY_AND_CLOCK);
    }

    static String km(long metres) {
        return String.format("%.1f km", metres / 1_000.0);
    }

    static String kg(long grams) {
        return String.format("%.0f kg", grams / 1_000.0);
    }

    static String percent(double part) {
        return Math.round(part * 100) + "%";
    }

    /** @param text in both languages, {@code 超载 · Overloaded} */
    static String in(Words words, String text) {
        int between = text.lastIndexOf(BETWEEN_LANGUAGES);
        if (between < 0) {
            return text;
        }
        return words.language() == Language.ZH
                ? text.substring(0, between)
                : text.substring(between + BETWEEN_LANGUAGES.length());
    }

    /** @return today for nothing and for what is no day: a page is shown whatever stands in its address */
    static LocalDate day(String text, LocalDate today) {
        try {
            LocalDate day = LocalDate.parse(text);
            return CountyTime.usual(day) ? day : today;
        } catch (DateTimeParseException e) {
            return today;
        }
    }

    /** @return null for what was left empty @throws ProblemException 400 {@code number-invalid} */
    static Integer whole(Fields form, String field) {
        Long number = number(form, field);
        if (number != null && Math.abs(number) > Integer.MAX_VALUE) {
            throw noNumber(field);
        }
        return number == null ? null : number.intValue();
    }

    /** As {@link #whole}. */
    static Long number(Fields form, String field) {
        String text = form.typed(field).strip();
        try {
            return text.isEmpty() ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw noNumber(field);
        }
    }

    private static ProblemException noNumber(String field) {
        return ProblemException.invalid(field, "number-invalid", "请填写整数 · A whole number is needed");
    }

    /** @return null for what was left empty @throws ProblemException 400 {@code time-invalid} */
    static Instant time(Fields form, String field) {
        String text = form.typed(field).strip();
        try {
            return text.isEmpty()
                    ? null
                    : LocalDateTime.parse(text).atZone(CountyTime.ZONE).toInstant();
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(field, "time-invalid", "时间格式不对 · This is no time");
        }
    }
}
