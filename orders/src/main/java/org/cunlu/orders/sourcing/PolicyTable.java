package org.cunlu.orders.sourcing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.ServingRules.Backorder;
import org.cunlu.orders.ServingRules.By;
import org.cunlu.orders.ServingRules.Split;
import org.cunlu.orders.Trade;

/** Rows of policies: one for each version, never changed. */
@Singleton
class PolicyTable {
    private final Sql sql;

    PolicyTable(Sql sql) {
        this.sql = sql;
    }

    /** A policy as it was set. @param version 1 for the first that a county set, 0 for what holds without one */
    record Version(int version, SourcePolicy policy) {}

    /** @return the latest of each trade; of trades that nobody ever set, what holds without it */
    Map<Trade, Version> latest(String countyCode) {
        var latest = new EnumMap<Trade, Version>(Trade.class);
        for (Trade trade : Trade.values()) {
            latest.put(trade, new Version(0, SourcePolicy.byDefault(trade)));
        }
        sql.list(
                "SELECT p.trade, p.version, p.rules, p.split, p.backorder FROM ord_source_policy p"
                        + " JOIN (SELECT trade, MAX(version) AS version FROM ord_source_policy WHERE county_code = ?"
                        + " GROUP BY trade) l ON l.trade = p.trade AND l.version = p.version WHERE p.county_code = ?",
                row -> latest.put(row.constant("trade", Trade.class), version(row)),
                countyCode,
                countyCode);
        return latest;
    }

    /** Fails as a duplicate when a rival was first with this version. */
    void insert(String countyCode, Trade trade, Version set, String by, Instant now) {
        sql.change(
                "INSERT INTO ord_source_policy (county_code, trade, version, rules, split, backorder, set_by, set_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                countyCode,
                trade,
                set.version(),
                text(set.policy().rules()),
                set.policy().split(),
                set.policy().backorder(),
                by,
                now);
    }

    static String text(List<By> rules) {
        return rules.stream().map(By::name).collect(Collectors.joining(","));
    }

    private static Version version(Row row) {
        List<By> rules =
                Arrays.stream(row.string("rules").split(",")).map(By::valueOf).toList();
        return new Version(
                row.integer("version"),
                new SourcePolicy(
                        rules, row.constant("split", Split.class), row.constant("backorder", Backorder.class)));
    }
}
