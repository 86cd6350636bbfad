package org.cunlu.logistics.counting;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.WorkDone;

/** Counts and their lines. */
@Singleton
class CountTable implements WorkDone {
    private static final Duration OPEN_MAX = Duration.ofDays(31);

    private final Sql sql;

    CountTable(Sql sql) {
        this.sql = sql;
    }

    /** Life of a count. */
    enum State {
        COUNTING,
        RECOUNTING,
        DONE,
        CANCELLED;

        boolean open() {
            return this == COUNTING || this == RECOUNTING;
        }
    }

    /** @param adjustmentId null when nothing differed, or it is not done */
    record Head(
            String countId,
            String countyCode,
            String nodeCode,
            State state,
            Instant openedAt,
            @Nullable String adjustmentId) {}

    /** @param counted null until it is @param recounted null unless it was */
    record Line(
            int lineNo,
            StockPart part,
            long expected,
            @Nullable Long counted,
            @Nullable Long recounted) {
        /** @return how far the last that was counted is from the books */
        long difference() {
            Long last = recounted == null ? counted : recounted;
            return last == null ? 0 : last - expected;
        }
    }

    void insert(Head head, String by) {
        sql.change(
                "INSERT INTO log_count (count_id, county_code, node_code, state, opened_by, opened_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                head.countId(),
                head.countyCode(),
                head.nodeCode(),
                head.state(),
                by,
                head.openedAt());
    }

    void insert(Head head, List<Line> lines) {
        var rows = new ArrayList<Object[]>();
        for (Line line : lines) {
            rows.add(new Object[] {
                head.countId(),
                line.lineNo(),
                head.countyCode(),
                line.part().skuCode(),
                line.part().lotCode(),
                line.part().owner().text(),
                line.part().status(),
                line.part().bin(),
                line.expected()
            });
        }
        sql.insertMany(
                "INSERT INTO log_count_line (count_id, line_no, county_code, sku_code, lot_code, owner, status, bin_code,"
                        + " expected)",
                rows);
    }

    Optional<Head> find(String countId) {
        return sql.one("SELECT * FROM log_count WHERE count_id = ?", CountTable::head, countId);
    }

    Optional<Head> lock(String countId) {
        return sql.one("SELECT * FROM log_count WHERE count_id = ? FOR UPDATE", CountTable::head, countId);
    }

    List<Head> open(Node node) {
        return sql.list(
                "SELECT * FROM log_count WHERE node_code = ? AND state IN ('COUNTING', 'RECOUNTING') ORDER BY count_id",
                CountTable::head,
                node.code());
    }

    /** Lines by who counted them, and again by who counted them again. */
    @Override
    public List<Tally> done(String nodeCode, Instant from, Instant before) {
        // A count is open for days at most: what was counted belongs to one that was opened not long before.
        Instant opened = from.minus(OPEN_MAX);
        String half = "SELECT l.%1$s_by AS who, l.%1$s AS pieces,"
                + " CAST(DATE_FORMAT(l.%1$s_at, '%%Y-%%m-%%d %%H:00:00') AS DATETIME) AS at_hour FROM log_count c"
                + " JOIN log_count_line l ON l.count_id = c.count_id WHERE c.node_code = ? AND c.opened_at >= ?"
                + " AND c.opened_at < ? AND l.%1$s_at >= ? AND l.%1$s_at < ?";
        return sql.list(
                "SELECT who, at_hour, COUNT(*) AS acts, SUM(pieces) AS pieces FROM (" + half.formatted("counted")
                        + " UNION ALL " + half.formatted("recounted") + ") lines_ GROUP BY who, at_hour",
                row -> new Tally(
                        row.string("who"), row.instant("at_hour"), "COUNT", row.number("acts"), row.number("pieces")),
                nodeCode,
                opened,
                before,
                from,
                before,
                nodeCode,
                opened,
                before,
                from,
                before);
    }

    List<Line> lines(Head head) {
        return sql.list(
                "SELECT * FROM log_count_line WHERE count_id = ? ORDER BY line_no",
                row -> new Line(
                        row.integer("line_no"),
                        new StockPart(
                                row.string("sku_code"),
                                head.nodeCode(),
                                row.string("lot_code"),
                                new StockOwner(row.string("owner")),
                                row.constant("status", StockStatus.class),
                                row.string("bin_code")),
                        row.number("expected"),
                        row.numberOrNull("counted"),
                        row.numberOrNull("recounted")),
                head.countId());
    }

    void counted(String countId, int lineNo, long pieces, String by, Instant at, boolean again) {
        String column = again ? "recounted" : "counted";
        sql.change(
                "UPDATE log_count_line SET " + column + " = ?, " + column + "_by = ?, " + column
                        + "_at = ? WHERE count_id = ? AND line_no = ?",
                pieces,
                by,
                at,
                countId,
                lineNo);
    }

    void move(String countId, State to, @Nullable String adjustmentId) {
        sql.change("UPDATE log_count SET state = ?, adjustment_id = ? WHERE count_id = ?", to, adjustmentId, countId);
    }

    private static Head head(Row row) {
        return new Head(
                row.string("count_id"),
                row.string("county_code"),
                row.string("node_code"),
                row.constant("state", State.class),
                row.instant("opened_at"),
                row.string("adjustment_id"));
    }
}
