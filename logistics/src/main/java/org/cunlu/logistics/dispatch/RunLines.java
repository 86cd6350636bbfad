package org.cunlu.logistics.dispatch;

import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.PublishedTours;
import org.cunlu.logistics.Vehicles;

/** Reads trips of published tours as lines: by its depot, stop by stop, and back. */
@Singleton
class RunLines implements PublishedTours {
    private static final String TRIP = "SELECT r.tour_id, r.trip, r.line_code, r.service_date, r.leaves_at, r.back_at,"
            + " t.depot_code, t.vehicle_code, t.live FROM log_tour_run r JOIN log_tour t ON t.tour_id = r.tour_id WHERE ";

    private final Sql sql;
    private final Vehicles vehicles;

    RunLines(Sql sql, Vehicles vehicles) {
        this.sql = sql;
        this.vehicles = vehicles;
    }

    private record Trip(
            String tour,
            int trip,
            String line,
            LocalDate date,
            Instant leavesAt,
            Instant backAt,
            String depot,
            String vehicle,
            boolean live) {}

    /** Its stop in the run, and as planned. */
    private record Call(String tour, int trip, int seq, String node, Instant begins, Instant leaves) {}

    /** @param base tour that the vehicle set out with @param trip from 0 */
    static String code(String base, int trip) {
        return "TOUR." + base + "." + (trip + 1);
    }

    /** @return the tour that a run's code names */
    static String base(String code) {
        return code.substring(code.indexOf('.') + 1, code.lastIndexOf('.'));
    }

    @Override
    public Optional<Tour> find(String lineCode) {
        return tours(sql.list(
                        TRIP + "r.line_code = ? ORDER BY t.live IS NULL, r.tour_id DESC LIMIT 1",
                        RunLines::trip,
                        lineCode))
                .stream()
                .findFirst();
    }

    @Override
    public List<Tour> of(Collection<String> lineCodes) {
        return lineCodes.isEmpty()
                ? List.of()
                : tours(sql.list(
                        TRIP + "t.live = 1 AND r.line_code IN (" + Sql.marks(lineCodes.size())
                                + ") ORDER BY r.line_code",
                        RunLines::trip,
                        lineCodes.toArray()));
    }

    @Override
    public List<Tour> on(LocalDate date) {
        return tours(sql.list(TRIP + "t.live = 1 AND r.service_date = ? ORDER BY r.line_code", RunLines::trip, date));
    }

    private List<Tour> tours(List<Trip> trips) {
        if (trips.isEmpty()) {
            return List.of();
        }
        Object[] ids = trips.stream().map(Trip::tour).distinct().toArray();
        Map<String, List<Call>> calls = sql
                .list(
                        "SELECT tour_id, trip, run_seq, node_code, MIN(begins_at) AS begins_at, MAX(leaves_at) AS leaves_at"
                                + " FROM log_tour_stop WHERE tour_id IN (" + Sql.marks(ids.length)
                                + ") GROUP BY tour_id, trip, run_seq, node_code ORDER BY tour_id, trip, run_seq",
                        RunLines::call,
                        ids)
                .stream()
                .collect(Collectors.groupingBy(call -> call.tour() + call.trip()));
        var known = vehicles.find(trips.stream().map(Trip::vehicle).collect(Collectors.toSet()));
        return trips.stream()
                .map(trip -> new Tour(
                        line(trip, known.get(trip.vehicle()), calls.getOrDefault(trip.tour() + trip.trip(), List.of())),
                        trip.date(),
                        trip.vehicle(),
                        trip.live()))
                .toList();
    }

    private static Line line(Trip trip, Vehicles.Vehicle vehicle, List<Call> calls) {
        var stops = new ArrayList<Line.Stop>();
        int leaves = minute(trip.date(), trip.leavesAt(), true);
        stops.add(new Line.Stop(trip.depot(), leaves, leaves));
        for (Call call : calls) {
            int arrives = Math.max(
                    minute(trip.date(), call.begins(), false), stops.getLast().departMinute());
            int departs = Math.max(minute(trip.date(), call.leaves(), true), arrives);
            stops.add(new Line.Stop(call.node(), arrives, departs));
        }
        int back = Math.max(
                minute(trip.date(), trip.backAt(), false), stops.getLast().departMinute());
        stops.add(new Line.Stop(trip.depot(), back, back));
        return new Line(
                trip.line(),
                vehicle.plate() + " 第 " + (trip.trip() + 1) + " 趟 · trip " + (trip.trip() + 1),
                null,
                Line.Mode.VAN,
                Set.of(DayOfWeek.values()),
                trip.date(),
                trip.date(),
                vehicle.weightGrams(),
                vehicle.volumeCm3(),
                vehicle.pieces(),
                vehicle.compartments(),
                Vans.parted(vehicle),
                List.of(),
                stops);
    }

    /** Whole minutes, as timetables have them: who waits for it comes no later, and it leaves no sooner, than planned. */
    private static int minute(LocalDate date, Instant at, boolean up) {
        long seconds = Duration.between(CountyTime.instant(date, LocalTime.MIDNIGHT), at)
                .toSeconds();
        return (int) Math.floorDiv(up ? seconds + 59 : seconds, 60L);
    }

    private static Trip trip(Row row) {
        return new Trip(
                row.string("tour_id"),
                row.integer("trip"),
                row.string("line_code"),
                row.date("service_date"),
                row.instant("leaves_at"),
                row.instant("back_at"),
                row.string("depot_code"),
                row.string("vehicle_code"),
                row.numberOrNull("live") != null);
    }

    private static Call call(Row row) {
        return new Call(
                row.string("tour_id"),
                row.integer("trip"),
                row.integer("run_seq"),
                row.string("node_code"),
                row.instant("begins_at"),
                row.instant("leaves_at"));
    }
}
