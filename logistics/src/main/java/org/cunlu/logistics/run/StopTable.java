package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** The table of stops as they really were. */
@Singleton
class StopTable {
    private static final String SELECT =
            "SELECT line_code, seq, node_code, arrived_at, departed_at, passed_at FROM log_run_stop ";

    private final Sql sql;

    StopTable(Sql sql) {
        this.sql = sql;
    }

    /** What is known of a stop; at least one of the three is. */
    record Seen(
            String line,
            int seq,
            String nodeCode,
            @Nullable Instant arrivedAt,
            @Nullable Instant departedAt,
            @Nullable Instant passedAt) {
        /** @return when the vehicle was last seen there */
        Instant last() {
            return departedAt != null ? departedAt : passedAt != null ? passedAt : arrivedAt;
        }

        Instant first() {
            return arrivedAt != null ? arrivedAt : passedAt != null ? passedAt : departedAt;
        }
    }

    /** @return in order of travel */
    List<Seen> of(DatedTrip trip) {
        return sql.list(
                SELECT + "WHERE line_code = ? AND service_date = ? ORDER BY seq",
                StopTable::seen,
                trip.line().code(),
                trip.date());
    }

    /** @return by line, in order of travel */
    Map<String, List<Seen>> on(LocalDate date) {
        return sql.list(SELECT + "WHERE service_date = ? ORDER BY line_code, seq", StopTable::seen, date).stream()
                .collect(Collectors.groupingBy(Seen::line));
    }

    void arrived(DatedTrip trip, DatedTrip.Planned stop, String county, Instant at) {
        set(trip, stop, county, "arrived_at", at);
    }

    void departed(DatedTrip trip, DatedTrip.Planned stop, String county, Instant at) {
        set(trip, stop, county, "departed_at", at);
    }

    void passed(DatedTrip trip, DatedTrip.Planned stop, String county, Instant at) {
        set(trip, stop, county, "passed_at", at);
    }

    /** What is known already stays. */
    private void set(DatedTrip trip, DatedTrip.Planned stop, String county, String column, Instant at) {
        sql.change(
                "INSERT INTO log_run_stop (line_code, service_date, seq, county_code, node_code, " + column
                        + ") VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE " + column + " = COALESCE(" + column
                        + ", ?)",
                trip.line().code(),
                trip.date(),
                stop.seq(),
                county,
                stop.nodeCode(),
                at,
                at);
    }

    private static Seen seen(Row row) {
        return new Seen(
                row.string("line_code"),
                row.integer("seq"),
                row.string("node_code"),
                row.instant("arrived_at"),
                row.instant("departed_at"),
                row.instant("passed_at"));
    }
}
