package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Stock.SkuAtNode;

/** Pieces on hand by lot: the table of lots. */
@Singleton
class LotShelf {
    private static final int KEYS_MAX = 200;

    /** Pieces of a lot at a node. @param onHand 0 or more */
    record Shelved(SkuAtNode key, String lotCode, long onHand) {}

    private final Sql sql;

    LotShelf(Sql sql) {
        this.sql = sql;
    }

    /** @return all lots of these SKUs at these nodes, in key order, locked until the transaction ends */
    List<Shelved> lock(Collection<SkuAtNode> keys) {
        var sorted = keys.stream().distinct().sorted(StockLedger.IN_KEY_ORDER).toList();
        var answer = new ArrayList<Shelved>();
        for (int from = 0; from < sorted.size(); from += KEYS_MAX) {
            var some = sorted.subList(from, Math.min(from + KEYS_MAX, sorted.size()));
            answer.addAll(sql.list(
                    "SELECT * FROM log_stock_lot WHERE " + StockLedger.anyOf(some)
                            + " ORDER BY sku_code, node_code, lot_code FOR UPDATE",
                    LotShelf::shelved,
                    StockLedger.codes(some)));
        }
        return answer;
    }

    /**
     * Takes pieces of lots by one conditional statement in key order.
     * @param taken {@code onHand} is what is taken, above 0; each lot once
     * @return false when one has fewer: the caller must roll back
     */
    boolean take(List<Shelved> taken) {
        var arguments = new ArrayList<Object>();
        var cases = new StringBuilder();
        for (Shelved lot : taken) {
            cases.append(" WHEN sku_code = ? AND node_code = ? AND lot_code = ? THEN ?");
            arguments.addAll(List.of(lot.key().skuCode(), lot.key().nodeCode(), lot.lotCode(), lot.onHand()));
        }
        var where = new ArrayList<String>();
        for (Shelved lot : taken) {
            where.add("(sku_code = ? AND node_code = ? AND lot_code = ? AND on_hand >= ?)");
            arguments.addAll(List.of(lot.key().skuCode(), lot.key().nodeCode(), lot.lotCode(), lot.onHand()));
        }
        return taken.isEmpty()
                || sql.change(
                                "UPDATE log_stock_lot SET on_hand = on_hand - CASE" + cases + " ELSE 0 END WHERE "
                                        + String.join(" OR ", where) + " ORDER BY sku_code, node_code, lot_code",
                                arguments.toArray())
                        == taken.size();
    }

    /** Sets what was counted; lots that are new get a row. The caller holds the lots' locks. */
    void set(String countyCode, List<Shelved> counted) {
        var rows = counted.stream()
                .map(lot ->
                        new Object[] {countyCode, lot.key().skuCode(), lot.key().nodeCode(), lot.lotCode(), lot.onHand()
                        })
                .toList();
        for (int from = 0; from < rows.size(); from += KEYS_MAX) {
            upsert(rows.subList(from, Math.min(from + KEYS_MAX, rows.size())));
        }
    }

    private void upsert(List<Object[]> rows) {
        String marks = String.join(",", rows.stream().map(row -> "(?,?,?,?,?)").toList());
        sql.change(
                "INSERT INTO log_stock_lot (county_code, sku_code, node_code, lot_code, on_hand) VALUES " + marks
                        + " ON DUPLICATE KEY UPDATE on_hand = VALUES(on_hand)",
                rows.stream().flatMap(Arrays::stream).toArray());
    }

    private static Shelved shelved(Row row) {
        return new Shelved(
                new SkuAtNode(row.string("sku_code"), row.string("node_code")),
                row.string("lot_code"),
                row.number("on_hand"));
    }
}
