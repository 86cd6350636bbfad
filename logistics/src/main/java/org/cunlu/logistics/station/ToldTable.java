package org.cunlu.logistics.station;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Bags.TripWithBags;

/** The table of trips of which keepers were told. */
@Singleton
class ToldTable {
    private final Sql sql;

    ToldTable(Sql sql) {
        this.sql = sql;
    }

    /** @return node and trip of what was told since, as {@link #key} writes them */
    Set<String> since(Instant moment) {
        return new HashSet<>(sql.list(
                "SELECT node_code, line_code, service_date FROM log_bags_told WHERE told_at >= ?",
                row -> row.string("node_code") + " " + row.string("line_code") + "/" + row.date("service_date"),
                moment));
    }

    static String key(TripWithBags trip) {
        return trip.toNode() + " " + trip.lineCode() + "/" + trip.serviceDate();
    }

    /** @return whether nobody told it before */
    boolean first(TripWithBags trip, Instant now) {
        return sql.change(
                        "INSERT IGNORE INTO log_bags_told (node_code, line_code, service_date, told_at)"
                                + " VALUES (?, ?, ?, ?)",
                        trip.toNode(),
                        trip.lineCode(),
                        trip.serviceDate(),
                        now)
                == 1;
    }
}
