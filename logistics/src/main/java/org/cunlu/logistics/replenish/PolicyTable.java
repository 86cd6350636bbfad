package org.cunlu.logistics.replenish;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Node;

/** How much of a SKU a node is to have. */
@Singleton
class PolicyTable {
    private final Sql sql;

    PolicyTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * A policy; {@code min} up to {@code reorderAt}, {@code reorderAt} below {@code max}.
     * @param min below it more is urgent
     * @param reorderAt at or below it more is proposed
     * @param max up to here
     * @param coverDays up to what covers so many days instead, within {@code reorderAt} and {@code max}; null for none
     */
    @Serdeable
    record Policy(
            @NotNull @Size(max = 32) String node,
            @NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String skuCode,
            @NotNull @PositiveOrZero Long min,
            @NotNull @PositiveOrZero Long reorderAt,
            @NotNull @Positive @Max(1_000_000_000L) Long max,
            @Nullable @Positive @Max(366) Integer coverDays) {
        boolean ordered() {
            return min <= reorderAt && reorderAt < max;
        }
    }

    void set(String countyCode, Policy policy, String by) {
        sql.change(
                "INSERT INTO log_stock_policy (node_code, sku_code, county_code, min_pieces, reorder_at, max_pieces,"
                        + " cover_days, set_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
                        + " min_pieces = VALUES(min_pieces), reorder_at = VALUES(reorder_at),"
                        + " max_pieces = VALUES(max_pieces), cover_days = VALUES(cover_days), set_by = VALUES(set_by)",
                policy.node(),
                policy.skuCode(),
                countyCode,
                policy.min(),
                policy.reorderAt(),
                policy.max(),
                policy.coverDays(),
                by);
    }

    /** @return those of a node by SKU, after this one */
    List<Policy> of(Node node, @Nullable String afterSku, int limit) {
        return sql.list(
                "SELECT * FROM log_stock_policy WHERE node_code = ? AND sku_code > ? ORDER BY sku_code LIMIT " + limit,
                PolicyTable::policy,
                node.code(),
                afterSku == null ? "" : afterSku);
    }

    /** @return those of one node for these SKUs */
    List<Policy> of(Node node, Collection<String> skuCodes) {
        var arguments = new ArrayList<Object>(skuCodes);
        arguments.addFirst(node.code());
        return skuCodes.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT * FROM log_stock_policy WHERE node_code = ? AND sku_code IN ("
                                + Sql.marks(skuCodes.size()) + ") ORDER BY sku_code",
                        PolicyTable::policy,
                        arguments.toArray());
    }

    /** @return those of all nodes by node and SKU, after this one */
    List<Policy> everywhere(String afterNode, String afterSku, int limit) {
        return sql.list(
                "SELECT * FROM log_stock_policy WHERE node_code > ? OR (node_code = ? AND sku_code > ?)"
                        + " ORDER BY node_code, sku_code LIMIT " + limit,
                PolicyTable::policy,
                afterNode,
                afterNode,
                afterSku);
    }

    private static Policy policy(Row row) {
        Long cover = row.numberOrNull("cover_days");
        return new Policy(
                row.string("node_code"),
                row.string("sku_code"),
                row.number("min_pieces"),
                row.number("reorder_at"),
                row.number("max_pieces"),
                cover == null ? null : cover.intValue());
    }
}
