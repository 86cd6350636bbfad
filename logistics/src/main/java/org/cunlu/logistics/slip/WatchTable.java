package org.cunlu.logistics.slip;

import jakarta.inject.Singleton;
import org.cunlu.kernel.db.Sql;

/** The table by which one instance at a time watches. */
@Singleton
class WatchTable {
    private final Sql sql;

    WatchTable(Sql sql) {
        this.sql = sql;
    }

    /** @return whether it is nobody's, and is the caller's now for so long by the database's clock */
    boolean take(int seconds) {
        return sql.change(
                        "UPDATE log_slip_watch SET held_until = TIMESTAMPADD(SECOND, ?, CURRENT_TIMESTAMP(3)) WHERE id = 1"
                                + " AND (held_until IS NULL OR held_until < CURRENT_TIMESTAMP(3))",
                        seconds)
                == 1;
    }

    void release() {
        sql.change("UPDATE log_slip_watch SET held_until = NULL WHERE id = 1");
    }
}
