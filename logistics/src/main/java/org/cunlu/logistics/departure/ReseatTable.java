package org.cunlu.logistics.departure;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.cunlu.kernel.db.Sql;

/** The table of holders whose departures were changed and who are still to be looked at. */
@Singleton
class ReseatTable {
    private final Sql sql;

    ReseatTable(Sql sql) {
        this.sql = sql;
    }

    /** @param cause which departure, and the version of the network that changed it */
    record Changed(String holder, String cause) {}

    void add(Collection<Hold> holds, String cause, Instant at) {
        for (Hold hold : holds) {
            sql.change(
                    "INSERT INTO log_reseating (holder, county_code, cause, since) VALUES (?, ?, ?, ?)"
                            + " ON DUPLICATE KEY UPDATE cause = ?",
                    hold.holder(),
                    hold.countyCode(),
                    cause,
                    at,
                    cause);
        }
    }

    /** @return in the order of holders */
    List<Changed> all() {
        return sql.list(
                "SELECT holder, cause FROM log_reseating ORDER BY holder",
                row -> new Changed(row.string("holder"), row.string("cause")));
    }

    /** He was looked at; what changed for him meanwhile stays. */
    void remove(Changed changed) {
        sql.change("DELETE FROM log_reseating WHERE holder = ? AND cause = ?", changed.holder(), changed.cause());
    }
}
