package org.cunlu.logistics.stock;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockStatus;

/**
 * The only writer of stock levels: posts movements and lets the levels follow, so that a level is always the sum of its
 * movements. All its changes join the caller's transaction.
 */
@Singleton
class StockLedger {
    /** The order in which rows are locked everywhere. */
    static final Comparator<SkuAtNode> IN_KEY_ORDER =
            Comparator.comparing(SkuAtNode::skuCode).thenComparing(SkuAtNode::nodeCode);

    /** Keys in one statement: bounds the packet and the parser's work; orders have far fewer, imports more. */
    private static final int KEYS_MAX = 200;

    private final Sql sql;
    private final LevelChange levels;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    StockLedger(Sql sql, LevelChange levels, Transactions transactions, Ids ids, Clock clock) {
        this.sql = sql;
        this.levels = levels;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A level as it stands. */
    record Level(
            SkuAtNode key,
            long onHand,
            long onHold,
            long allocated,
            long earmarked,
            long floor,
            @Nullable String frozenBy,
            boolean blocked) {
        static Level none(SkuAtNode key) {
            return new Level(key, 0, 0, 0, 0, 0, null, false);
        }

        boolean frozen() {
            return frozenBy != null;
        }

        long available() {
            return onHand - bound();
        }

        /** Pieces that can be sold; none while a reserve's claim is open here. */
        long onSale() {
            return blocked ? Math.min(0, available()) : available();
        }

        /** Pieces that must stay on hand. */
        long bound() {
            return onHold + allocated + earmarked + floor;
        }
    }

    /**
     * Posts movements: one insert for all, then one conditional update of all levels, in key order, that takes several
     * movements of one level together. The update comes last because the level's rows are the hot ones.
     * @return false when a level would fall below zero in any column, or in what can be sold, or when pieces would come or go
     *     while they are counted: the caller must roll back
     */
    boolean post(String countyCode, List<Movement> movements) {
        return post(countyCode, movements, Set.of());
    }

    /** @param selling levels from which something is sold or sent on: refused while a reserve's claim is open there */
    boolean post(String countyCode, List<Movement> movements, Set<SkuAtNode> selling) {
        transactions.require();
        insert(countyCode, movements);
        var sums = new TreeMap<SkuAtNode, Deltas>(IN_KEY_ORDER);
        movements.forEach(movement -> sums.merge(movement.key(), movement.deltas(), Deltas::plus));
        var handled = movements.stream()
                .filter(movement -> movement.part() != null)
                .map(Movement::key)
                .collect(Collectors.toSet());
        // Pieces that only change their bin leave the level as it is, but may not do so while they are counted.
        sums.entrySet().removeIf(sum -> sum.getValue().none() && !handled.contains(sum.getKey()));
        var keys = List.copyOf(sums.keySet());
        for (int from = 0; from < keys.size(); from += KEYS_MAX) {
            var some = keys.subList(from, Math.min(from + KEYS_MAX, keys.size()));
            if (levels.change(some, sums, handled, selling) != some.size()) {
                return false;
            }
        }
        return true;
    }

    private void insert(String countyCode, List<Movement> movements) {
        var now = clock.instant();
        var rows = movements.stream()
                .map(m -> new Object[] {
                    ids.next(),
                    countyCode,
                    m.key().skuCode(),
                    m.key().nodeCode(),
                    lot(m),
                    m.kind(),
                    m.deltas().onHand(),
                    m.deltas().onHold(),
                    m.deltas().allocated(),
                    m.deltas().earmarked(),
                    m.deltas().floor(),
                    m.quantity(),
                    m.cause().kind(),
                    m.cause().id(),
                    m.cause().actor(),
                    m.cause().occurredAt() == null ? now : m.cause().occurredAt(),
                    now,
                    m.part() == null ? StockOwner.OWN.text() : m.part().owner().text(),
                    m.part() == null ? StockStatus.AVAILABLE : m.part().status(),
                    m.part() == null ? "" : m.part().bin()
                })
                .toList();
        for (int from = 0; from < rows.size(); from += KEYS_MAX) {
            sql.insertManySoon(
                    "INSERT INTO log_stock_movement (movement_id, county_code, sku_code, node_code, lot_code, kind,"
                            + " on_hand_delta, on_hold_delta, allocated_delta, earmarked_delta, floor_delta, quantity,"
                            + " cause_kind, cause_id, actor, occurred_at, recorded_at, owner, status, bin_code)",
                    rows.subList(from, Math.min(from + KEYS_MAX, rows.size())));
        }
    }

    private static @Nullable String lot(Movement movement) {
        return movement.part() == null || movement.part().lotCode().isEmpty()
                ? null
                : movement.part().lotCode();
    }

    /** Makes empty levels where there are none, so that movements find a row to change; waits for rivals who do the same. */
    void open(String countyCode, Collection<SkuAtNode> keys) {
        var sorted = keys.stream().sorted(IN_KEY_ORDER).toList();
        for (int from = 0; from < sorted.size(); from += KEYS_MAX) {
            var some = sorted.subList(from, Math.min(from + KEYS_MAX, sorted.size()));
            sql.change(
                    "INSERT INTO log_stock_level (county_code, sku_code, node_code, on_hand, on_hold, allocated,"
                            + " earmarked, floor_qty) VALUES "
                            + String.join(",", Collections.nCopies(some.size(), "(?, ?, ?, 0, 0, 0, 0, 0)"))
                            + " ON DUPLICATE KEY UPDATE on_hand = on_hand",
                    some.stream()
                            .flatMap(key -> Stream.of(countyCode, key.skuCode(), key.nodeCode()))
                            .toArray());
        }
    }

    /** @return the levels that exist, locked until the transaction ends */
    Map<SkuAtNode, Level> lock(Collection<SkuAtNode> keys) {
        transactions.require();
        var sorted = keys.stream().distinct().sorted(IN_KEY_ORDER).toList();
        var answer = new HashMap<SkuAtNode, Level>();
        for (int from = 0; from < sorted.size(); from += KEYS_MAX) {
            var some = sorted.subList(from, Math.min(from + KEYS_MAX, sorted.size()));
            sql.list(
                            "SELECT * FROM log_stock_level WHERE " + anyOf(some)
                                    + " ORDER BY sku_code, node_code FOR UPDATE",
                            StockLedger::level,
                            codes(some))
                    .forEach(level -> answer.put(level.key(), level));
        }
        return answer;
    }

    /** @return how many levels were free, and are frozen now; the caller holds the locks of their parts */
    int freeze(Collection<SkuAtNode> keys, String countId) {
        var sorted = keys.stream().sorted(IN_KEY_ORDER).toList();
        return sql.change(
                "UPDATE log_stock_level SET frozen_by = ? WHERE frozen_by IS NULL AND (" + anyOf(sorted)
                        + ") ORDER BY sku_code, node_code",
                Stream.concat(Stream.of(countId), Stream.of(codes(sorted))).toArray());
    }

    /** @return those of these that are being counted, in key order */
    List<SkuAtNode> frozen(Collection<SkuAtNode> keys) {
        var sorted = keys.stream().distinct().sorted(IN_KEY_ORDER).toList();
        return sql.list(
                "SELECT sku_code, node_code FROM log_stock_level WHERE frozen_by IS NOT NULL AND (" + anyOf(sorted)
                        + ") ORDER BY sku_code, node_code",
                row -> new SkuAtNode(row.string("sku_code"), row.string("node_code")),
                codes(sorted));
    }

    void thaw(Collection<SkuAtNode> keys, String countId) {
        var sorted = keys.stream().sorted(IN_KEY_ORDER).toList();
        sql.change(
                "UPDATE log_stock_level SET frozen_by = NULL WHERE frozen_by = ? AND (" + anyOf(sorted)
                        + ") ORDER BY sku_code, node_code",
                Stream.concat(Stream.of(countId), Stream.of(codes(sorted))).toArray());
    }

    /** Claims of a reserve that were opened (above 0) or settled (below 0) at these levels. */
    void block(Map<SkuAtNode, Integer> claims) {
        claims.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(IN_KEY_ORDER))
                .forEach(each -> sql.soonExactly(
                        1,
                        "UPDATE log_stock_level SET blocked = blocked + ? WHERE sku_code = ? AND node_code = ?"
                                + " AND blocked + ? >= 0",
                        each.getValue(),
                        each.getKey().skuCode(),
                        each.getKey().nodeCode(),
                        each.getValue()));
    }

