package org.cunlu.logistics.returning;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.GoodsBack.Coming;
import org.cunlu.logistics.ReturnInspections.Found;

/** Rows of what was handed in, and of what it turned out to be. */
@Singleton
class ReturnTable {
    private static final String SELECT = "SELECT return_id, county_code, order_id, barcode, node_code, home_node,"
            + " taken_at, inspected_at FROM log_return ";

    private final Sql sql;

    ReturnTable(Sql sql) {
        this.sql = sql;
    }

    /** What was handed in. @param inspectedAt null before */
    record Back(
            String returnId,
            String countyCode,
            String orderId,
            String barcode,
            String atNode,
            String homeNode,
            Instant takenAt,
            @Nullable Instant inspectedAt) {}

    /** Whose pieces of which lot. */
    record Whose(String skuCode, String lotCode, String owner) {}

    void insert(Coming coming, String barcode, String actor, Instant now) {
        sql.change(
                "INSERT INTO log_return (return_id, county_code, order_id, barcode, node_code, home_node, weight_grams,"
                        + " taken_by, taken_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                coming.returnId(),
                coming.countyCode(),
                coming.orderId(),
                barcode,
                coming.atNode(),
                coming.homeNode(),
                coming.weightGrams(),
                actor,
                now);
        sql.insertMany(
                "INSERT INTO log_return_line (return_id, county_code, sku_code, pieces)",
                new TreeMap<>(coming.pieces())
                        .entrySet().stream()
                                .map(line -> new Object[] {
                                    coming.returnId(), coming.countyCode(), line.getKey(), line.getValue()
                                })
                                .toList());
    }

    Optional<Back> find(String returnId) {
        return sql.one(SELECT + "WHERE return_id = ?", ReturnTable::back, returnId);
    }

    Optional<Back> lock(String barcode) {
        return sql.one(SELECT + "WHERE barcode = ? FOR UPDATE", ReturnTable::back, barcode);
    }

    /** @return not inspected yet, with this node as home, in barcode order */
    List<Back> waiting(String homeNode, String after, int limit) {
        return sql.list(
                SELECT + "WHERE home_node = ? AND inspected_at IS NULL AND barcode > ? ORDER BY barcode LIMIT " + limit,
                ReturnTable::back,
                homeNode,
                after);
    }

    /** @return pieces by SKU that were handed in */
    Map<String, Long> lines(String returnId) {
        var lines = new TreeMap<String, Long>();
        sql.list(
                "SELECT sku_code, pieces FROM log_return_line WHERE return_id = ?",
                row -> lines.put(row.string("sku_code"), row.number("pieces")),
                returnId);
        return lines;
    }

    /** @return what has come back of an order already, by lot and owner */
    Map<Whose, Long> cameBack(String orderId) {
        var back = new HashMap<Whose, Long>();
        sql.list(
                "SELECT p.sku_code, p.lot_code, p.owner, SUM(p.pieces) AS pieces FROM log_return r JOIN log_return_part p"
                        + " ON p.return_id = r.return_id WHERE r.order_id = ? AND p.found <> 'MISSING'"
                        + " GROUP BY p.sku_code, p.lot_code, p.owner",
                row -> back.put(
                        new Whose(row.string("sku_code"), row.string("lot_code"), row.string("owner")),
                        row.number("pieces")),
                orderId);
        return back;
    }

    /** @return false when it was inspected before */
    boolean inspected(Back back, @Nullable String actId, List<Found> parts, String by, Instant now) {
        boolean first = sql.change(
                        "UPDATE log_return SET act_id = ?, inspected_by = ?, inspected_at = ? WHERE return_id = ?"
                                + " AND inspected_at IS NULL",
                        actId,
                        by,
                        now,
                        back.returnId())
                == 1;
        if (first) {
            sql.insertMany(
                    "INSERT INTO log_return_part (return_id, county_code, sku_code, lot_code, owner, found, pieces)",
                    parts.stream()
                            .map(part -> new Object[] {
                                back.returnId(),
                                back.countyCode(),
                                part.skuCode(),
                                part.lot(),
                                part.of().text(),
                                part.found(),
                                part.pieces()
                            })
                            .toList());
        }
        return first;
    }

    private static Back back(Row row) {
        return new Back(
                row.string("return_id"),
                row.string("county_code"),
                row.string("order_id"),
                row.string("barcode"),
                row.string("node_code"),
                row.string("home_node"),
                row.instant("taken_at"),
                row.instant("inspected_at"));
    }
}
