package org.cunlu.logistics.adjusting;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.AdjustmentDesk.Adjustment;
import org.cunlu.logistics.AdjustmentDesk.Line;
import org.cunlu.logistics.AdjustmentDesk.State;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;

/** Adjustments, their lines, and what a node's day has had on one signature. */
@Singleton
class AdjustmentTable {
    private static final int OPEN_MAX = 200;

    private final Sql sql;

    AdjustmentTable(Sql sql) {
        this.sql = sql;
    }

    void insert(String countyCode, Adjustment adjustment) {
        sql.change(
                "INSERT INTO log_adjustment (adjustment_id, county_code, node_code, what, state, reason, proposed_by,"
                        + " proposed_at, count_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                adjustment.adjustmentId(),
                countyCode,
                adjustment.nodeCode(),
                adjustment.what(),
                adjustment.state(),
                adjustment.reason(),
                adjustment.proposedBy(),
                adjustment.proposedAt(),
                adjustment.countId());
        var rows = new ArrayList<Object[]>();
        for (Change line : adjustment.changes()) {
            rows.add(new Object[] {
                adjustment.adjustmentId(),
                rows.size() + 1,
                countyCode,
                line.part().skuCode(),
                line.part().lotCode(),
                line.part().owner().text(),
                line.part().status(),
                line.part().bin(),
                line.pieces()
            });
        }
        sql.insertMany(
                "INSERT INTO log_adjustment_line (adjustment_id, line_no, county_code, sku_code, lot_code, owner, status,"
                        + " bin_code, pieces)",
                rows);
    }

    /** @return false when somebody has decided before */
    boolean decide(String adjustmentId, State state, String by, Instant at) {
        return sql.change(
                        "UPDATE log_adjustment SET state = ?, decided_by = ?, decided_at = ?"
                                + " WHERE adjustment_id = ? AND state = 'PROPOSED'",
                        state,
                        by,
                        at,
                        adjustmentId)
                == 1;
    }

    void posted(String adjustmentId, String actId) {
        sql.change("UPDATE log_adjustment SET act_id = ? WHERE adjustment_id = ?", actId, adjustmentId);
    }

    /** Pieces, up and down together, and their worth. */
    record Amount(long pieces, long fen) {}

    /** Makes a node's day known that nobody adjusted on yet; it is the caller's until he commits. */
    void lockDay(String countyCode, String nodeCode, LocalDate day) {
        sql.change(
                "INSERT INTO log_adjustment_day (node_code, day, county_code, pieces) VALUES (?, ?, ?, 0)"
                        + " ON DUPLICATE KEY UPDATE pieces = pieces",
                nodeCode,
                day,
                countyCode);
    }

    /** Takes from what a node's day may have on one signature. @return false when there is not so much left */
    boolean within(String countyCode, String nodeCode, LocalDate day, Amount amount, Amount limit) {
        lockDay(countyCode, nodeCode, day);
        return sql.change(
                        "UPDATE log_adjustment_day SET pieces = pieces + ?, value_fen = value_fen + ? WHERE node_code = ?"
                                + " AND day = ? AND pieces + ? <= ? AND value_fen + ? <= ?",
                        amount.pieces(),
                        amount.fen(),
                        nodeCode,
                        day,
                        amount.pieces(),
                        limit.pieces(),
                        amount.fen(),
                        limit.fen())
                == 1;
    }

    Optional<Adjustment> find(String adjustmentId) {
        return sql.one(
                        "SELECT * FROM log_adjustment WHERE adjustment_id = ?",
                        AdjustmentTable::adjustment,
                        adjustmentId)
                .map(found -> found.with(lines(found)));
    }

    /** @return the one of these very changes that he proposed and nobody has decided */
    Optional<String> open(Node node, What what, String proposedBy, List<Change> changes) {
        return sql
                .list(
                        "SELECT * FROM log_adjustment WHERE node_code = ? AND state = 'PROPOSED' AND what = ?"
                                + " AND proposed_by = ? ORDER BY adjustment_id DESC LIMIT " + OPEN_MAX,
                        AdjustmentTable::adjustment,
                        node.code(),
                        what,
                        proposedBy)
                .stream()
                .map(found -> found.with(lines(found)))
                .filter(found -> Set.copyOf(found.changes()).equals(Set.copyOf(changes)))
                .map(Adjustment::adjustmentId)
                .findFirst();
    }

    /** @return newest first */
    List<Adjustment> at(Node node, @Nullable State state, @Nullable String before, int limit) {
        return sql
                .list(
                        "SELECT * FROM log_adjustment WHERE node_code = ? AND (? IS NULL OR state = ?)"
                                + " AND adjustment_id < ? ORDER BY adjustment_id DESC LIMIT " + limit,
                        AdjustmentTable::adjustment,
                        node.code(),
                        state == null ? null : state.name(),
                        state == null ? null : state.name(),
                        before == null ? "~" : before)
                .stream()
                .map(found -> found.with(lines(found)))
                .toList();
    }

    /** @return those that wait for a second signature at any node, newest first */
    List<Adjustment> waiting(@Nullable String before, int limit) {
        return sql
                .list(
                        "SELECT * FROM log_adjustment WHERE state = 'PROPOSED' AND adjustment_id < ?"
                                + " ORDER BY adjustment_id DESC LIMIT " + limit,
                        AdjustmentTable::adjustment,
                        before == null ? "~" : before)
                .stream()
                .map(found -> found.with(lines(found)))
                .toList();
    }

    private List<Line> lines(Adjustment adjustment) {
        return sql.list(
                "SELECT * FROM log_adjustment_line WHERE adjustment_id = ? ORDER BY line_no",
                row -> Line.of(new Change(
                        new StockPart(
                                row.string("sku_code"),
                                adjustment.nodeCode(),
                                row.string("lot_code"),
                                new StockOwner(row.string("owner")),
                                row.constant("status", StockStatus.class),
                                row.string("bin_code")),
                        row.number("pieces"))),
                adjustment.adjustmentId());
    }

    private static Adjustment adjustment(Row row) {
        return new Adjustment(
                row.string("adjustment_id"),
                row.string("node_code"),
                row.constant("what", What.class),
                row.constant("state", State.class),
                row.string("reason"),
                row.string("proposed_by"),
                row.instant("proposed_at"),
                row.string("decided_by"),
                row.string("count_id"),
                row.string("act_id"),
                List.of());
    }
}
