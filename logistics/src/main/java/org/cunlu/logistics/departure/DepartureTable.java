package org.cunlu.logistics.departure;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.function.ToLongFunction;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Line;

/** The table of dated departures. Rows are locked by line, service date and stop. */
@Singleton
class DepartureTable {
    private static final String SELECT = "SELECT line_code, service_date, stop, node_code, weight_grams, volume_cm3,"
            + " pieces, held_grams, held_cm3, held_pieces, said, closed, version, changed_at FROM log_departure";
    private static final String IN_KEY_ORDER = " ORDER BY line_code, service_date, stop";

    private final Sql sql;
    private final String county;

    DepartureTable(Sql sql, @Value("${cunlu.county.code}") String county) {
        this.sql = sql;
        this.county = county;
    }

    /** A row and when it was changed, by the database's time in whole seconds. */
    record Changed(Part part, Instant at) {}

    /** Makes all stretches of these trips that are not there yet. */
    void make(Line line, Collection<LocalDate> dates) {
        var rows = new ArrayList<Object[]>();
        for (LocalDate date : dates) {
            for (int stop = 0; stop < Math.max(1, line.stops().size() - 1); stop++) {
                rows.add(new Object[] {
                    line.code(),
                    date,
                    stop,
                    county,
                    line.stops().get(stop).nodeCode(),
                    line.weightGrams(),
                    line.volumeCm3(),
                    line.pieces()
                });
            }
        }
        sql.insertMany(
                "INSERT IGNORE INTO log_departure (line_code, service_date, stop, county_code, node_code, weight_grams,"
                        + " volume_cm3, pieces)",
                rows);
    }

    /**
     * Holds more or less on each of these stretches, in one statement.
     * @param changes in the order of their keys
     * @return how many rows were changed; fewer when one has no room for what comes, or is closed, or is not there
     */
    int change(SortedMap<Stretch, Size> changes) {
        List<Span> spans = Span.of(changes);
        var arguments = new ArrayList<Object>();
        String set = "held_grams = held_grams + " + delta(spans, Size::grams, arguments)
                + ", held_cm3 = held_cm3 + " + delta(spans, Size::cm3, arguments)
                + ", held_pieces = held_pieces + " + delta(spans, Size::pieces, arguments);
        var where = new ArrayList<String>();
        for (Span span : spans) {
            where.add("(" + condition(span, arguments) + ")");
        }
        // The key is named: to a small table the optimizer would rather read all of it, and lock what it passes.
        return sql.changeWithAll(
                "UPDATE log_departure FORCE INDEX (PRIMARY) SET " + set + ", changed_at = CURRENT_TIMESTAMP WHERE "
                        + String.join(" OR ", where) + IN_KEY_ORDER,
                arguments.toArray());
    }

    private static String delta(List<Span> spans, ToLongFunction<Size> of, List<Object> arguments) {
        long first = of.applyAsLong(spans.getFirst().size());
        if (spans.stream().allMatch(span -> of.applyAsLong(span.size()) == first)) {
            arguments.add(first);
            return "?";
        }
        var cases = new StringBuilder("CASE");
        for (Span span : spans) {
            cases.append(" WHEN ").append(key(span, arguments)).append(" THEN ?");
            arguments.add(of.applyAsLong(span.size()));
        }
        return cases.append(" ELSE 0 END").toString();
    }

    private static String key(Span span, List<Object> arguments) {
        arguments.addAll(List.of(span.lineCode(), span.serviceDate(), span.first(), span.last()));
        return "line_code = ? AND service_date = ? AND stop BETWEEN ? AND ?";
    }

    private static String condition(Span span, List<Object> arguments) {
        String key = key(span, arguments);
        Size size = span.size();
        if (size.givesBack()) {
            return key;
        }
        arguments.addAll(List.of(size.grams(), size.cm3(), size.pieces()));
        return key + " AND closed = 0 AND held_grams + ? <= weight_grams AND held_cm3 + ? <= volume_cm3"
                + " AND (pieces IS NULL OR held_pieces + ? <= pieces)";
    }

    /** As {@link #change}, whether there is room or not. */
    int force(SortedMap<Stretch, Size> changes) {
        List<Span> spans = Span.of(changes);
        var arguments = new ArrayList<Object>();
        String set = "held_grams = held_grams + " + delta(spans, Size::grams, arguments)
                + ", held_cm3 = held_cm3 + " + delta(spans, Size::cm3, arguments)
                + ", held_pieces = held_pieces + " + delta(spans, Size::pieces, arguments);
        String where = keys(spans, arguments);
        return sql.changeWithAll(
                "UPDATE log_departure FORCE INDEX (PRIMARY) SET " + set + ", changed_at = CURRENT_TIMESTAMP WHERE "
                        + where + IN_KEY_ORDER,
                arguments.toArray());
    }

    private static String keys(List<Span> spans, List<Object> arguments) {
        return String.join(
                " OR ",
                spans.stream().map(span -> "(" + key(span, arguments) + ")").toList());
    }

