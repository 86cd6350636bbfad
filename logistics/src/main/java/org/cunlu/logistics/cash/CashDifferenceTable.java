package org.cunlu.logistics.cash;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.cash.HandoverTable.Handover;
import org.cunlu.logistics.cash.HandoverTable.State;

/** The table of counts that did not agree. */
@Singleton
class CashDifferenceTable {
    private static final String SELECT = "SELECT handover_id, seen, node_code, node_path, owner, expected_fen,"
            + " counted_fen, opened_at, due_at, reason, note, closed_by, closed_at FROM log_cash_difference ";
    private static final int OPEN_MAX = 500;

    private final Sql sql;

    CashDifferenceTable(Sql sql) {
        this.sql = sql;
    }

    /** How it ended. */
    enum Reason {
        PAID_IN,
        MISCOUNTED,
        WRITTEN_OFF
    }

    /**
     * @param seen at which count
     * @param owner who had it and must answer: a station's code, or a driver's account
     * @param reason null while it is open
     */
    @Serdeable
    record Difference(
            String handoverId,
            State seen,
            String node,
            String nodePath,
            String owner,
            long expectedFen,
            long countedFen,
            Instant openedAt,
            Instant dueAt,
            @Nullable Reason reason,
            @Nullable String note,
            @Nullable String closedBy,
            @Nullable Instant closedAt) {}

    void open(Handover bundle, State seen, String owner, long expected, long counted, Instant at, Instant due) {
        sql.change(
                "INSERT INTO log_cash_difference (handover_id, seen, county_code, node_code, node_path, owner,"
                        + " expected_fen, counted_fen, opened_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                bundle.handoverId(),
                seen,
                bundle.countyCode(),
                bundle.node(),
                bundle.nodePath(),
                owner,
                expected,
                counted,
                at,
                due);
    }

    /** @return open ones, the oldest first */
    List<Difference> open() {
        return sql.list(
                SELECT + "WHERE reason IS NULL ORDER BY handover_id, seen LIMIT " + OPEN_MAX,
                CashDifferenceTable::difference);
    }

    List<Difference> of(String handoverId) {
        return sql.list(
                SELECT + "WHERE handover_id = ? ORDER BY opened_at, seen", CashDifferenceTable::difference, handoverId);
    }

    /** @return whether it was open */
    boolean close(String handoverId, State seen, Reason reason, @Nullable String note, String by, Instant at) {
        return sql.change(
                        "UPDATE log_cash_difference SET reason = ?, note = ?, closed_by = ?, closed_at = ?"
                                + " WHERE handover_id = ? AND seen = ? AND reason IS NULL",
                        reason,
                        note,
                        by,
                        at,
                        handoverId,
                        seen)
                == 1;
    }

    /** The books hear of it. */
    void tell(String handoverId, State seen) {
        sql.change("UPDATE log_cash_difference SET told = 1 WHERE handover_id = ? AND seen = ?", handoverId, seen);
    }

    private static Difference difference(Row row) {
        return new Difference(
                row.string("handover_id"),
                row.constant("seen", State.class),
                row.string("node_code"),
                row.string("node_path"),
                row.string("owner"),
                row.number("expected_fen"),
                row.number("counted_fen"),
                row.instant("opened_at"),
                row.instant("due_at"),
                row.constant("reason", Reason.class),
                row.string("note"),
                row.string("closed_by"),
                row.instant("closed_at"));
    }
}
