package org.cunlu.logistics.stock;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Stock.Shelf;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;

/** Pieces on hand by lot, owner, status and bin: the table of parts. */
@Singleton
class PartShelf {
    /** The order in which parts are locked everywhere. */
    static final Comparator<StockPart> IN_KEY_ORDER = Comparator.comparing(StockPart::skuCode)
            .thenComparing(StockPart::nodeCode)
            .thenComparing(StockPart::lotCode)
            .thenComparing(part -> part.owner().text())
            .thenComparing(part -> part.status().name())
            .thenComparing(StockPart::bin);

    private static final int KEYS_MAX = 200;
    private static final String KEY =
            "sku_code = ? AND node_code = ? AND lot_code = ? AND owner = ? AND status = ?" + " AND bin_code = ?";
    private static final String ORDER = " ORDER BY sku_code, node_code, lot_code, owner, status, bin_code";

    private final Sql sql;

    PartShelf(Sql sql) {
        this.sql = sql;
    }

    /** @return all parts of these levels, in key order, locked until the transaction ends */
    List<Standing> lock(Collection<SkuAtNode> keys) {
        var sorted = keys.stream().distinct().sorted(StockLedger.IN_KEY_ORDER).toList();
        var answer = new ArrayList<Standing>();
        for (int from = 0; from < sorted.size(); from += KEYS_MAX) {
            var some = sorted.subList(from, Math.min(from + KEYS_MAX, sorted.size()));
            answer.addAll(sql.list(
                    "SELECT * FROM log_stock_lot WHERE " + StockLedger.anyOf(some) + ORDER + " FOR UPDATE",
                    PartShelf::standing,
                    StockLedger.codes(some)));
        }
        return answer;
    }

    /** @return levels with the lot that goes first; what is a reserve's, on hold or expired is none that goes */
    Map<SkuAtNode, Shelf> onOffer(Collection<String> skuCodes, Collection<String> nodeCodes, LocalDate today) {
        if (skuCodes.isEmpty() || nodeCodes.isEmpty()) {
            return Map.of();
        }
        var arguments = new ArrayList<Object>();
        arguments.add(today);
        arguments.addAll(skuCodes);
        arguments.addAll(nodeCodes);
        var answer = new HashMap<SkuAtNode, Shelf>();
        sql.list(
                "SELECT l.sku_code, l.node_code,"
                        + " LEAST(l.on_hand - l.on_hold - l.allocated - l.earmarked - l.floor_qty,"
                        + " IF(l.blocked > 0, 0, 9223372036854775807)) AS available,"
                        + " (SELECT MIN(p.expires_on) FROM log_stock_lot p WHERE p.sku_code = l.sku_code"
                        + " AND p.node_code = l.node_code AND p.status = 'AVAILABLE' AND p.owner NOT LIKE 'RESERVE:%'"
                        + " AND p.on_hand > 0 AND p.expires_on >= ?) AS oldest"
                        + " FROM log_stock_level l WHERE l.sku_code IN ("
                        + Sql.marks(skuCodes.size()) + ") AND l.node_code IN (" + Sql.marks(nodeCodes.size()) + ")",
                row -> answer.put(
                        new SkuAtNode(row.string("sku_code"), row.string("node_code")),
                        new Shelf(row.number("available"), row.date("oldest"))),
                arguments.toArray());
        return answer;
    }

    /** @return parts with pieces at a node, SKU by SKU, after this SKU */
    List<Standing> at(String nodeCode, @Nullable String afterSku, int skus) {
        return sql.list(
                "SELECT l.* FROM log_stock_lot l JOIN (SELECT DISTINCT sku_code FROM log_stock_lot"
                        + " WHERE node_code = ? AND sku_code > ? AND on_hand > 0 ORDER BY sku_code LIMIT " + skus
                        + ") some ON some.sku_code = l.sku_code WHERE l.node_code = ? AND l.on_hand > 0"
                        + " ORDER BY l.sku_code, l.lot_code, l.owner, l.status, l.bin_code",
                PartShelf::standing,
                nodeCode,
                afterSku == null ? "" : afterSku,
                nodeCode);
    }

    /** @return SKUs of which pieces lie in no bin of a node, in order after this one */
    List<String> loose(String nodeCode, @Nullable String afterSku, int limit) {
        return sql.list(
                "SELECT DISTINCT sku_code FROM log_stock_lot WHERE node_code = ? AND sku_code > ? AND bin_code = ''"
                        + " AND on_hand > 0 ORDER BY sku_code LIMIT " + limit,
                row -> row.string("sku_code"),
                nodeCode,
                afterSku == null ? "" : afterSku);
    }

    /** @return parts with pieces of these SKUs at a node */
    List<Standing> of(String nodeCode, Collection<String> skuCodes) {
        var sorted = skuCodes.stream().distinct().sorted().toList();
        var answer = new ArrayList<Standing>();
        for (int from = 0; from < sorted.size(); from += KEYS_MAX) {
            var some = sorted.subList(from, Math.min(from + KEYS_MAX, sorted.size()));
            var arguments = new ArrayList<Object>(some);
            arguments.add(nodeCode);
            answer.addAll(sql.list(
                    "SELECT * FROM log_stock_lot WHERE sku_code IN (" + Sql.marks(some.size())
                            + ") AND node_code = ? AND on_hand > 0" + ORDER,
                    PartShelf::standing,
                    arguments.toArray()));
        }
        return answer;
    }

