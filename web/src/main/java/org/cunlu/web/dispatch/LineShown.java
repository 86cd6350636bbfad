package org.cunlu.web.dispatch;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.TimetableDesk.Affected;
import org.cunlu.logistics.TimetableDesk.Kept;
import org.cunlu.logistics.TimetableDesk.Terms;
import org.cunlu.web.Words;

/** Lines as these pages show them. */
@Singleton
public class LineShown {
    private static final int MINUTE = 60;
    private static final long THOUSAND = 1_000;
    private static final int DAYS = 7;

    private final Names names;
    private final Reach reach;

    LineShown(Names names, Reach reach) {
        this.names = names;
        this.reach = reach;
    }

    /** @param until null for ever @param over whether it goes no more @param soon whether it does not go yet */
    public record Row(
            String code,
            String name,
            @Nullable String route,
            String mode,
            String way,
            String times,
            String days,
            String kg,
            String litres,
            @Nullable String pieces,
            @Nullable String from,
            @Nullable String until,
            boolean own,
            boolean over,
            boolean soon,
            List<LineForm.StopRow> stops) {}

    /** What stands in the form. @param days whether it goes then, by the day's number */
    public record TermsShown(
            Map<String, Boolean> days,
            String until,
            String kg,
            String litres,
            String pieces,
            List<LineForm.StopRow> rows,
            int stops) {}

    /** A stop before and after. @param changed whether it is otherwise */
    public record Compared(String name, String before, String after, boolean changed) {}

    /** @param how word of what becomes of it */
    public record Held(String day, String departs, long parcels, String kg, long gone, boolean later, boolean beyond) {}

    Row row(Kept kept, Words words) {
        Line line = kept.line();
        LocalDate today = reach.today();
        List<LineForm.StopRow> stops = LineForm.rows(line, names);
        return new Row(
                line.code(),
                line.name(),
                line.route(),
                words.text("dispatch.mode." + line.mode().name().toLowerCase()),
                stops.getFirst().name() + " → " + stops.getLast().name(),
                stops.getFirst().departs() + "–" + stops.getLast().arrives(),
                days(line, words),
                Shown.kg(line.weightGrams()),
                String.format("%,d", line.volumeCm3() / THOUSAND),
                line.pieces() == null ? null : String.valueOf(line.pieces()),
                line.validFrom() == null ? null : line.validFrom().toString(),
                line.validTo() == null ? null : line.validTo().toString(),
                kept.own(),
                line.validTo() != null && line.validTo().isBefore(today),
                line.validFrom() != null && line.validFrom().isAfter(today),
                stops);
    }

    TermsShown terms(Line line) {
        return new TermsShown(
                LineForm.marked(line.days()),
                line.validTo() == null ? "" : line.validTo().toString(),
                Thousands.text(line.weightGrams()),
                Thousands.text(line.volumeCm3()),
                line.pieces() == null ? "" : String.valueOf(line.pieces()),
                LineForm.typedRows(line, names),
                line.stops().size());
    }

    /** @return stops of both, in the order of the new ones; those that are no more come last */
    List<Compared> compared(Line line, Terms terms) {
        var all = new LinkedHashSet<String>();
        Stream.concat(terms.stops().stream(), line.stops().stream()).forEach(stop -> all.add(stop.nodeCode()));
        var compared = new ArrayList<Compared>();
        for (String node : all) {
            String before = times(line.stops(), node);
            String after = times(terms.stops(), node);
            compared.add(new Compared(names.of(node), before, after, !before.equals(after)));
        }
        return compared;
    }

    Held affected(Affected trip) {
        return new Held(
                trip.date().toString(),
                Shown.clock(trip.departsAt()),
                trip.parcels(),
                Shown.kg(trip.weightGrams()),
                trip.gone(),
                trip.later(),
                trip.beyond());
    }

    private static String times(List<Line.Stop> stops, String node) {
        Optional<String> times = stops.stream()
                .filter(stop -> stop.nodeCode().equals(node))
                .map(stop -> stop.arriveMinute() == stop.departMinute()
                        ? Shown.clock(stop.departMinute() * MINUTE)
                        : Shown.clock(stop.arriveMinute() * MINUTE) + "–" + Shown.clock(stop.departMinute() * MINUTE))
                .reduce((one, other) -> one + ", " + other);
        return times.orElse("—");
    }

    private static String days(Line line, Words words) {
        return line.days().size() == DAYS
                ? words.text("dispatch.days.daily")
                : line.days().stream()
                        .sorted()
                        .map(day -> words.text("dispatch.weekday." + day.name().toLowerCase()))
                        .collect(Collectors.joining(" "));
    }
}
