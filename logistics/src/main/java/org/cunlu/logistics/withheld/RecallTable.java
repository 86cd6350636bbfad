package org.cunlu.logistics.withheld;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.RecallDesk.Recall;
import org.cunlu.logistics.Recalls;

/** The table of recalls. */
@Singleton
class RecallTable implements Recalls {
    private final Sql sql;

    RecallTable(Sql sql) {
        this.sql = sql;
    }

    /** @return false when the lot is called back already */
    boolean insert(Recall recall, String by) {
        return sql.change(
                        "INSERT IGNORE INTO log_recall (recall_id, county_code, node_code, lot_code, sku_code, reason, called_by,"
                                + " called_at, live_lot) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        recall.recallId(),
                        recall.countyCode(),
                        recall.node(),
                        recall.lotCode(),
                        recall.skuCode(),
                        recall.reason(),
                        by,
                        recall.calledAt(),
                        recall.lotCode())
                == 1;
    }

    /** @return false when it was lifted before */
    boolean lift(String recallId, String by, Instant at) {
        return sql.change(
                        "UPDATE log_recall SET live_lot = NULL, lifted_by = ?, lifted_at = ?"
                                + " WHERE recall_id = ? AND live_lot IS NOT NULL",
                        by,
                        at,
                        recallId)
                == 1;
    }

    Optional<Recall> find(String recallId) {
        return sql.one("SELECT * FROM log_recall WHERE recall_id = ?", RecallTable::recall, recallId);
    }

    /** @return newest first */
    List<Recall> of(String countyCode, @Nullable String before, int limit) {
        return sql.list(
                "SELECT * FROM log_recall WHERE county_code = ? AND recall_id < ? ORDER BY recall_id DESC LIMIT "
                        + limit,
                RecallTable::recall,
                countyCode,
                before == null ? "~" : before);
    }

    @Override
    public Set<String> called(Collection<String> lotCodes) {
        return lotCodes.isEmpty()
                ? Set.of()
                : new HashSet<>(sql.list(
                        "SELECT live_lot FROM log_recall WHERE live_lot IN (" + Sql.marks(lotCodes.size()) + ")",
                        row -> row.string("live_lot"),
                        lotCodes.toArray()));
    }

    private static Recall recall(Row row) {
        return new Recall(
                row.string("recall_id"),
                row.string("county_code"),
                row.string("node_code"),
                row.string("lot_code"),
                row.string("sku_code"),
                row.string("reason"),
                row.instant("called_at"),
                row.instant("lifted_at"));
    }
}
