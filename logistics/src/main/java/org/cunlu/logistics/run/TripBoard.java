package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Aboard;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.TripsOfDay;
import org.cunlu.logistics.run.StepTable.Told;

/** The trips of a day as their dispatcher sees them, and what crews reported. */
@Singleton
class TripBoard implements TripsOfDay {
    private static final String SEEN = "logistics.run-reports";

    private final Trips trips;
    private final RunTable runs;
    private final StopTable stops;
    private final StepTable steps;
    private final Aboard aboard;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    TripBoard(
            Trips trips,
            RunTable runs,
            StopTable stops,
            StepTable steps,
            Aboard aboard,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.trips = trips;
        this.runs = runs;
        this.stops = stops;
        this.steps = steps;
        this.aboard = aboard;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * A trip of the day.
     * @param crew accounts that drive it, with the version to change that by
     * @param reports what the crew reported, the oldest first
     */
    @Serdeable
    record Row(
            String trip,
            String name,
            Line.Mode mode,
            String fromNode,
            String toNode,
            Instant departsAt,
            Instant arrivesAt,
            Punctuality punctuality,
            Fill load,
            List<String> crew,
            @Nullable String vehicle,
            int crewVersion,
            List<Report> reports) {}

    /** @param minutes how late, if that is what was reported @param seenAt null until a dispatcher took note of it */
    @Serdeable
    record Report(
            Step.Kind kind,
            @Nullable String node,
            @Nullable Integer minutes,
            @Nullable String reason,
            Instant at,
            @Nullable Instant seenAt) {
        static Report of(Told told) {
            return new Report(told.kind(), told.nodeCode(), told.minutes(), told.reason(), told.at(), told.seenAt());
        }
    }

    /** @return in a number of queries that does not grow with the trips */
    List<Row> on(Caller dispatcher, LocalDate date) {
        List<DatedTrip> own = trips.dispatchedBy(dispatcher, date);
        return transactions.read(() -> {
            var seen = stops.on(date);
            var known = runs.on(date);
            var crews = runs.crews(date);
            var carried = aboard.carried(date);
            Map<String, List<Report>> reports = steps.reports(date).stream()
                    .collect(Collectors.groupingBy(Told::line, Collectors.mapping(Report::of, Collectors.toList())));
            Instant now = clock.instant();
            return own.stream()
                    .map(trip -> {
                        String line = trip.line().code();
                        var run = known.getOrDefault(line, RunTable.Run.none(line));
                        return new Row(
                                trip.code(),
                                trip.line().name(),
                                trip.line().mode(),
                                trip.first().nodeCode(),
                                trip.last().nodeCode(),
                                trip.first().departsAt(),
                                trip.last().arrivesAt(),
                                Punctuality.of(trip, seen.getOrDefault(line, List.of()), run.saidLate(), now),
                                Fill.of(trip.line(), carried.getOrDefault(line, List.of())),
                                crews.getOrDefault(line, List.of()),
                                run.vehicle(),
                                run.version(),
                                reports.getOrDefault(line, List.of()));
                    })
                    .toList();
        });
    }

    @Override
    public List<Trip> trips(Caller dispatcher, LocalDate date) {
        return on(dispatcher, date).stream().map(TripBoard::told).toList();
    }

    private static Trip told(Row row) {
        return new Trip(
                row.trip(),
                row.name(),
                row.mode(),
                row.fromNode(),
                row.toNode(),
                row.departsAt(),
                row.arrivesAt(),
                TripsOfDay.Progress.valueOf(row.punctuality().progress().name()),
                row.punctuality().lateMinutes(),
                row.load().parcels(),
                row.load().left(),
                row.load().fillPercent(),
                row.crew().size(),
                row.vehicle(),
                row.reports().stream()
                        .map(report -> new TripsOfDay.Report(
                                report.kind().name(),
                                report.node(),
                                report.minutes(),
                                report.reason(),
                                report.at(),
                                report.seenAt()))
                        .toList());
    }

    @Override
    public int seen(Caller dispatcher, String line, LocalDate date) {
        DatedTrip trip = trips.seenBy(dispatcher, line, date, SEEN);
        return transactions.run(() -> {
            int taken = steps.seen(trip, dispatcher.accountId(), clock.instant());
            if (taken > 0) {
                trail.record(dispatcher.accountId(), SEEN, trip.code(), null, taken + " seen");
            }
            return taken;
        });
    }
}
