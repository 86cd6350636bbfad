package org.cunlu.logistics.slip;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.SlipReason;

/** The table of what keepers were told already. */
@Singleton
class ToldTable {
    private final Sql sql;

    ToldTable(Sql sql) {
        this.sql = sql;
    }

    /** @return whether nobody was told of this within {@code batch}; whoever asks next is told that somebody was */
    boolean first(String node, SlipReason reason, Instant at, Duration batch) {
        var day = CountyTime.date(at);
        return sql.change(
                                "INSERT IGNORE INTO log_slip_told (node_code, reason, day, told_at) VALUES (?, ?, ?, ?)",
                                node,
                                reason,
                                day,
                                at)
                        == 1
                || sql.change(
                                "UPDATE log_slip_told SET told_at = ? WHERE node_code = ? AND reason = ? AND day = ?"
                                        + " AND told_at <= ?",
                                at,
                                node,
                                reason,
                                day,
                                at.minus(batch))
                        == 1;
    }
}
