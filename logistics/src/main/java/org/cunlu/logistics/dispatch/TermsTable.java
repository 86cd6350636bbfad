package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Vehicles;

/** On what terms vehicles and stations are planned; those of which nothing is said have usual ones. */
@Singleton
class TermsTable {
    private static final int ALL_DAYS = 127;
    private static final int THOUSAND = 1_000;

    private final Sql sql;

    TermsTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * Terms of a vehicle. Minutes after midnight, money in fen.
     * @param chilledCm3 size of its chilled compartment, 0 for a quarter of its room where it has one; the same for hazardous goods
     * @param reaches nodes that it can get to; null for all
     * @param version 0 where nothing was said
     */
    @Serdeable
    record VanTerms(
            int shiftBegins,
            int shiftEnds,
            int loadingMinutes,
            int tripsMax,
            long fixedFen,
            long perKmFen,
            long perHourFen,
            double pace,
            long chilledCm3,
            long hazardousCm3,
            @Nullable Set<String> reaches,
            int version) {}

    /** @param days of the week, bit 0 is Monday @param learnt null before the first visit */
    record Station(int days, int version, Learnt learnt) {
        static final Station USUAL = new Station(ALL_DAYS, 0, Learnt.NOTHING);
    }

    /** Sums over visits, for the straight line of seconds by pieces. */
    record Learnt(long visits, double pieces, double seconds, double pieces2, double piecesSeconds) {
        static final Learnt NOTHING = new Learnt(0, 0, 0, 0, 0);
        private static final int VISITS_MIN = 5;
        private static final double BASE = 180;
        private static final double PIECE = 4;

        /** @return seconds of service for so many pieces: the usual ones before some visits were seen */
        int service(long many) {
            if (visits < VISITS_MIN) {
                return (int) (BASE + PIECE * many);
            }
            double mean = pieces / visits;
            double spread = pieces2 / visits - mean * mean;
            double slope =
                    spread < 1 ? PIECE : Math.clamp((piecesSeconds / visits - mean * seconds / visits) / spread, 0, 60);
            double base = Math.clamp(seconds / visits - slope * mean, 30, 3_600);
            return (int) Math.round(base + slope * many);
        }
    }

    static VanTerms usual(Vehicles.Kind kind) {
        boolean small = kind == Vehicles.Kind.TRICYCLE || kind == Vehicles.Kind.OTHER;
        return new VanTerms(
                5 * 60,
                19 * 60,
                small ? 10 : 20,
                3,
                small ? 2_000 : 8_000,
                small ? 40 : 120,
                small ? 2_000 : 3_000,
                small ? 1.3 : 1,
                0,
                0,
                null,
                0);
    }

    Map<String, VanTerms> vans(Collection<String> codes) {
        return codes.isEmpty()
                ? Map.of()
                : sql
                        .list(
                                "SELECT * FROM log_tour_van WHERE vehicle_code IN (" + Sql.marks(codes.size()) + ")",
                                row -> Map.entry(row.string("vehicle_code"), van(row)),
                                codes.toArray())
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static VanTerms van(Row row) {
        String reaches = row.string("reaches");
        return new VanTerms(
                row.integer("shift_begins"),
                row.integer("shift_ends"),
                row.integer("loading_minutes"),
                row.integer("trips_max"),
                row.number("fixed_fen"),
                row.number("per_km_fen"),
                row.number("per_hour_fen"),
                row.number("pace_permille") / (double) THOUSAND,
                row.number("chilled_cm3"),
                row.number("hazardous_cm3"),
                reaches == null
                        ? null
                        : Arrays.stream(reaches.split(" "))
                                .filter(code -> !code.isEmpty())
                                .collect(Collectors.toSet()),
                row.integer("version"));
    }

    /** @return false when they are not as they were seen */
    boolean set(String vehicle, String county, VanTerms terms) {
        Object[] said = {
            county,
            terms.shiftBegins(),
            terms.shiftEnds(),
            terms.loadingMinutes(),
            terms.tripsMax(),
            terms.fixedFen(),
            terms.perKmFen(),
            terms.perHourFen(),
            Math.round(terms.pace() * THOUSAND),
            terms.chilledCm3(),
            terms.hazardousCm3(),
            terms.reaches() == null ? null : String.join(" ", new TreeSet<>(terms.reaches())),
            vehicle,
            terms.version()
        };
        if (terms.version() == 0) {
            return sql.change(
                            "INSERT IGNORE INTO log_tour_van (county_code, shift_begins, shift_ends, loading_minutes, trips_max, fixed_fen,"
                                    + " per_km_fen, per_hour_fen, pace_permille, chilled_cm3, hazardous_cm3, reaches, vehicle_code, version)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? + 1)",
                            said)
                    == 1;
        }
        return sql.change(
                        "UPDATE log_tour_van SET county_code = ?, shift_begins = ?, shift_ends = ?, loading_minutes = ?, trips_max = ?,"
                                + " fixed_fen = ?, per_km_fen = ?, per_hour_fen = ?, pace_permille = ?, chilled_cm3 = ?, hazardous_cm3 = ?,"
                                + " reaches = ?, version = version + 1 WHERE vehicle_code = ? AND version = ?",
                        said)
                == 1;
    }

    Map<String, Station> stations(Collection<String> nodes) {
        return nodes.isEmpty()
                ? Map.of()
                : sql
                        .list(
                                "SELECT * FROM log_tour_station WHERE node_code IN (" + Sql.marks(nodes.size()) + ")",
                                Function.<Row>identity()
                                        .andThen(row -> Map.entry(row.string("node_code"), station(row))),
                                nodes.toArray())
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Station station(Row row) {
        return new Station(
                row.integer("days"),
                row.integer("version"),
                new Learnt(
                        row.number("visits"),
                        row.decimal("pieces"),
                        row.decimal("seconds"),
                        row.decimal("pieces_2"),
                        row.decimal("pieces_seconds")));
    }

    void known(String node, String county) {
        sql.change(
                "INSERT IGNORE INTO log_tour_station (node_code, county_code, days, version, visits, pieces, seconds, pieces_2,"
                        + " pieces_seconds) VALUES (?, ?, ?, 0, 0, 0, 0, 0, 0)",
                node,
                county,
                ALL_DAYS);
    }

    /** @return false when they are not as they were seen */
    boolean days(String node, int days, int version) {
        return sql.change(
                        "UPDATE log_tour_station SET days = ?, version = version + 1 WHERE node_code = ? AND version = ?",
                        days,
                        node,
                        version)
                == 1;
    }

    void learn(String node, long pieces, long seconds) {
        sql.change(
                "UPDATE log_tour_station SET visits = visits + 1, pieces = pieces + ?, seconds = seconds + ?, pieces_2 = pieces_2 + ?,"
                        + " pieces_seconds = pieces_seconds + ? WHERE node_code = ?",
                pieces,
                seconds,
                pieces * pieces,
                pieces * seconds,
                node);
    }
}
