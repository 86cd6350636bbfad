package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Published tours: what was planned. When vehicles really were where stands with their runs. */
@Singleton
class TourTable {
    private static final String TOUR =
            "SELECT tour_id, plan_id, depot_code, service_date, vehicle_code, live, metres, seconds,"
                    + " fill, leaves_at, back_at FROM log_tour ";
    private static final String STOP =
            "SELECT s.tour_id, s.seq, s.trip, s.run_seq, s.stop_id, s.node_code, s.begins_at, s.leaves_at, s.closes_at,"
                    + " s.delivers, s.collects, s.grams, s.cash_fen, x.arrived_at, x.departed_at FROM log_tour t"
                    + " JOIN log_tour_stop s ON s.tour_id = t.tour_id"
                    + " JOIN log_tour_run r ON r.tour_id = s.tour_id AND r.trip = s.trip"
                    + " LEFT JOIN log_run_stop x ON x.line_code = r.line_code AND x.service_date = r.service_date"
                    + " AND x.seq = s.run_seq AND x.node_code = s.node_code ";

    private final Sql sql;

    TourTable(Sql sql) {
        this.sql = sql;
    }

    /** A van's day as published. @param fill fullest it is to be, 0 to 1 @param live whether its plan is the published one */
    record Driven(
            String tour,
            String plan,
            String depot,
            LocalDate day,
            String van,
            boolean live,
            long metres,
            long seconds,
            double fill,
            Instant leavesAt,
            Instant backAt) {}

    /** A trip of it, which is a run. @param line code of that */
    record Trip(String tour, int trip, String van, String line, LocalDate day, Instant leavesAt, Instant backAt) {}

    /** @param runSeq of its run, from 1 @param arrivedAt and {@code leftAt}: as its run was told of */
    record Stop(
            String tour,
            int seq,
            int trip,
            int runSeq,
            String stop,
            String node,
            Instant beginsAt,
            Instant leavesAt,
            Instant closesAt,
            int delivers,
            int collects,
            long grams,
            long cashFen,
            @Nullable Instant arrivedAt,
            @Nullable Instant leftAt) {
        Stop with(Instant arrived, Instant left) {
            return new Stop(
                    tour, seq, trip, runSeq, stop, node, beginsAt, leavesAt, closesAt, delivers, collects, grams,
                    cashFen, arrived, left);
        }
    }

    /** When the first and the last thing of a stop were scanned there. */
    record Scanned(String tour, int seq, Instant first, Instant last) {}

    void insert(Driven tour, String county, List<Trip> trips, List<Stop> stops) {
        sql.change(
                "INSERT INTO log_tour (tour_id, county_code, plan_id, depot_code, service_date, vehicle_code, live, metres,"
                        + " seconds, fill, leaves_at, back_at) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)",
                tour.tour(),
                county,
                tour.plan(),
                tour.depot(),
                tour.day(),
                tour.van(),
                tour.metres(),
                tour.seconds(),
                Math.round(tour.fill() * 10_000),
                tour.leavesAt(),
                tour.backAt());
        sql.insertMany(
                "INSERT INTO log_tour_run (tour_id, trip, county_code, line_code, service_date, leaves_at, back_at)",
                trips.stream()
                        .map(trip -> new Object[] {
                            tour.tour(), trip.trip(), county, trip.line(), trip.day(), trip.leavesAt(), trip.backAt()
                        })
                        .toList());
        sql.insertMany(
                "INSERT INTO log_tour_stop (tour_id, seq, county_code, trip, run_seq, stop_id, node_code, begins_at, leaves_at,"
                        + " closes_at, delivers, collects, grams, cash_fen, learnt)",
                stops.stream()
                        .map(stop -> new Object[] {
                            stop.tour(),
                            stop.seq(),
                            county,
                            stop.trip(),
                            stop.runSeq(),
                            stop.stop(),
                            stop.node(),
                            stop.beginsAt(),
                            stop.leavesAt(),
                            stop.closesAt(),
                            stop.delivers(),
                            stop.collects(),
                            stop.grams(),
                            stop.cashFen(),
                            0
                        })
                        .toList());
    }

