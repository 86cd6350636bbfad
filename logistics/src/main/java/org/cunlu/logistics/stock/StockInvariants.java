package org.cunlu.logistics.stock;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of stock, told to the audit. */
@Factory
class StockInvariants {
    private static final String COUNT_LEVELS = "SELECT COUNT(*) FROM log_stock_level";

    @Singleton
    @Named("stock-levels-are-movements")
    Invariant levelsAreTheSumOfTheirMovements() {
        return new SqlInvariant("stock levels = movements", COUNT_LEVELS, """
                SELECT CONCAT(keys_.sku_code, '@', keys_.node_code)
                FROM (SELECT sku_code, node_code FROM log_stock_level
                      UNION SELECT sku_code, node_code FROM log_stock_movement) keys_
                LEFT JOIN log_stock_level l ON l.sku_code = keys_.sku_code AND l.node_code = keys_.node_code
                LEFT JOIN (SELECT sku_code, node_code, SUM(on_hand_delta) AS on_hand, SUM(on_hold_delta) AS on_hold,
                                  SUM(allocated_delta) AS allocated, SUM(earmarked_delta) AS earmarked,
                                  SUM(floor_delta) AS floor_qty
                           FROM log_stock_movement GROUP BY sku_code, node_code) m
                    ON m.sku_code = keys_.sku_code AND m.node_code = keys_.node_code
                WHERE l.sku_code IS NULL
                   OR l.on_hand <> COALESCE(m.on_hand, 0) OR l.on_hold <> COALESCE(m.on_hold, 0)
                   OR l.allocated <> COALESCE(m.allocated, 0) OR l.earmarked <> COALESCE(m.earmarked, 0)
                   OR l.floor_qty <> COALESCE(m.floor_qty, 0)
                """);
    }

    @Singleton
    @Named("stock-never-negative")
    Invariant nothingIsNegative() {
        return new SqlInvariant("stock never negative", COUNT_LEVELS, """
                SELECT CONCAT(sku_code, '@', node_code) FROM log_stock_level
                WHERE on_hand < 0 OR on_hold < 0 OR allocated < 0 OR earmarked < 0 OR floor_qty < 0
                   OR on_hand - on_hold - allocated - earmarked - floor_qty < 0
                UNION ALL
                SELECT CONCAT(sku_code, '@', node_code, '#', lot_code) FROM log_stock_lot WHERE on_hand < 0
                """);
    }

    @Singleton
    @Named("stock-lots-are-levels")
    Invariant lotsSumToTheirLevel() {
        return new SqlInvariant(
                "stock lots = levels",
                "SELECT COUNT(*) FROM (SELECT DISTINCT sku_code, node_code FROM log_stock_lot) lots",
                """
                SELECT CONCAT(s.sku_code, '@', s.node_code)
                FROM (SELECT sku_code, node_code, SUM(on_hand) AS pieces FROM log_stock_lot
                      GROUP BY sku_code, node_code) s
                LEFT JOIN log_stock_level l ON l.sku_code = s.sku_code AND l.node_code = s.node_code
                WHERE l.sku_code IS NULL OR l.on_hand <> s.pieces
                """);
    }

    @Singleton
    @Named("stock-holds-are-allocated")
    Invariant holdsSumToAllocated() {
        return new SqlInvariant("orders' holds = allocated", "SELECT COUNT(*) FROM log_reservation", """
                SELECT CONCAT(keys_.sku_code, '@', keys_.node_code)
                FROM (SELECT sku_code, node_code FROM log_stock_level
                      UNION SELECT sku_code, node_code FROM log_reservation) keys_
                LEFT JOIN log_stock_level l ON l.sku_code = keys_.sku_code AND l.node_code = keys_.node_code
                LEFT JOIN (SELECT sku_code, node_code, SUM(quantity) AS pieces FROM log_reservation
                           WHERE state IN ('RESERVED', 'ALLOCATED') GROUP BY sku_code, node_code) r
                    ON r.sku_code = keys_.sku_code AND r.node_code = keys_.node_code
                WHERE COALESCE(l.allocated, 0) <> COALESCE(r.pieces, 0)
                """);
    }
}
