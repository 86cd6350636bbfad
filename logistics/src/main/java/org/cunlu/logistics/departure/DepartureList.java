package org.cunlu.logistics.departure;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Aboard;
import org.cunlu.logistics.DatedDeparture;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Timetable;
import org.cunlu.logistics.Workplaces;

/** Departures with what is held on them, those of which nobody has held anything included. */
@Singleton
class DepartureList {
    private final DepartureTable departures;
    private final Aboard aboard;
    private final Timetables timetables;
    private final Workplaces workplaces;
    private final Closes closes;
    private final Trail trail;
    private final Clock clock;

    DepartureList(
            DepartureTable departures,
            Aboard aboard,
            Timetables timetables,
            Workplaces workplaces,
            Closes closes,
            Trail trail,
            Clock clock) {
        this.departures = departures;
        this.aboard = aboard;
        this.timetables = timetables;
        this.workplaces = workplaces;
        this.closes = closes;
        this.trail = trail;
        this.clock = clock;
    }

    private record Trip(Line line, LocalDate date) {
        String cursor() {
            return date + "/" + line.code();
        }
    }

    /** @throws ProblemException {@code not-found} for another's line; 400 {@code period-invalid} */
    Page<DatedDeparture> of(
            Caller caller,
            @Nullable String lineCode,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String cursor,
            int limit) {
        LocalDate first = from == null ? CountyTime.date(clock.instant()) : from;
        LocalDate last = to == null ? first : to;
        if (!CountyTime.usual(first)
                || first.isAfter(last)
                || last.isAfter(first.plusDays(Timetable.HORIZON_DAYS - 1L))) {
            throw ProblemException.invalid(
                    "from", "period-invalid", "起止日期应为 1–14 天 · The period is 1 to " + Timetable.HORIZON_DAYS + " days");
        }
        List<Line> lines = new TreeMap<>(timetables.lines())
                .values().stream()
                        .filter(line -> lineCode == null || line.code().equals(lineCode))
                        .filter(line -> own(caller, line))
                        .toList();
        if (lineCode != null && lines.isEmpty()) {
            trail.refused(caller.accountId(), "logistics.departures", lineCode, "not-found");
            throw ProblemException.notFound();
        }
        var trips = new ArrayList<Trip>();
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            for (Line line : lines) {
                var trip = new Trip(line, date);
                if (line.runsOn(date) && (cursor == null || trip.cursor().compareTo(cursor) > 0)) {
                    trips.add(trip);
                }
            }
        }
        Page<Trip> page = Page.of(trips.subList(0, Math.min(trips.size(), limit + 1)), limit, Trip::cursor);
        return new Page<>(shown(page.items()), page.next());
    }

    DatedDeparture one(String lineCode, LocalDate date) {
        return shown(List.of(new Trip(timetables.line(lineCode).orElseThrow(), date)))
                .getFirst();
    }

    private boolean own(Caller caller, Line line) {
        return line.stops().stream().anyMatch(stop -> workplaces.covers(caller, stop.nodeCode(), RoomActs.WHO));
    }

    private List<DatedDeparture> shown(List<Trip> trips) {
        if (trips.isEmpty()) {
            return List.of();
        }
        var codes = trips.stream().map(trip -> trip.line().code()).distinct().toList();
        LocalDate first = trips.getFirst().date();
        LocalDate last = trips.getLast().date();
        Map<Stretch, Part> parts =
                departures.of(codes, first, last).stream().collect(Collectors.toMap(Part::stretch, part -> part));
        Map<LocalDate, Map<String, List<Aboard.Carried>>> carried =
                trips.stream().map(Trip::date).distinct().collect(Collectors.toMap(date -> date, aboard::carried));
        return trips.stream()
                .map(trip -> shown(
                        trip,
                        parts,
                        carried.get(trip.date()).getOrDefault(trip.line().code(), List.of())))
                .toList();
    }

    private DatedDeparture shown(Trip trip, Map<Stretch, Part> parts, List<Aboard.Carried> carried) {
        Line line = trip.line();
        var sections = new ArrayList<DatedDeparture.Section>();
        int fill = 0;
        Part first = null;
        for (int stop = 0; stop < Math.max(1, line.stops().size() - 1); stop++) {
            var at = new Stretch(line.code(), trip.date(), stop);
            Part part = parts.getOrDefault(at, Part.unheld(at, line));
            first = first == null ? part : first;
            fill = Math.max(fill, fill(part));
            boolean more = stop + 1 < line.stops().size();
            sections.add(new DatedDeparture.Section(
                    line.stops().get(stop).nodeCode(),
                    more ? line.stops().get(stop + 1).nodeCode() : null,
                    Timetables.at(trip.date(), line.stops().get(stop).departMinute()),
                    new DatedDeparture.Measure(part.grams(), part.cm3(), part.pieces()),
                    new DatedDeparture.Measure(
                            part.held().grams(),
                            part.held().cm3(),
                            Long.valueOf(part.held().pieces())),
                    loaded(line, stop, carried)));
        }
        var departsAt = sections.getFirst().departsAt();
        return new DatedDeparture(
                line.code(),
                line.name(),
                line.mode(),
                trip.date(),
                departsAt,
                departsAt.minus(closes.before(line.mode())),
                first.closed(),
                first.said(),
                first.version(),
                fill,
                sections);
    }

    /** @return parcels that left with it and were aboard behind this stop */
    static int loaded(Line line, int stop, List<Aboard.Carried> carried) {
        return carried.stream()
                .filter(each -> index(line, each.fromNode(), 0) <= stop
                        && index(line, each.toNode(), index(line, each.fromNode(), 0) + 1) > stop)
                .mapToInt(Aboard.Carried::left)
                .sum();
    }

    /** @return the stop at a node; behind the last where the line does not call there */
    private static int index(Line line, String node, int start) {
        return IntStream.range(start, line.stops().size())
                .filter(stop -> line.stops().get(stop).nodeCode().equals(node))
                .findFirst()
                .orElse(line.stops().size());
    }

    /** Rounded up: a little over is over. */
    private static int fill(Part part) {
        long most = Math.max(
                percent(part.held().grams(), part.grams()), percent(part.held().cm3(), part.cm3()));
        return (int) Math.min(
                Integer.MAX_VALUE,
                part.pieces() == null
                        ? most
                        : Math.max(most, percent(part.held().pieces(), part.pieces())));
    }

    private static long percent(long held, long takes) {
        return takes == 0 ? (held == 0 ? 0 : Integer.MAX_VALUE) : (held * 100 + takes - 1) / takes;
    }
}
