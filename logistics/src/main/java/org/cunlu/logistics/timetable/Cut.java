package org.cunlu.logistics.timetable;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.TimetableDesk.Terms;

/**
 * A line as it was until a day, and as it goes on from then. What has not begun by then is replaced as a whole.
 * @param written lines to be written
 * @param after as it goes on; null when it ends
 */
record Cut(List<Line> written, @Nullable Line after) {
    private static final Pattern DATED = Pattern.compile("-\\d{6}$");
    private static final DateTimeFormatter MARK = DateTimeFormatter.ofPattern("uuMMdd");
    private static final int CODE_MAX = 32;
    private static final int MARK_LENGTH = 7;

    /** @param terms null when it ends; one that has not begun then never goes */
    static Cut of(Line line, LocalDate from, @Nullable Terms terms) {
        boolean begun = line.validFrom() == null || line.validFrom().isBefore(from);
        Line before = until(line, from.minusDays(1));
        if (terms == null) {
            return new Cut(List.of(before), null);
        }
        String code = begun ? coded(line.code(), from) : line.code();
        Line after = made(line, code, line.name(), line.route(), from, terms);
        return new Cut(begun ? List.of(before, after) : List.of(after), after);
    }

    /** @return {@code B12} from 1 December on: {@code B12-261201} */
    static String coded(String code, LocalDate from) {
        String base = DATED.matcher(code).replaceFirst("");
        return base.substring(0, Math.min(base.length(), CODE_MAX - MARK_LENGTH)) + "-" + MARK.format(from);
    }

    private static Line until(Line line, LocalDate last) {
        return new Line(
                line.code(),
                line.name(),
                line.route(),
                line.mode(),
                line.days(),
                line.validFrom(),
                last,
                line.weightGrams(),
                line.volumeCm3(),
                line.pieces(),
                line.carries(),
                line.hazardApart(),
                line.holidays(),
                line.stops());
    }

    /** @param like whose kind of vehicle, classes of goods and holidays it has */
    static Line made(Line like, String code, String name, @Nullable String route, LocalDate from, Terms terms) {
        return new Line(
                code,
                name,
                route,
                like.mode(),
                terms.days(),
                from,
                terms.until(),
                terms.weightGrams(),
                terms.volumeCm3(),
                terms.pieces(),
                like.carries(),
                like.hazardApart(),
                like.holidays().stream()
                        .filter(day -> !day.date().isBefore(from))
                        .toList(),
                terms.stops());
    }
}
