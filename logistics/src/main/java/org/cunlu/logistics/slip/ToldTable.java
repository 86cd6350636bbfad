package org.cunlu.logistics.slip;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.SlipReason;

/** The table of what keepers were told already. */
@Singleton
class ToldTable {
    private final Sql sql;

    ToldTable(Sql sql) {
        this.sql = sql;
    }

    /** @return whether nobody was told of this on that day; whoever asks next is told that somebody was */
    boolean firstOfDay(String node, SlipReason reason, LocalDate day) {
        return sql.change(
                        "INSERT IGNORE INTO log_slip_told (node_code, reason, day) VALUES (?, ?, ?)", node, reason, day)
                == 1;
    }
}