    /** @return those of these stretches that are there, locked */
    List<Part> lock(SortedMap<Stretch, Size> stretches) {
        var arguments = new ArrayList<Object>();
        String where = keys(Span.of(stretches), arguments);
        return sql.list(
                SELECT + " FORCE INDEX (PRIMARY) WHERE " + where + IN_KEY_ORDER + " FOR UPDATE",
                DepartureTable::part,
                arguments.toArray());
    }

    /** @return all stretches of a trip, locked */
    List<Part> lock(String lineCode, LocalDate serviceDate) {
        return sql.list(
                SELECT + " WHERE line_code = ? AND service_date = ?" + IN_KEY_ORDER + " FOR UPDATE",
                DepartureTable::part,
                lineCode,
                serviceDate);
    }

    /** @return all stretches of these lines' trips on these days */
    List<Part> of(Collection<String> lineCodes, LocalDate from, LocalDate to) {
        if (lineCodes.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(lineCodes);
        arguments.add(from);
        arguments.add(to);
        return sql.list(
                SELECT + " WHERE line_code IN (" + Sql.marks(lineCodes.size()) + ") AND service_date BETWEEN ? AND ?"
                        + IN_KEY_ORDER,
                DepartureTable::part,
                arguments.toArray());
    }

    /** A line on a service date. */
    record Trip(String lineCode, LocalDate serviceDate) {
        /** In which trips are locked. */
        static final Comparator<Trip> IN_ORDER =
                Comparator.comparing(Trip::lineCode).thenComparing(Trip::serviceDate);
    }

    /** @return trips from this day on of which a stretch is held beyond what it takes */
    List<Trip> over(LocalDate from) {
        return sql.list(
                "SELECT DISTINCT line_code, service_date FROM log_departure WHERE service_date >= ?"
                        + " AND (held_grams > weight_grams OR held_cm3 > volume_cm3 OR held_pieces > pieces)"
                        + " ORDER BY line_code, service_date",
                row -> new Trip(row.string("line_code"), row.date("service_date")),
                from);
    }

    /** All stretches of a trip take so much from now on. */
    void say(String lineCode, LocalDate serviceDate, Said said, boolean byPeople) {
        sql.change(
                "UPDATE log_departure SET weight_grams = ?, volume_cm3 = ?, pieces = ?, closed = ?, said = ?,"
                        + " version = version + 1, changed_at = CURRENT_TIMESTAMP"
                        + " WHERE line_code = ? AND service_date = ?" + IN_KEY_ORDER,
                said.weightGrams(),
                said.volumeCm3(),
                said.pieces(),
                said.closed(),
                byPeople,
                lineCode,
                serviceDate);
    }

    /** Its stretches leave these nodes now. */
    void leaves(Line line, LocalDate serviceDate, Collection<Part> parts) {
        for (Part part : parts) {
            int stop = part.stretch().stop();
            if (stop < line.stops().size() && !line.stops().get(stop).nodeCode().equals(part.node())) {
                sql.change(
                        "UPDATE log_departure SET node_code = ?, changed_at = CURRENT_TIMESTAMP WHERE line_code = ?"
                                + " AND service_date = ? AND stop = ?",
                        line.stops().get(stop).nodeCode(),
                        line.code(),
                        serviceDate,
                        stop);
            }
        }
    }

    /** What a departure takes as people say. */
    record Said(
            long weightGrams,
            long volumeCm3,
            @io.micronaut.core.annotation.Nullable Long pieces,
            boolean closed) {}

    /** Trips of a line of which people said nothing take what the line does. */
    int follow(Line line, LocalDate from) {
        return sql.change(
                "UPDATE log_departure SET weight_grams = ?, volume_cm3 = ?, pieces = ?, changed_at = CURRENT_TIMESTAMP"
                        + " WHERE line_code = ? AND service_date >= ? AND said = 0"
                        + " AND NOT (weight_grams = ? AND volume_cm3 = ? AND pieces <=> ?)" + IN_KEY_ORDER,
                line.weightGrams(),
                line.volumeCm3(),
                line.pieces(),
                line.code(),
                from,
                line.weightGrams(),
                line.volumeCm3(),
                line.pieces());
    }

    /** @return rows of trips from this day on */
    List<Changed> from(LocalDate day) {
        return sql.list(SELECT + " WHERE service_date >= ?", DepartureTable::changed, day);
    }

    /** @return rows changed at this time or later */
    List<Changed> since(Instant at) {
        return sql.list(SELECT + " WHERE changed_at >= ?", DepartureTable::changed, at);
    }

    private static Changed changed(Row row) {
        return new Changed(part(row), row.instant("changed_at"));
    }

    private static Part part(Row row) {
        return new Part(
                new Stretch(row.string("line_code"), row.date("service_date"), row.integer("stop")),
                row.string("node_code"),
                row.number("weight_grams"),
                row.number("volume_cm3"),
                row.numberOrNull("pieces"),
                new Size(row.number("held_grams"), row.number("held_cm3"), row.number("held_pieces")),
                row.flag("said"),
                row.flag("closed"),
                row.integer("version"));
    }
}
