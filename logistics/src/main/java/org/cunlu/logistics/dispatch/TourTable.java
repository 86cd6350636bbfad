package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Published tours: what drivers are to do, and when they really were where. */
@Singleton
class TourTable {
    private static final String TOUR =
            "SELECT tour_id, plan_id, depot_code, service_date, vehicle_code, driver_id, live, metres, seconds,"
                    + " fill, leaves_at, back_at FROM log_tour ";
    private static final String STOP =
            "SELECT tour_id, seq, trip, stop_id, node_code, begins_at, leaves_at, closes_at, delivers,"
                    + " collects, grams, cash_fen, arrived_at, left_at FROM log_tour_stop ";

    private final Sql sql;

    TourTable(Sql sql) {
        this.sql = sql;
    }

    /** A van's day as published. @param fill fullest it is to be, 0 to 1 @param live whether its plan is the published one */
    @Serdeable
    record Driven(
            String tour,
            String plan,
            String depot,
            LocalDate day,
            String van,
            @Nullable String driver,
            boolean live,
            long metres,
            long seconds,
            double fill,
            Instant leavesAt,
            Instant backAt) {}

    /** @param arrivedAt and {@code leftAt}: as it really was */
    @Serdeable
    record Stop(
            String tour,
            int seq,
            int trip,
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
            @Nullable Instant leftAt) {}

    /** @param way GIVEN to the node or TAKEN from it */
    @Serdeable
    record Thing(int seq, String barcode, String way) {}

    /** When the first and the last thing of a stop were scanned there. */
    record Scanned(String tour, int seq, Instant first, Instant last) {}

    void insert(Driven tour, String county, List<Stop> stops, List<Thing> things) {
        sql.change(
                "INSERT INTO log_tour (tour_id, county_code, plan_id, depot_code, service_date, vehicle_code, driver_id, live, metres,"
                        + " seconds, fill, leaves_at, back_at) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)",
                tour.tour(),
                county,
                tour.plan(),
                tour.depot(),
                tour.day(),
                tour.van(),
                tour.driver(),
                tour.metres(),
                tour.seconds(),
                Math.round(tour.fill() * 10_000),
                tour.leavesAt(),
                tour.backAt());
        sql.insertMany(
                "INSERT INTO log_tour_stop (tour_id, seq, county_code, trip, stop_id, node_code, begins_at, leaves_at, closes_at,"
                        + " delivers, collects, grams, cash_fen, arrived_at, left_at, learnt)",
                stops.stream()
                        .map(stop -> new Object[] {
                            stop.tour(),
                            stop.seq(),
                            county,
                            stop.trip(),
                            stop.stop(),
                            stop.node(),
                            stop.beginsAt(),
                            stop.leavesAt(),
                            stop.closesAt(),
                            stop.delivers(),
                            stop.collects(),
                            stop.grams(),
                            stop.cashFen(),
                            stop.arrivedAt(),
                            stop.leftAt(),
                            0
                        })
                        .toList());
        for (int from = 0; from < things.size(); from += 2_000) {
            sql.insertMany(
                    "INSERT INTO log_tour_thing (tour_id, seq, county_code, barcode, way)",
                    things.subList(from, Math.min(things.size(), from + 2_000)).stream()
                            .map(thing -> new Object[] {tour.tour(), thing.seq(), county, thing.barcode(), thing.way()})
                            .toList());
        }
    }

    void retire(String planId) {
        sql.change("UPDATE log_tour SET live = NULL WHERE plan_id = ?", planId);
    }

    List<Driven> ofPlan(String planId) {
        return sql.list(TOUR + "WHERE plan_id = ? ORDER BY vehicle_code", TourTable::driven, planId);
    }

    List<Driven> drivenBy(String account, LocalDate day) {
        return sql.list(
                TOUR + "WHERE driver_id = ? AND service_date = ? AND live = 1 ORDER BY leaves_at",
                TourTable::driven,
                account,
                day);
    }

    Optional<Driven> find(String tour) {
        return sql.one(TOUR + "WHERE tour_id = ?", TourTable::driven, tour);
    }

    List<Stop> stops(String tour) {
        return sql.list(STOP + "WHERE tour_id = ? ORDER BY seq", TourTable::stop, tour);
    }

    List<Stop> stopsOfPlan(String planId) {
        return sql.list(
                STOP + "WHERE tour_id IN (SELECT tour_id FROM log_tour WHERE plan_id = ?) ORDER BY tour_id, seq",
                TourTable::stop,
                planId);
    }

    List<Thing> things(String tour) {
        return sql.list(
                "SELECT seq, barcode, way FROM log_tour_thing WHERE tour_id = ? ORDER BY seq, way, barcode",
                row -> new Thing(row.integer("seq"), row.string("barcode"), row.string("way")),
                tour);
    }

    /** What was told first stays. @return whether the stop is there */
    boolean been(String tour, int seq, @Nullable Instant arrived, @Nullable Instant left) {
        return sql.change(
                        "UPDATE log_tour_stop SET arrived_at = COALESCE(arrived_at, ?), left_at = COALESCE(left_at, ?) WHERE tour_id = ?"
                                + " AND seq = ?",
                        arrived,
                        left,
                        tour,
                        seq)
                == 1;
    }

    /** @return by the scans of what was to be handed over or collected there, within the hours named */
    List<Scanned> scanned(String planId, Instant from, Instant until) {
        return sql.list(
                "SELECT h.tour_id, h.seq, MIN(c.at) AS first_at, MAX(c.at) AS last_at FROM log_tour t"
                        + " JOIN log_tour_thing h ON h.tour_id = t.tour_id"
                        + " JOIN log_tour_stop s ON s.tour_id = h.tour_id AND s.seq = h.seq"
                        + " JOIN log_custody c ON c.barcode = h.barcode AND c.node_code = s.node_code"
                        + " WHERE t.plan_id = ? AND c.at >= ? AND c.at < ? AND ((h.way = 'GIVEN' AND c.what IN ('IN', 'UNLOAD', 'RECEIVE'))"
                        + " OR (h.way = 'TAKEN' AND c.what IN ('LOAD', 'OUT'))) GROUP BY h.tour_id, h.seq",
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
                row.string("driver_id"),
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
                row.instant("left_at"));
    }
}
