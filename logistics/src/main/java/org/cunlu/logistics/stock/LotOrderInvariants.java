package org.cunlu.logistics.stock;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/**
 * Each lot's expiry order is kept. When each lot stood on the shelf is told from the movements; no pick that the rule chose may
 * have passed by one that expires earlier, unless that was called back. What stands apart (set aside for an order, missing) stands on no
 * shelf. Five seconds on either side do not count, for two who work at once are not in order to the millisecond.
 */
@Factory
class LotOrderInvariants {
    private static final String LOTS_AND_TURNS = """
            WITH lots AS (
                SELECT sku_code, node_code, lot_code, MIN(expires_on) AS expires_on FROM log_stock_lot
                WHERE expires_on IS NOT NULL GROUP BY sku_code, node_code, lot_code),
            balances AS (
                SELECT sku_code, node_code, lot_code, movement_id, recorded_at,
                       SUM(on_hand_delta) OVER (PARTITION BY sku_code, node_code, lot_code
                           ORDER BY recorded_at, movement_id) AS after_it,
                       SUM(on_hand_delta) OVER (PARTITION BY sku_code, node_code, lot_code
                           ORDER BY recorded_at, movement_id) - on_hand_delta AS before_it
                FROM log_stock_movement
                WHERE lot_code IS NOT NULL AND on_hand_delta <> 0 AND status = 'AVAILABLE'
                  AND owner NOT LIKE 'RESERVE:%' AND bin_code NOT LIKE '-%'),
            turns AS (
                SELECT sku_code, node_code, lot_code, after_it, recorded_at AS since,
                       LEAD(recorded_at) OVER (PARTITION BY sku_code, node_code, lot_code
                           ORDER BY recorded_at, movement_id) AS until
                FROM balances WHERE (after_it > 0) <> (before_it > 0))
            """;

    private static final String PASSED_BY = """
            JOIN lots mine ON mine.sku_code = p.sku_code AND mine.node_code = p.node_code
                AND mine.lot_code = p.lot_code
            JOIN turns t ON t.sku_code = p.sku_code AND t.node_code = p.node_code AND t.lot_code <> p.lot_code
                AND t.after_it > 0 AND t.since < TIMESTAMPADD(SECOND, -5, p.recorded_at)
                AND (t.until IS NULL OR t.until > TIMESTAMPADD(SECOND, 5, p.recorded_at))
            JOIN lots earlier ON earlier.sku_code = t.sku_code AND earlier.node_code = t.node_code
                AND earlier.lot_code = t.lot_code AND earlier.expires_on < mine.expires_on
                AND earlier.expires_on >= DATE(TIMESTAMPADD(HOUR, 8, p.recorded_at))
            LEFT JOIN log_recall r ON r.lot_code = earlier.lot_code
            """;

    @Singleton
    @Named("stock-lots-go-first-expired-first")
    Invariant lotsGoFirstExpiredFirstOut() {
        return new SqlInvariant(
                "lots picked first expired, first out",
                "SELECT COUNT(*) FROM log_stock_movement WHERE kind = 'PICKED' AND lot_code IS NOT NULL",
                LOTS_AND_TURNS + """
                SELECT DISTINCT CONCAT(p.cause_id, ': ', p.sku_code, '#', p.lot_code)
                FROM log_stock_movement p
                """ + PASSED_BY + """
                LEFT JOIN log_lot_named n ON n.order_id = p.cause_id AND n.sku_code = p.sku_code
                WHERE p.kind = 'PICKED' AND p.bin_code NOT LIKE '-%' AND n.order_id IS NULL AND r.recall_id IS NULL
                UNION ALL
                SELECT CONCAT(p.cause_id, ': ', p.sku_code, '#', p.lot_code, ' expired')
                FROM log_stock_movement p
                JOIN lots mine ON mine.sku_code = p.sku_code AND mine.node_code = p.node_code
                    AND mine.lot_code = p.lot_code
                WHERE p.kind = 'PICKED' AND mine.expires_on < DATE(TIMESTAMPADD(HOUR, 8, p.recorded_at))
                """);
    }

    /** What pickers take for a wave is set aside when its lot is chosen; what they named themselves is theirs. */
    @Singleton
    @Named("stock-lots-are-set-aside-first-expired-first")
    Invariant lotsAreSetAsideFirstExpiredFirstOut() {
        return new SqlInvariant(
                "lots set aside first expired, first out",
                "SELECT COUNT(*) FROM log_stock_movement WHERE kind = 'SET_ASIDE' AND lot_code IS NOT NULL",
                LOTS_AND_TURNS + """
                SELECT DISTINCT CONCAT(p.cause_id, ': ', p.sku_code, '#', p.lot_code)
                FROM log_stock_movement p
                JOIN log_stock_act a ON a.act_id = p.cause_id AND a.document_kind = 'PICK'
                """ + PASSED_BY + """
                WHERE p.kind = 'SET_ASIDE' AND p.on_hand_delta < 0 AND r.recall_id IS NULL
                """);
    }
}
