package org.cunlu.logistics.picking;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.PickLists;
import org.cunlu.logistics.WorkDone;
import org.cunlu.logistics.picking.PickLine.State;

/** The table of lines to be picked. */
@Singleton
class PickLineTable implements PickLists, WorkDone {
    /** In place of a wave's id: no id of ours has these letters. */
    private static final String KEPT = "KEPTFROMWAVES";

    private static final int ROWS_MAX = 500;
    private static final String INSERT =
            "INSERT INTO log_pick_line (line_id, wave_id, county_code, node_code, barcode, order_id, sku_code, pieces,"
                    + " state, walk_no, walk_bin, picker, taken_at, lot_code, owner, bin_code)";

    private final Sql sql;

    PickLineTable(Sql sql) {
        this.sql = sql;
    }

    void insert(List<PickLine> lines) {
        for (int from = 0; from < lines.size(); from += ROWS_MAX) {
            sql.insertMany(
                    INSERT,
                    lines.subList(from, Math.min(from + ROWS_MAX, lines.size())).stream()
                            .map(line -> new Object[] {
                                line.lineId(),
                                line.waveId(),
                                line.countyCode(),
                                line.nodeCode(),
                                line.barcode(),
                                line.orderId(),
                                line.skuCode(),
                                line.pieces(),
                                line.state(),
                                line.walkNo(),
                                line.walkBin(),
                                line.picker(),
                                line.takenAt(),
                                line.lotCode(),
                                line.owner(),
                                line.bin()
                            })
                            .toList());
        }
    }

    /** @return lines that nobody has, in walking order, locked; those that a rival is taking are left to him */
    List<PickLine> lockOpen(String waveId, int limit) {
        return sql.list(
                "SELECT * FROM log_pick_line WHERE wave_id = ? AND state = 'OPEN'"
                        + " ORDER BY walk_no, walk_bin, sku_code, line_id LIMIT " + limit + " FOR UPDATE SKIP LOCKED",
                PickLineTable::line,
                waveId);
    }

    /** A line gets its picker and the part that he takes it from; what other parts give stands in lines of its own. */
    boolean take(PickLine taken) {
        return sql.change(
                        "UPDATE log_pick_line SET state = 'TAKEN', picker = ?, taken_at = ?, pieces = ?, lot_code = ?,"
                                + " owner = ?, bin_code = ? WHERE line_id = ? AND state = 'OPEN'",
                        taken.picker(),
                        taken.takenAt(),
                        taken.pieces(),
                        taken.lotCode(),
                        taken.owner(),
                        taken.bin(),
                        taken.lineId())
                == 1;
    }

    Optional<PickLine> find(String lineId) {
        return sql.one("SELECT * FROM log_pick_line WHERE line_id = ?", PickLineTable::line, lineId);
    }

    Optional<PickLine> lock(String lineId) {
        return sql.one("SELECT * FROM log_pick_line WHERE line_id = ? FOR UPDATE", PickLineTable::line, lineId);
    }

    /** @return lines that are not over of a wave, in key order, locked */
    List<PickLine> lockOf(String waveId) {
        return sql.list(
                "SELECT * FROM log_pick_line WHERE wave_id = ? AND state IN ('OPEN', 'TAKEN') ORDER BY line_id FOR UPDATE",
                PickLineTable::line,
                waveId);
    }

    /** @return what a picker has taken of a wave and not picked yet, in walking order */
    List<PickLine> takenBy(String waveId, String picker) {
        return sql.list(
                "SELECT * FROM log_pick_line WHERE wave_id = ? AND state = 'TAKEN' AND picker = ?"
                        + " ORDER BY walk_no, COALESCE(bin_code, walk_bin), sku_code, line_id",
                PickLineTable::line,
                waveId,
                picker);
    }

    /** @param line with the part that it was really picked from */
    boolean picked(PickLine line, State state, long found, Instant at, String scanner) {
        return sql.change(
                        "UPDATE log_pick_line SET state = ?, found = ?, picked_at = ?, scanner = ?, lot_code = ?, owner = ?,"
                                + " bin_code = ? WHERE line_id = ? AND state = 'TAKEN'",
                        state,
                        found,
                        at,
                        scanner,
                        line.lotCode(),
                        line.owner(),
                        line.bin(),
                        line.lineId())
                == 1;
    }

    /** Gives lines back: nobody has them, nothing is chosen for them. */
    int back(Collection<String> lineIds, State from, State to) {
        if (lineIds.isEmpty()) {
            return 0;
        }
        var arguments = new ArrayList<Object>();
        arguments.add(to);
        arguments.add(from);
        arguments.addAll(lineIds.stream().sorted().toList());
        return sql.change(
                "UPDATE log_pick_line SET state = ?, picker = NULL, taken_at = NULL, found = NULL, picked_at = NULL,"
                        + " scanner = NULL WHERE state = ? AND line_id IN ("
                        + Sql.marks(lineIds.size()) + ") ORDER BY line_id",
                arguments.toArray());
    }

