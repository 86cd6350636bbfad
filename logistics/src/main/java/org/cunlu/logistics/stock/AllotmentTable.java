package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockLine;

/** Rows of allotments; locked after orders' reservations and before levels, by key. */
@Singleton
class AllotmentTable {
    private static final String COLUMNS =
            "allotment_id, county_code, sku_code, node_code, allotted, drawn, freed, is_open";

    private final Sql sql;
    private final Clock clock;

    AllotmentTable(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** An allotment at a node. */
    record Kept(
            String allotmentId, String countyCode, SkuAtNode key, long allotted, long drawn, long freed, boolean open) {
        long left() {
            return allotted - drawn - freed;
        }
    }

    /** Pieces of an allotment. */
    record Pieces(String allotmentId, SkuAtNode key, long quantity) {}

    /** One that was freed takes no more: the null that it would become makes the statement fail. */
    void add(String allotmentId, String countyCode, StockLine line) {
        sql.change(
                "INSERT INTO log_allotment (allotment_id, county_code, sku_code, node_code, allotted, drawn, freed, is_open,"
                        + " changed_at) VALUES (?, ?, ?, ?, ?, 0, 0, 1, ?) ON DUPLICATE KEY UPDATE"
                        + " allotted = IF(is_open = 1, allotted + VALUES(allotted), NULL), changed_at = VALUES(changed_at)",
                allotmentId,
                countyCode,
                line.skuCode(),
                line.nodeCode(),
                line.quantity(),
                clock.instant());
    }

    /** Takes all of it for orders or, told by the number of rows, not all. @return rows that had enough left */
    int draw(List<Pieces> wanted) {
        return change(wanted, "+", " AND is_open = 1 AND allotted - drawn - freed >= ?");
    }

    /** Orders give back; what came back to one that is not alive is free at once. */
    int giveBack(List<Pieces> given) {
        var arguments = new ArrayList<Object>();
        String pieces = cases(given, arguments);
        // Assignments go from left to right, and none of the first changes what the second reads.
        pieces = "freed = freed + IF(is_open = 1, 0, " + pieces + "), drawn = drawn - " + cases(given, arguments);
        return update(pieces, given, arguments, " AND drawn >= ?");
    }

    private int change(List<Pieces> some, String sign, String condition) {
        var arguments = new ArrayList<Object>();
        return update("drawn = drawn " + sign + " " + cases(some, arguments), some, arguments, condition);
    }

    private int update(String set, List<Pieces> some, List<Object> arguments, String condition) {
        arguments.add(clock.instant());
        var where = new ArrayList<String>();
        for (Pieces each : some) {
            where.add("(allotment_id = ? AND sku_code = ? AND node_code = ?" + condition + ")");
            arguments.addAll(
                    List.of(each.allotmentId(), each.key().skuCode(), each.key().nodeCode(), each.quantity()));
        }
        return sql.changeWithAll(
                "UPDATE log_allotment SET " + set + ", changed_at = ? WHERE " + String.join(" OR ", where)
                        + " ORDER BY allotment_id, sku_code, node_code",
                arguments.toArray());
    }

    private static String cases(List<Pieces> some, List<Object> arguments) {
        var cases = new StringBuilder("CASE");
        for (Pieces each : some) {
            cases.append(" WHEN allotment_id = ? AND sku_code = ? AND node_code = ? THEN ?");
            arguments.addAll(
                    List.of(each.allotmentId(), each.key().skuCode(), each.key().nodeCode(), each.quantity()));
        }
        return cases.append(" ELSE 0 END").toString();
    }

    /** @return those that exist, locked in key order until the transaction ends */
    List<Kept> lock(Collection<String> allotmentIds) {
        return find(allotmentIds, " FOR UPDATE");
    }

    List<Kept> find(Collection<String> allotmentIds) {
        return find(allotmentIds, "");
    }

    private List<Kept> find(Collection<String> allotmentIds, String how) {
        return allotmentIds.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT " + COLUMNS + " FROM log_allotment WHERE allotment_id IN ("
                                + Sql.marks(allotmentIds.size()) + ") ORDER BY allotment_id, sku_code, node_code" + how,
                        AllotmentTable::kept,
                        allotmentIds.toArray());
    }

    /** @return those that are alive at these levels, locked in key order until the transaction ends */
    List<Kept> lockAt(Collection<SkuAtNode> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>();
        for (SkuAtNode key : keys) {
            arguments.add(key.skuCode());
            arguments.add(key.nodeCode());
        }
        return sql.list(
                "SELECT " + COLUMNS + " FROM log_allotment WHERE is_open = 1 AND ("
                        + String.join(" OR ", Collections.nCopies(keys.size(), "sku_code = ? AND node_code = ?"))
                        + ") ORDER BY allotment_id, sku_code, node_code FOR UPDATE",
                AllotmentTable::kept,
                arguments.toArray());
    }

    /** @return whether so many were left of it */
    boolean cut(Kept kept, long pieces) {
        return sql.change(
                        "UPDATE log_allotment SET freed = freed + ?, changed_at = ? WHERE allotment_id = ? AND sku_code = ?"
                                + " AND node_code = ? AND is_open = 1 AND allotted - drawn - freed >= ?",
                        pieces,
                        clock.instant(),
                        kept.allotmentId(),
                        kept.key().skuCode(),
                        kept.key().nodeCode(),
                        pieces)
                == 1;
    }

    /** All that is left of them is free from now on. */
    void close(Collection<String> allotmentIds) {
        sql.change(
                "UPDATE log_allotment SET is_open = 0, freed = allotted - drawn, changed_at = ? WHERE allotment_id IN ("
                        + Sql.marks(allotmentIds.size())
                        + ") AND is_open = 1 ORDER BY allotment_id, sku_code, node_code",
                Stream.concat(Stream.of((Object) clock.instant()), allotmentIds.stream())
                        .toArray());
    }

    private static Kept kept(Row row) {
        return new Kept(
                row.string("allotment_id"),
                row.string("county_code"),
                new SkuAtNode(row.string("sku_code"), row.string("node_code")),
                row.number("allotted"),
                row.number("drawn"),
                row.number("freed"),
                row.integer("is_open") == 1);
    }
}
