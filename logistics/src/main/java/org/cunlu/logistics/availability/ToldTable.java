package org.cunlu.logistics.availability;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.ToldAvailability.Told;

/** What was told last, and whose turn it is to look. */
@Singleton
class ToldTable {
    /** Nothing, while a reserve's claim is open there. */
    private static final String AVAILABLE =
            "IF(l.blocked > 0, 0, GREATEST(0, l.on_hand - l.on_hold - l.allocated - l.earmarked - l.floor_qty))";

    private final Sql sql;

    ToldTable(Sql sql) {
        this.sql = sql;
    }

    /** What may be bought of a SKU at a node. @param before as it was told last */
    record Level(String skuCode, String nodeCode, String countyCode, long available, long before) {}

    /** Whoever gets it holds it until his transaction ends. @return false when somebody looked a moment ago */
    boolean turn(long everyMillis) {
        return sql.change(
                        "UPDATE log_availability_turn SET looked_at = CURRENT_TIMESTAMP(3) WHERE id = 1 AND looked_at <"
                                + " TIMESTAMPADD(MICROSECOND, ?, CURRENT_TIMESTAMP(3))",
                        -everyMillis * 1_000)
                == 1;
    }

    /** Until the caller's transaction ends nobody else looks. */
    void lockTurn() {
        sql.one("SELECT id FROM log_availability_turn WHERE id = 1 FOR UPDATE", row -> row.number("id"));
    }

    /** @param since id of the oldest movement to look at; null for all levels @return levels that differ from what was told */
    List<Level> changed(@Nullable String since, int limit) {
        String from = since == null
                ? "log_stock_level l"
                : "(SELECT DISTINCT sku_code, node_code FROM log_stock_movement WHERE movement_id >= ?) m"
                        + " JOIN log_stock_level l ON l.sku_code = m.sku_code AND l.node_code = m.node_code";
        return changed(from, "", since == null ? new Object[] {limit} : new Object[] {since, limit});
    }

    /** @return levels of a SKU that differ from what was told */
    List<Level> changedOf(String skuCode, int limit) {
        return changed("log_stock_level l", " AND l.sku_code = ?", new Object[] {skuCode, limit});
    }

    private List<Level> changed(String from, String which, Object[] arguments) {
        return sql.list(
                "SELECT l.sku_code, l.node_code, l.county_code, " + AVAILABLE + " AS available,"
                        + " COALESCE(t.available, 0) AS told FROM " + from
                        + " LEFT JOIN log_availability_told t ON t.sku_code = l.sku_code AND t.node_code = l.node_code"
                        + " WHERE COALESCE(t.available, 0) <> " + AVAILABLE + which
                        + " ORDER BY l.sku_code, l.node_code LIMIT ?",
                row -> new Level(
                        row.string("sku_code"),
                        row.string("node_code"),
                        row.string("county_code"),
                        row.number("available"),
                        row.number("told")),
                arguments);
    }

    void told(List<Level> levels, Instant at) {
        var arguments = new ArrayList<Object>();
        levels.forEach(level -> arguments.addAll(
                List.of(level.skuCode(), level.nodeCode(), level.countyCode(), level.available(), at)));
        sql.change(
                "INSERT INTO log_availability_told (sku_code, node_code, county_code, available, told_at) VALUES "
                        + String.join(", ", java.util.Collections.nCopies(levels.size(), "(?, ?, ?, ?, ?)"))
                        + " ON DUPLICATE KEY UPDATE available = VALUES(available), told_at = VALUES(told_at),"
                        + " version = version + 1",
                arguments.toArray());
    }

    /** @return by SKU; those of which nothing was told are absent */
    Map<String, Told> last(Collection<String> skuCodes) {
        if (skuCodes.isEmpty()) {
            return Map.of();
        }
        record Level(String skuCode, String nodeCode, long pieces, long version) {}
        var codes = new TreeSet<>(skuCodes);
        return sql
                .list(
                        "SELECT sku_code, node_code, available, version FROM log_availability_told WHERE sku_code IN ("
                                + Sql.marks(codes.size()) + ")",
                        row -> new Level(
                                row.string("sku_code"),
                                row.string("node_code"),
                                row.number("available"),
                                row.number("version")),
                        codes.toArray())
                .stream()
                .collect(Collectors.groupingBy(
                        Level::skuCode,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                levels -> new Told(
                                        levels.stream()
                                                .mapToLong(Level::version)
                                                .sum(),
                                        levels.stream().collect(Collectors.toMap(Level::nodeCode, Level::pieces))))));
    }
}
