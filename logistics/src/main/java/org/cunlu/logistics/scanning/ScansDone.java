package org.cunlu.logistics.scanning;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.WorkDone;

/** Adds up the scans that were applied. */
@Singleton
class ScansDone implements WorkDone {
    private final Sql sql;

    ScansDone(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Tally> done(String nodeCode, Instant from, Instant before) {
        return sql.list(
                "SELECT actor, kind, at_hour, COUNT(*) AS acts FROM (SELECT actor, kind,"
                        + " CAST(DATE_FORMAT(occurred_at, '%Y-%m-%d %H:00:00') AS DATETIME) AS at_hour FROM log_scan"
                        + " WHERE node_code = ? AND occurred_at >= ? AND occurred_at < ? AND outcome = 'APPLIED') scans"
                        + " GROUP BY actor, kind, at_hour",
                row -> new Tally(
                        row.string("actor"), row.instant("at_hour"), row.string("kind"), row.number("acts"), 0),
                nodeCode,
                from,
                before);
    }
}