    /** @return the levels that exist of these SKUs at these nodes */
    List<Level> levels(Collection<String> skuCodes, Collection<String> nodeCodes) {
        if (skuCodes.isEmpty() || nodeCodes.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(skuCodes);
        arguments.addAll(nodeCodes);
        return sql.list(
                "SELECT * FROM log_stock_level WHERE sku_code IN (" + Sql.marks(skuCodes.size())
                        + ") AND node_code IN (" + Sql.marks(nodeCodes.size()) + ")",
                StockLedger::level,
                arguments.toArray());
    }

    /** @return SKUs of which anything is on hand or kept for somebody at a node, in order */
    List<String> skusAt(String nodeCode) {
        return sql.list(
                "SELECT sku_code FROM log_stock_level WHERE node_code = ? AND (on_hand <> 0 OR on_hold <> 0"
                        + " OR allocated <> 0 OR earmarked <> 0 OR floor_qty <> 0) ORDER BY sku_code",
                row -> row.string("sku_code"),
                nodeCode);
    }

    /** {@code (a = ? AND b = ?) OR …}: row constructors in IN are not looked up by key on MariaDB. */
    static String anyOf(Collection<SkuAtNode> keys) {
        return String.join(
                " OR ",
                keys.stream().map(key -> "(sku_code = ? AND node_code = ?)").toList());
    }

    static Object[] codes(Collection<SkuAtNode> keys) {
        return keys.stream()
                .flatMap(key -> Stream.of(key.skuCode(), key.nodeCode()))
                .toArray();
    }

    private static Level level(Row row) {
        return new Level(
                new SkuAtNode(row.string("sku_code"), row.string("node_code")),
                row.number("on_hand"),
                row.number("on_hold"),
                row.number("allocated"),
                row.number("earmarked"),
                row.number("floor_qty"),
                row.string("frozen_by"),
                row.number("blocked") > 0);
    }
}
