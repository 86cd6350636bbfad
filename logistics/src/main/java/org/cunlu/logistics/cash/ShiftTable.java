package org.cunlu.logistics.cash;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Shifts.Count;

/** The table of shifts. */
@Singleton
class ShiftTable {
    /** What was offered between its begin and its end, and not put back, stands beside each. */
    private static final String SELECT = "SELECT s.shift_id, s.node_code, s.keeper, s.began_at, s.began_fen,"
            + " s.began_counted_fen, s.began_note, s.ended_by, s.ended_at, s.ended_fen, s.ended_counted_fen, s.ended_note,"
            + " s.handover_id, (SELECT COALESCE(SUM(h.offered_fen), 0) FROM log_cash_handover h"
            + " WHERE h.node_code = s.node_code AND h.state <> 'BACK' AND h.offered_at >= s.began_at"
            + " AND (s.ended_at IS NULL OR h.offered_at <= s.ended_at)) AS handed_fen FROM log_shift s ";

    private final Sql sql;

    ShiftTable(Sql sql) {
        this.sql = sql;
    }

    /** A row. @param ended null while it runs, as is {@code endedBy} */
    record Kept(
            String shiftId,
            String node,
            String keeper,
            Count began,
            @Nullable String endedBy,
            @Nullable Count ended,
            @Nullable String handoverId,
            long handedFen) {}

    Optional<Kept> find(String shiftId) {
        return sql.one(SELECT + "WHERE s.shift_id = ?", ShiftTable::kept, shiftId);
    }

    Optional<Kept> running(String nodeCode) {
        return sql.one(SELECT + "WHERE s.node_code = ? AND s.running = 1", ShiftTable::kept, nodeCode);
    }

    /** @param before id; null for the newest @return the newest first */
    List<Kept> of(String nodeCode, @Nullable String before, int limit) {
        return before == null
                ? sql.list(
                        SELECT + "WHERE s.node_code = ? ORDER BY s.shift_id DESC LIMIT ?",
                        ShiftTable::kept,
                        nodeCode,
                        limit)
                : sql.list(
                        SELECT + "WHERE s.node_code = ? AND s.shift_id < ? ORDER BY s.shift_id DESC LIMIT ?",
                        ShiftTable::kept,
                        nodeCode,
                        before,
                        limit);
    }

    /** @return false when another runs there */
    boolean begin(String shiftId, Node node, String keeper, Count began) {
        return sql.change(
                        "INSERT INTO log_shift (shift_id, county_code, node_code, keeper, began_at, began_fen,"
                                + " began_counted_fen, began_note, running) SELECT ?, ?, ?, ?, ?, ?, ?, ?, 1 FROM DUAL"
                                + " WHERE NOT EXISTS (SELECT 1 FROM log_shift r WHERE r.node_code = ? AND r.running = 1)",
                        shiftId,
                        node.countyCode(),
                        node.code(),
                        keeper,
                        began.at(),
                        began.expectedFen(),
                        began.countedFen(),
                        began.why(),
                        node.code())
                == 1;
    }

    /** @return false when it had ended */
    boolean end(String shiftId, String by, Count ended, @Nullable String handoverId) {
        return sql.change(
                        "UPDATE log_shift SET ended_by = ?, ended_at = ?, ended_fen = ?, ended_counted_fen = ?,"
                                + " ended_note = ?, handover_id = ?, running = NULL WHERE shift_id = ? AND running = 1",
                        by,
                        ended.at(),
                        ended.expectedFen(),
                        ended.countedFen(),
                        ended.why(),
                        handoverId,
                        shiftId)
                == 1;
    }

    private static Kept kept(Row row) {
        Instant endedAt = row.instant("ended_at");
        return new Kept(
                row.string("shift_id"),
                row.string("node_code"),
                row.string("keeper"),
                new Count(
                        row.instant("began_at"),
                        row.number("began_fen"),
                        row.number("began_counted_fen"),
                        row.string("began_note")),
                row.string("ended_by"),
                endedAt == null
                        ? null
                        : new Count(
                                endedAt,
                                row.number("ended_fen"),
                                row.number("ended_counted_fen"),
                                row.string("ended_note")),
                row.string("handover_id"),
                row.number("handed_fen"));
    }
}
