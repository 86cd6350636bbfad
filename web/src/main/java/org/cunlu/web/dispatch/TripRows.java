package org.cunlu.web.dispatch;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.PublishedTours;
import org.cunlu.logistics.TripsOfDay.Progress;
import org.cunlu.logistics.TripsOfDay.Report;
import org.cunlu.logistics.TripsOfDay.Trip;
import org.cunlu.web.Words;

/** The trips of a day as their dispatcher reads them: those with something to see to first, then the late, then by time. */
@Singleton
class TripRows {
    private static final int SHOWN = 30;
    /** From then on a parcel's buyer is told another time. */
    private static final int LATE = 15;

    private final Names names;
    private final Reach reach;

    TripRows(Names names, Reach reach) {
        this.names = names;
        this.reach = reach;
    }

    void add(
            Caller caller,
            List<Trip> trips,
            @Nullable String show,
            @Nullable String cursor,
            Words words,
            Map<String, Object> facts) {
        boolean all = "all".equals(show);
        List<Trip> sorted = trips.stream()
                .filter(trip -> all || unseen(trip) || trip.progress() == Progress.UNDER_WAY || late(trip))
                .sorted(Comparator.comparing(TripRows::unseen)
                        .reversed()
                        .thenComparing(trip -> trip.progress() == Progress.DONE)
                        .thenComparing(trip -> -trip.lateMinutes())
                        .thenComparing(Trip::departsAt)
                        .thenComparing(Trip::trip))
                .toList();
        int from = Math.clamp(place(cursor), 0, sorted.size());
        int to = Math.min(sorted.size(), from + SHOWN);
        Set<String> lines = reach.lines(caller).keySet();
        facts.put("all", all);
        facts.put(
                "trips",
                sorted.subList(from, to).stream()
                        .map(trip -> line(trip, own(caller, trip, lines), words))
                        .toList());
        if (to < sorted.size()) {
            facts.put("next", String.valueOf(to));
        }
        facts.put("count", trips.size());
        facts.put("late", (int) trips.stream().filter(TripRows::late).count());
        facts.put("away", (int) trips.stream()
                .filter(trip -> trip.progress() == Progress.UNDER_WAY)
                .count());
        facts.put("unseen", (int) trips.stream().filter(TripRows::unseen).count());
    }

    private static int place(@Nullable String cursor) {
        try {
            return cursor == null ? 0 : Integer.parseInt(cursor);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static boolean late(Trip trip) {
        return trip.lateMinutes() >= LATE && trip.progress() != Progress.DONE;
    }

    private static boolean unseen(Trip trip) {
        return trip.reports().stream().anyMatch(report -> report.seenAt() == null);
    }

    /** A tour stays below its depot. */
    private boolean own(Caller caller, Trip trip, Set<String> lines) {
        String code = code(trip);
        return PublishedTours.names(code) ? reach.covers(caller, trip.fromNode()) : lines.contains(code);
    }

    private static String code(Trip trip) {
        return trip.trip().substring(0, trip.trip().lastIndexOf('/'));
    }

    private TripLine line(Trip trip, boolean own, Words words) {
        return new TripLine(
                trip.trip(),
                code(trip),
                trip.name(),
                names.of(trip.fromNode()) + " → " + names.of(trip.toNode()),
                Shown.clock(trip.departsAt()),
                Shown.clock(trip.arrivesAt()),
                words.text("dispatch.progress."
                        + trip.progress().name().toLowerCase(Locale.ROOT).replace('_', '-')),
                tone(trip),
                trip.lateMinutes(),
                trip.left() + "/" + trip.parcels(),
                trip.fillPercent() + "%",
                trip.fillPercent() > 100,
                trip.crew() > 0,
                own,
                trip.vehicle(),
                trip.reports().stream().map(report -> said(report, words)).toList(),
                unseen(trip));
    }

    private static String tone(Trip trip) {
        if (late(trip)) {
            return "bad";
        }
        return trip.progress() == Progress.UNDER_WAY ? "good" : "calm";
    }

    private String said(Report report, Words words) {
        String kind = words.textOr(
                "dispatch.report." + report.kind().toLowerCase(Locale.ROOT).replace('_', '-'), report.kind());
        String minutes = report.minutes() == null ? null : words.text("dispatch.minutes", report.minutes());
        return Stream.of(
                        Shown.clock(report.at()),
                        kind,
                        report.node() == null ? null : names.of(report.node()),
                        minutes,
                        report.reason())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" · "));
    }
}
