package org.cunlu.logistics.withheld;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.LotReach;
import org.cunlu.logistics.StockStatus;

/** Reads where a lot stands, at all nodes at once. */
@Singleton
class ReachReading implements LotReach {
    private final Sql sql;
    private final RecallTable recalls;

    ReachReading(Sql sql, RecallTable recalls) {
        this.sql = sql;
        this.recalls = recalls;
    }

    @Override
    public List<AtNode> standing(String countyCode, String skuCode, String lotCode) {
        return sql.list(
                "SELECT node_code, status, SUM(on_hand) AS pieces FROM log_stock_lot"
                        + " WHERE sku_code = ? AND lot_code = ? AND county_code = ? AND on_hand > 0"
                        + " GROUP BY node_code, status ORDER BY node_code, status",
                row -> new AtNode(
                        row.string("node_code"), row.constant("status", StockStatus.class), row.number("pieces")),
                skuCode,
                lotCode,
                countyCode);
    }

    @Override
    public Optional<Known> recall(String recallId) {
        return recalls.find(recallId)
                .map(recall -> new Known(recall.recallId(), recall.countyCode(), recall.node(), recall.lotCode()));
    }
}