    /** @return pieces that are picked for these orders and not packed, by order and SKU */
    Map<String, Long> aside(Collection<String> orderIds) {
        if (orderIds.isEmpty()) {
            return Map.of();
        }
        return sql
                .list(
                        "SELECT order_id, sku_code, SUM(found) AS pieces FROM log_pick_line WHERE state = 'PICKED'"
                                + " AND order_id IN (" + Sql.marks(orderIds.size()) + ") GROUP BY order_id, sku_code",
                        row -> Map.entry(row.string("order_id") + " " + row.string("sku_code"), row.number("pieces")),
                        orderIds.toArray())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @return what was picked at a node of a SKU (null for any), oldest first after this line */
    List<PickLine> pickedAt(String nodeCode, @Nullable String skuCode, String after, int limit) {
        return sql.list(
                "SELECT * FROM log_pick_line WHERE node_code = ? AND state = 'PICKED' AND (? IS NULL OR sku_code = ?)"
                        + " AND line_id > ? ORDER BY line_id LIMIT " + limit,
                PickLineTable::line,
                nodeCode,
                skuCode,
                skuCode,
                after);
    }

    /** A line goes back with the pieces that were set aside for it. @return false when it changed meanwhile */
    boolean giveBack(PickLine line, State to, long pieces) {
        return sql.change(
                        "UPDATE log_pick_line SET state = ?, pieces = ?, picker = NULL, taken_at = NULL, found = NULL,"
                                + " picked_at = NULL, scanner = NULL WHERE line_id = ? AND state = ?",
                        to,
                        pieces,
                        line.lineId(),
                        line.state())
                == 1;
    }

    @Override
    public void packed(Collection<String> orderIds) {
        sql.soon(
                "UPDATE log_pick_line SET state = 'PACKED' WHERE order_id IN (" + Sql.marks(orderIds.size())
                        + ") AND state = 'PICKED'",
                orderIds.toArray());
    }

    @Override
    public List<Tally> done(String nodeCode, Instant from, Instant before) {
        return sql.list(
                "SELECT picker, at_hour, COUNT(*) AS acts, SUM(found) AS pieces FROM (SELECT picker, found,"
                        + " CAST(DATE_FORMAT(picked_at, '%Y-%m-%d %H:00:00') AS DATETIME) AS at_hour FROM log_pick_line"
                        + " WHERE node_code = ? AND picked_at >= ? AND picked_at < ?) picks GROUP BY picker, at_hour",
                row -> new Tally(
                        row.string("picker"), row.instant("at_hour"), "PICK", row.number("acts"), row.number("pieces")),
                nodeCode,
                from,
                before);
    }

    @Override
    public Set<String> open(Collection<String> orderIds) {
        return Set.copyOf(sql.list(
                "SELECT DISTINCT order_id FROM log_pick_line WHERE order_id IN (" + Sql.marks(orderIds.size())
                        + ") AND state IN ('OPEN', 'TAKEN')",
                row -> row.string("order_id"),
                orderIds.toArray()));
    }

    @Override
    public Set<String> inWaves(Collection<String> barcodes) {
        return barcodes.isEmpty()
                ? Set.of()
                : new HashSet<>(sql.list(
                        "SELECT live_barcode FROM log_wave_parcel WHERE live_barcode IN (" + Sql.marks(barcodes.size())
                                + ")",
                        row -> row.string("live_barcode"),
                        barcodes.toArray()));
    }

    @Override
    public Set<String> keptFromWaves(String countyCode, Map<String, String> barcodes) {
        if (barcodes.isEmpty()) {
            return Set.of();
        }
        // Whoever puts one of them into a wave waits for this key, also after it is deleted, and then reads what the
        // parcel holds.
        sql.insertMany(
                "INSERT IGNORE INTO log_wave_parcel (wave_id, barcode, county_code, order_id, live_barcode)",
                new TreeMap<>(barcodes)
                        .entrySet().stream()
                                .map(each ->
                                        new Object[] {KEPT, each.getKey(), countyCode, each.getValue(), each.getKey()})
                                .toList());
        // Those alone: another approval's rows would be waited for.
        var mine = new ArrayList<Object>(List.of(KEPT));
        mine.addAll(new TreeSet<>(barcodes.keySet()));
        String which = " FROM log_wave_parcel WHERE wave_id = ? AND barcode IN (" + Sql.marks(barcodes.size()) + ")";
        var kept = new HashSet<>(sql.list("SELECT barcode" + which, row -> row.string("barcode"), mine.toArray()));
        sql.change("DELETE" + which, mine.toArray());
        return kept;
    }

    @Override
    public boolean underWay(String nodeCode, Collection<String> skuCodes) {
        if (skuCodes.isEmpty()) {
            return false;
        }
        var arguments = new ArrayList<Object>(skuCodes);
        arguments.addFirst(nodeCode);
        return !sql.list(
                        "SELECT line_id FROM log_pick_line WHERE node_code = ? AND state = 'TAKEN' AND sku_code IN ("
                                + Sql.marks(skuCodes.size()) + ") AND bin_code IS NOT NULL LIMIT 1",
                        row -> row.string("line_id"),
                        arguments.toArray())
                .isEmpty();
    }

    private static PickLine line(Row row) {
        return new PickLine(
                row.string("line_id"),
                row.string("wave_id"),
                row.string("county_code"),
                row.string("node_code"),
                row.string("barcode"),
                row.string("order_id"),
                row.string("sku_code"),
                row.number("pieces"),
                row.constant("state", State.class),
                row.integer("walk_no"),
                row.string("walk_bin"),
                row.string("picker"),
                row.instant("taken_at"),
                row.string("lot_code"),
                row.string("owner"),
                row.string("bin_code"),
                row.numberOrNull("found"));
    }
}
