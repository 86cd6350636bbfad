package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Stock.SkuAtNode;

/** The one conditional update by which levels follow their movements, in key order. */
@Singleton
class LevelChange {
    private final Sql sql;

    LevelChange(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param handled levels whose pieces come or go
     * @param selling levels from which something is sold or sent on, which a reserve's open claim forbids
     * @return how many of these levels bore the change, in one statement
     */
    int change(List<SkuAtNode> keys, Map<SkuAtNode, Deltas> deltas, Set<SkuAtNode> handled, Set<SkuAtNode> selling) {
        var arguments = new ArrayList<Object>();
        var set = new ArrayList<String>();
        addColumn(set, arguments, "on_hand", keys, deltas, Deltas::onHand);
        addColumn(set, arguments, "on_hold", keys, deltas, Deltas::onHold);
        addColumn(set, arguments, "allocated", keys, deltas, Deltas::allocated);
        addColumn(set, arguments, "earmarked", keys, deltas, Deltas::earmarked);
        addColumn(set, arguments, "floor_qty", keys, deltas, Deltas::floor);
        if (set.isEmpty()) {
            set.add("on_hand = on_hand");
        }
        var where = new ArrayList<String>();
        for (SkuAtNode key : keys) {
            String condition = condition(key, deltas.get(key), handled.contains(key), arguments);
            where.add(condition + (selling.contains(key) ? " AND blocked = 0)" : ")"));
        }
        return sql.changeWithAll(
                "UPDATE log_stock_level SET " + String.join(", ", set) + " WHERE " + String.join(" OR ", where)
                        + " ORDER BY sku_code, node_code",
                arguments.toArray());
    }

    private static void addColumn(
            List<String> set,
            List<Object> arguments,
            String column,
            List<SkuAtNode> keys,
            Map<SkuAtNode, Deltas> deltas,
            ToLongFunction<Deltas> delta) {
        var cases = new StringBuilder();
        for (SkuAtNode key : keys) {
            long value = delta.applyAsLong(deltas.get(key));
            if (value != 0) {
                cases.append(" WHEN sku_code = ? AND node_code = ? THEN ?");
                arguments.addAll(List.of(key.skuCode(), key.nodeCode(), value));
            }
        }
        if (!cases.isEmpty()) {
            set.add(column + " = " + column + " + CASE" + cases + " ELSE 0 END");
        }
    }

    private static String condition(SkuAtNode key, Deltas delta, boolean handled, List<Object> arguments) {
        var condition = new StringBuilder("(sku_code = ? AND node_code = ?");
        arguments.addAll(List.of(key.skuCode(), key.nodeCode()));
        // Only what shrinks is conditional: pieces that are picked leave what can be sold as it is, whatever it is.
        addFloor(condition, arguments, "on_hand", delta.onHand());
        addFloor(condition, arguments, "on_hold", delta.onHold());
        addFloor(condition, arguments, "allocated", delta.allocated());
        addFloor(condition, arguments, "earmarked", delta.earmarked());
        addFloor(condition, arguments, "floor_qty", delta.floor());
        addFloor(condition, arguments, "on_hand - on_hold - allocated - earmarked - floor_qty", delta.available());
        return condition.append(handled ? " AND frozen_by IS NULL" : "").toString();
    }

    private static void addFloor(StringBuilder condition, List<Object> arguments, String what, long delta) {
        if (delta < 0) {
            condition.append(" AND ").append(what).append(" >= ?");
            arguments.add(-delta);
        }
    }
}
