package org.cunlu.web.dispatch;

import io.micronaut.core.annotation.Nullable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.TimetableDesk.Terms;
import org.cunlu.web.Fields;

/** When a line goes, as a form has it. Rows without times are no stops; those beyond the line's own come where their time is. */
public final class LineForm {
    /** Rows for stops that a line does not have yet. */
    static final int SPARE = 2;

    private static final int HOUR = 60;
    private static final Pattern CLOCK = Pattern.compile("([0-4]?\\d):([0-5]\\d)");
    private static final Pattern ROW = Pattern.compile("(?:arrive|depart|node)\\.\\d{1,2}");

    private LineForm() {}

    /** A row. @param node empty in a spare one @param name null in a spare one */
    public record StopRow(String node, @Nullable String name, String arrives, String departs) {}

    static List<StopRow> rows(Line line, Names names) {
        var rows = new ArrayList<StopRow>();
        for (Line.Stop stop : line.stops()) {
            rows.add(new StopRow(
                    stop.nodeCode(),
                    names.of(stop.nodeCode()),
                    Shown.clock(stop.arriveMinute() * HOUR),
                    Shown.clock(stop.departMinute() * HOUR)));
        }
        return rows;
    }

    /** @return minutes as they are typed: those of the next day go on from 24:00 */
    static String typed(int minute) {
        return String.format("%02d:%02d", minute / HOUR, minute % HOUR);
    }

    static List<StopRow> typedRows(Line line, Names names) {
        var rows = new ArrayList<StopRow>();
        for (Line.Stop stop : line.stops()) {
            rows.add(new StopRow(
                    stop.nodeCode(),
                    names.of(stop.nodeCode()),
                    typed(stop.arriveMinute()),
                    typed(stop.departMinute())));
        }
        for (int i = 0; i < SPARE; i++) {
            rows.add(new StopRow("", null, "", ""));
        }
        return rows;
    }

    static Terms terms(Fields form) {
        Long grams = Thousands.read(form, "kg");
        Long cm3 = Thousands.read(form, "litres");
        return new Terms(
                days(form),
                date(form, "until"),
                grams == null ? 0 : grams,
                cm3 == null ? 0 : cm3,
                Shown.whole(form, "pieces"),
                stops(form));
    }

    /** @throws ProblemException 400 {@code time-invalid} */
    static @Nullable LocalDate date(Fields form, String field) {
        String text = form.typed(field).strip();
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(field, "time-invalid", "日期格式不对 · This is no date");
        }
    }

    /** What was typed of the terms, to be sent once more. */
    static Map<String, String> again(Fields form) {
        var again = new TreeMap<String, String>();
        form.all().forEach((name, value) -> {
            boolean ours = Set.of("from", "until", "kg", "litres", "pieces", "why", "act", "rows", "version")
                            .contains(name)
                    || name.startsWith("day.")
                    || ROW.matcher(name).matches();
            if (ours && !value.isEmpty()) {
                again.put(name, value);
            }
        });
        return again;
    }

    private static Set<DayOfWeek> days(Fields form) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (!form.typed("day." + day.getValue()).isEmpty()) {
                days.add(day);
            }
        }
        return days;
    }

    private static List<Line.Stop> stops(Fields form) {
        Integer own = Shown.whole(form, "rows");
        int rows = own == null ? 0 : Math.clamp(own, 0, 60);
        var stops = new ArrayList<Line.Stop>();
        for (int row = 0; row < rows; row++) {
            Line.Stop stop = stop(form, row);
            if (stop != null) {
                stops.add(stop);
            }
        }
        for (int row = rows; row < rows + SPARE; row++) {
            Line.Stop stop = stop(form, row);
            if (stop != null) {
                int at = 0;
                while (at < stops.size() && stops.get(at).arriveMinute() <= stop.arriveMinute()) {
                    at++;
                }
                stops.add(at, stop);
            }
        }
        return stops;
    }

    private static @Nullable Line.Stop stop(Fields form, int row) {
        Integer arrives = minute(form, "arrive." + row);
        Integer departs = minute(form, "depart." + row);
        String node = form.typed("node." + row);
        if (node.isEmpty() || (arrives == null && departs == null)) {
            return null;
        }
        return new Line.Stop(node, arrives == null ? departs : arrives, departs == null ? arrives : departs);
    }

    private static @Nullable Integer minute(Fields form, String field) {
        String text = form.typed(field).strip().replace('：', ':');
        if (text.isEmpty()) {
            return null;
        }
        Matcher clock = CLOCK.matcher(text);
        if (!clock.matches()) {
            throw ProblemException.invalid(
                    field, "time-invalid", "时刻请写作 08:30，次日写作 24:30 · Write a time as 08:30, of the next day as 24:30");
        }
        return Integer.parseInt(clock.group(1)) * HOUR + Integer.parseInt(clock.group(2));
    }

    /** @return the days' marks by their number, in order */
    static Map<String, Boolean> marked(Set<DayOfWeek> days) {
        var marked = new LinkedHashMap<String, Boolean>();
        for (DayOfWeek day : DayOfWeek.values()) {
            marked.put(String.valueOf(day.getValue()), days.contains(day));
        }
        return marked;
    }
}