    List<String> nodesOf(String skuCode, String lotCode) {
        return sql.list(
                "SELECT DISTINCT node_code FROM log_stock_lot WHERE sku_code = ? AND lot_code = ? ORDER BY node_code",
                row -> row.string("node_code"),
                skuCode,
                lotCode);
    }

    /** What orders hold, and what is being counted, is left for later. */
    List<SkuAtNode> unfit(LocalDate today, int limit) {
        String some = "SELECT l.sku_code, l.node_code FROM log_stock_lot l JOIN log_stock_level v"
                + " ON v.sku_code = l.sku_code AND v.node_code = l.node_code WHERE l.status = 'AVAILABLE'"
                + " AND l.on_hand > 0 AND l.bin_code NOT LIKE '-%'"
                + " AND v.frozen_by IS NULL AND (l.owner LIKE 'RESERVE:%'"
                + " OR v.on_hand - v.on_hold - v.allocated - v.floor_qty > 0) AND ";
        return sql.list(
                some + "l.expires_on < ? UNION " + some
                        + "l.lot_code IN (SELECT live_lot FROM log_recall WHERE live_lot IS NOT NULL)"
                        + " ORDER BY sku_code, node_code LIMIT " + limit,
                row -> new SkuAtNode(row.string("sku_code"), row.string("node_code")),
                today);
    }

    boolean stands(String nodeCode, String bin) {
        return sql.one(
                                "SELECT COUNT(*) AS n FROM log_stock_lot WHERE node_code = ? AND bin_code = ? AND on_hand > 0",
                                row -> row.number("n"),
                                nodeCode,
                                bin)
                        .orElseThrow()
                > 0;
    }

    /**
     * Takes pieces by one conditional statement in key order.
     * @param taken pieces above 0, each part once
     * @return false when a part has fewer: the caller must roll back
     */
    boolean take(Map<StockPart, Long> taken) {
        if (taken.isEmpty()) {
            return true;
        }
        var parts = taken.keySet().stream().sorted(IN_KEY_ORDER).toList();
        for (int from = 0; from < parts.size(); from += KEYS_MAX) {
            if (!takeSome(parts.subList(from, Math.min(from + KEYS_MAX, parts.size())), taken)) {
                return false;
            }
        }
        return true;
    }

    private boolean takeSome(List<StockPart> parts, Map<StockPart, Long> taken) {
        var arguments = new ArrayList<Object>();
        var cases = new StringBuilder();
        for (StockPart part : parts) {
            cases.append(" WHEN ").append(KEY).append(" THEN ?");
            add(arguments, part, taken.get(part));
        }
        var where = new ArrayList<String>();
        for (StockPart part : parts) {
            where.add("(" + KEY + " AND on_hand >= ?)");
            add(arguments, part, taken.get(part));
        }
        return sql.changeWithAll(
                        "UPDATE log_stock_lot SET on_hand = on_hand - CASE" + cases + " ELSE 0 END WHERE "
                                + String.join(" OR ", where) + ORDER,
                        arguments.toArray())
                == parts.size();
    }

    /** Adds pieces; parts that are new get a row. @param more pieces above 0, each part once */
    void add(String countyCode, List<Standing> more) {
        var sorted = more.stream()
                .sorted(Comparator.comparing(Standing::part, IN_KEY_ORDER))
                .toList();
        for (int from = 0; from < sorted.size(); from += KEYS_MAX) {
            var some = sorted.subList(from, Math.min(from + KEYS_MAX, sorted.size()));
            sql.change(
                    "INSERT INTO log_stock_lot (county_code, sku_code, node_code, lot_code, owner, status, bin_code,"
                            + " on_hand, expires_on) VALUES "
                            + String.join(
                                    ",",
                                    some.stream()
                                            .map(_ -> "(?,?,?,?,?,?,?,?,?)")
                                            .toList())
                            + " ON DUPLICATE KEY UPDATE on_hand = on_hand + VALUES(on_hand),"
                            + " expires_on = COALESCE(VALUES(expires_on), expires_on)",
                    some.stream()
                            .flatMap(each -> Stream.concat(
                                    Stream.of(countyCode),
                                    Stream.concat(
                                            Stream.of(key(each.part())),
                                            Arrays.stream(new Object[] {each.pieces(), each.expiresOn()}))))
                            .toArray());
        }
    }

    private static void add(List<Object> arguments, StockPart part, long pieces) {
        arguments.addAll(List.of(key(part)));
        arguments.add(pieces);
    }

    private static Object[] key(StockPart part) {
        return new Object[] {
            part.skuCode(), part.nodeCode(), part.lotCode(), part.owner().text(), part.status(), part.bin()
        };
    }

    private static Standing standing(Row row) {
        LocalDate expiresOn = row.date("expires_on");
        return new Standing(
                new StockPart(
                        row.string("sku_code"),
                        row.string("node_code"),
                        row.string("lot_code"),
                        new StockOwner(row.string("owner")),
                        row.constant("status", StockStatus.class),
                        row.string("bin_code")),
                row.number("on_hand"),
                expiresOn);
    }
}
