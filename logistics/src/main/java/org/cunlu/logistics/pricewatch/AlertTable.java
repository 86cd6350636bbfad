package org.cunlu.logistics.pricewatch;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.SqlFailure;

/** Rows of alerts: one is open of the same, and one is opened of the same a day. */
@Singleton
class AlertTable {
    private static final String SELECT =
            "SELECT alert_id, kind, about, place_code, level_code, on_day, found, threshold, words,"
                    + " source, release_id, opened_at, closed_at, closed_why FROM log_price_alert ";

    private final Sql sql;

    AlertTable(Sql sql) {
        this.sql = sql;
    }

    /** @return false when it is open already, or was opened today */
    boolean open(String county, Alert made) {
        try {
            sql.change(
                    "INSERT INTO log_price_alert (alert_id, county_code, kind, about, place_code, level_code, on_day, found,"
                            + " threshold, words, source, opened_at, open_mark) VALUES (" + Sql.marks(12) + ", 1)",
                    made.alertId(),
                    county,
                    made.kind(),
                    made.about(),
                    made.placeCode(),
                    made.levelCode(),
                    made.day(),
                    made.found(),
                    made.threshold(),
                    made.words(),
                    made.source(),
                    made.openedAt());
            return true;
        } catch (SqlFailure e) {
            if (e.duplicate()) {
                return false;
            }
            throw e;
        }
    }

    void proposed(String alertId, String releaseId) {
        sql.change("UPDATE log_price_alert SET release_id = ? WHERE alert_id = ?", releaseId, alertId);
    }

    boolean close(String alertId, String by, Instant at, String why) {
        return sql.change(
                        "UPDATE log_price_alert SET open_mark = NULL, closed_by = ?, closed_at = ?, closed_why = ?"
                                + " WHERE alert_id = ? AND open_mark = 1",
                        by,
                        at,
                        why,
                        alertId)
                == 1;
    }

    Optional<Alert> find(String county, String alertId) {
        return sql.one(SELECT + "WHERE alert_id = ? AND county_code = ?", AlertTable::alert, alertId, county);
    }

    /** @return the newest first, before this one */
    List<Alert> page(String county, boolean openOnly, @Nullable String before, int limit) {
        return sql.list(
                SELECT + "WHERE county_code = ?" + (openOnly ? " AND open_mark = 1" : "")
                        + " AND alert_id < ? ORDER BY alert_id DESC LIMIT " + limit,
                AlertTable::alert,
                county,
                before == null ? "~" : before);
    }

    private static Alert alert(Row row) {
        return new Alert(
                row.string("alert_id"),
                row.constant("kind", Alert.Kind.class),
                row.string("about"),
                row.string("place_code"),
                row.string("level_code"),
                row.date("on_day"),
                row.number("found"),
                row.number("threshold"),
                row.string("words"),
                row.string("source"),
                row.string("release_id"),
                row.instant("opened_at"),
                row.instant("closed_at"),
                row.string("closed_why"));
    }
}
