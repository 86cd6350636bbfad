package org.cunlu.logistics.timetable;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.TimetableDesk.Terms;

/** What may be asked of a line by hand: within the same bounds as by a file. */
final class LineTerms {
    private static final Pattern CODE = Pattern.compile("[A-Z0-9._-]{1,32}");
    private static final int NAME_MAX = 120;
    private static final int WHY_MIN = 2;
    private static final int WHY_MAX = 200;
    private static final long GRAMS_MAX = 100_000_000;
    private static final long CM3_MAX = 200_000_000;
    private static final int PIECES_MAX = 100_000;
    private static final int AHEAD_DAYS = 366;
    private static final int STOPS_MAX = 60;

    private LineTerms() {}

    static void why(String why) {
        if (why.length() < WHY_MIN || why.length() > WHY_MAX) {
            throw ProblemException.invalid("why", "reason-invalid", "请写明原因，2–200 字 · Say why, in 2 to 200 characters");
        }
    }

    static void from(LocalDate from, LocalDate today) {
        if (from.isBefore(today) || from.isAfter(today.plusDays(AHEAD_DAYS))) {
            throw ProblemException.invalid("from", "period-invalid", "生效日须在今天至一年之内 · It begins today or within a year");
        }
    }

    static void named(String code, String name, @Nullable String route) {
        if (!CODE.matcher(code).matches()) {
            throw ProblemException.invalid(
                    "code", "code-invalid", "班次号为 1–32 位大写字母、数字、. _ - · 1 to 32 of A-Z 0-9 . _ -");
        }
        if (name.isBlank() || name.length() > NAME_MAX || (route != null && route.length() > NAME_MAX)) {
            throw ProblemException.invalid("name", "name-invalid", "名称为 1–120 字 · A name has 1 to 120 characters");
        }
    }

    static void of(Terms terms, LocalDate from) {
        if (terms.until() != null && terms.until().isBefore(from)) {
            throw ProblemException.invalid("until", "period-invalid", "止日早于起日 · Ends before it begins");
        }
        if (terms.days().isEmpty()) {
            throw ProblemException.invalid("days", "days-missing", "请至少选一天 · At least one day of the week");
        }
        room("kg", terms.weightGrams(), GRAMS_MAX);
        room("litres", terms.volumeCm3(), CM3_MAX);
        room("pieces", terms.pieces() == null ? 1 : terms.pieces(), PIECES_MAX);
        if (terms.stops().size() > STOPS_MAX || terms.stops().stream().anyMatch(LineTerms::timeless)) {
            throw ProblemException.invalid("stops", "times-invalid", "站点或时刻不对 · These are no stops and times");
        }
    }

    private static void room(String field, long size, long most) {
        if (size <= 0 || size > most) {
            throw ProblemException.invalid(field, "room-invalid", "装载量不对 · This is no room for goods");
        }
    }

    private static boolean timeless(Line.Stop stop) {
        return stop.arriveMinute() < 0
                || stop.departMinute() < stop.arriveMinute()
                || stop.departMinute() >= Line.MINUTES_MAX;
    }
}
