package org.cunlu.logistics.stock;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockHistory;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;

/** Adds movements up by day; what was free at the end of a day is what is free now less all that came after it. */
@Singleton
class MovementHistory implements StockHistory {
    /** Of a movement's moment, in the county's time, which knows no summer time. */
    private static final String DAY = "DATE(TIMESTAMPADD(HOUR, 8, recorded_at))";

    private static final String LEFT = "kind IN ('PICKED', 'TRANSFERRED') AND on_hand_delta < 0";

    private static final String SHELVES =
            "SELECT l.node_code, l.sku_code, l.on_hand, l.on_hand - l.on_hold - l.allocated - l.earmarked - l.floor_qty"
                    + " AS free, (SELECT MAX(" + DAY + ") FROM log_stock_movement m WHERE m.sku_code = l.sku_code"
                    + " AND m.node_code = l.node_code AND m." + LEFT.replace(" on_hand", " m.on_hand")
                    + ") AS last_gone"
                    + " FROM log_stock_level l";

    private final Sql sql;
    private final StockLedger ledger;

    MovementHistory(Sql sql, StockLedger ledger) {
        this.sql = sql;
        this.ledger = ledger;
    }

    private record Sum(String skuCode, LocalDate date, long gone, long freed) {}

    @Override
    public Map<String, List<Day>> days(String nodeCode, Collection<String> skuCodes, LocalDate from, LocalDate to) {
        if (skuCodes.isEmpty()) {
            return Map.of();
        }
        var free = ledger.levels(skuCodes, List.of(nodeCode)).stream()
                .collect(Collectors.toMap(level -> level.key().skuCode(), StockLedger.Level::available));
        var sums = new HashMap<String, Map<LocalDate, Sum>>();
        sums(nodeCode, skuCodes, from)
                .forEach(sum -> sums.computeIfAbsent(sum.skuCode(), _ -> new HashMap<>())
                        .put(sum.date(), sum));
        var answer = new TreeMap<String, List<Day>>();
        for (String sku : skuCodes) {
            long closing = free.getOrDefault(sku, 0L);
            var of = sums.getOrDefault(sku, Map.of());
            var days = new ArrayList<Day>();
            for (LocalDate date = to; !date.isBefore(from); date = date.minusDays(1)) {
                Sum sum = of.get(date);
                days.addFirst(new Day(date, sum == null ? 0 : sum.gone(), closing <= 0));
                closing -= sum == null ? 0 : sum.freed();
            }
            answer.put(sku, List.copyOf(days));
        }
        return answer;
    }

    private List<Sum> sums(String nodeCode, Collection<String> skuCodes, LocalDate from) {
        var arguments = new ArrayList<Object>(skuCodes);
        arguments.add(nodeCode);
        arguments.add(from);
        return sql.list(
                "SELECT sku_code, " + DAY + " AS day, SUM(IF(" + LEFT + ", -on_hand_delta, 0)) AS gone,"
                        + " SUM(on_hand_delta - on_hold_delta - allocated_delta - earmarked_delta - floor_delta) AS freed"
                        + " FROM log_stock_movement WHERE sku_code IN (" + Sql.marks(skuCodes.size())
                        + ") AND node_code = ? AND " + DAY + " >= ? GROUP BY sku_code, " + DAY,
                row -> new Sum(row.string("sku_code"), row.date("day"), row.number("gone"), row.number("freed")),
                arguments.toArray());
    }

    @Override
    public List<Change> picked(String orderId) {
        return sql.list(
                "SELECT sku_code, node_code, lot_code, owner, bin_code, SUM(quantity) AS pieces FROM log_stock_movement"
                        + " WHERE cause_kind = 'ORDER' AND cause_id = ? AND kind = 'PICKED'"
                        + " GROUP BY sku_code, node_code, lot_code, owner, bin_code"
                        + " ORDER BY sku_code, node_code, lot_code, owner, bin_code",
                row -> new Change(
                        new StockPart(
                                row.string("sku_code"),
                                row.string("node_code"),
                                row.string("lot_code") == null ? "" : row.string("lot_code"),
                                new StockOwner(row.string("owner")),
                                StockStatus.AVAILABLE,
                                row.string("bin_code")),
                        row.number("pieces")),
                orderId);
    }

    @Override
    public List<ShelfAt> everywhere(String afterNode, String afterSku, int limit) {
        return sql.list(
                SHELVES + " WHERE (l.node_code > ? OR (l.node_code = ? AND l.sku_code > ?)) AND l.on_hand > 0"
                        + " ORDER BY l.node_code, l.sku_code LIMIT " + limit,
                row -> new ShelfAt(row.string("node_code"), shelf(row)),
                afterNode,
                afterNode,
                afterSku);
    }

    private static Shelf shelf(Row row) {
        return new Shelf(row.string("sku_code"), row.number("on_hand"), row.number("free"), row.date("last_gone"));
    }

    @Override
    public List<Shelf> shelves(String nodeCode, @Nullable String afterSku, int limit) {
        return sql.list(
                SHELVES + " WHERE l.node_code = ? AND l.sku_code > ? AND l.on_hand > 0" + " ORDER BY l.sku_code LIMIT "
                        + limit,
                MovementHistory::shelf,
                nodeCode,
                afterSku == null ? "" : afterSku);
    }
}