    void retire(String planId) {
        sql.change("UPDATE log_tour SET live = NULL WHERE plan_id = ?", planId);
    }

    List<Driven> ofPlan(String planId) {
        return sql.list(TOUR + "WHERE plan_id = ? ORDER BY vehicle_code", TourTable::driven, planId);
    }

    List<Trip> tripsOfPlan(String planId) {
        return sql.list(
                "SELECT r.tour_id, r.trip, t.vehicle_code, r.line_code, r.service_date, r.leaves_at, r.back_at FROM log_tour t"
                        + " JOIN log_tour_run r ON r.tour_id = t.tour_id WHERE t.plan_id = ? ORDER BY t.vehicle_code, r.trip",
                row -> new Trip(
                        row.string("tour_id"),
                        row.integer("trip"),
                        row.string("vehicle_code"),
                        row.string("line_code"),
                        row.date("service_date"),
                        row.instant("leaves_at"),
                        row.instant("back_at")),
                planId);
    }

    List<Stop> stopsOfPlan(String planId) {
        return sql.list(STOP + "WHERE t.plan_id = ? ORDER BY s.tour_id, s.seq", TourTable::stop, planId);
    }

    /** @return by the scans of what rode with its runs, within the hours named */
    List<Scanned> scanned(String planId, Instant from, Instant until) {
        return sql.list(
                "SELECT s.tour_id, s.seq, MIN(c.at) AS first_at, MAX(c.at) AS last_at FROM log_tour t"
                        + " JOIN log_tour_stop s ON s.tour_id = t.tour_id"
                        + " JOIN log_tour_run r ON r.tour_id = s.tour_id AND r.trip = s.trip"
                        + " JOIN log_parcel_leg l ON l.service_date = r.service_date AND l.line_code = r.line_code"
                        + " AND (l.to_node = s.node_code OR l.from_node = s.node_code)"
                        + " JOIN log_custody c ON c.barcode = l.barcode AND c.node_code = s.node_code"
                        + " WHERE t.plan_id = ? AND c.at >= ? AND c.at < ?"
                        + " AND ((l.to_node = s.node_code AND c.what IN ('IN', 'UNLOAD', 'RECEIVE'))"
                        + " OR (l.from_node = s.node_code AND c.what IN ('LOAD', 'OUT'))) GROUP BY s.tour_id, s.seq",
                row -> new Scanned(
                        row.string("tour_id"), row.integer("seq"), row.instant("first_at"), row.instant("last_at")),
                planId,
                from,
                until);
    }

    /** @return whether nobody learnt from it before */
    boolean learn(String tour, int seq) {
        return sql.change("UPDATE log_tour_stop SET learnt = 1 WHERE tour_id = ? AND seq = ? AND learnt = 0", tour, seq)
                == 1;
    }

    private static Driven driven(Row row) {
        return new Driven(
                row.string("tour_id"),
                row.string("plan_id"),
                row.string("depot_code"),
                row.date("service_date"),
                row.string("vehicle_code"),
                row.numberOrNull("live") != null,
                row.number("metres"),
                row.number("seconds"),
                row.number("fill") / 10_000.0,
                row.instant("leaves_at"),
                row.instant("back_at"));
    }

    private static Stop stop(Row row) {
        return new Stop(
                row.string("tour_id"),
                row.integer("seq"),
                row.integer("trip"),
                row.integer("run_seq"),
                row.string("stop_id"),
                row.string("node_code"),
                row.instant("begins_at"),
                row.instant("leaves_at"),
                row.instant("closes_at"),
                row.integer("delivers"),
                row.integer("collects"),
                row.number("grams"),
                row.number("cash_fen"),
                row.instant("arrived_at"),
                row.instant("departed_at"));
    }
}
