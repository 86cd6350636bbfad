package org.cunlu.logistics.picking;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of picking, told to the audit. */
@Factory
class PickInvariants {
    @Singleton
    @Named("picks-are-set-aside")
    Invariant whatIsTakenOrPickedIsSetAside() {
        return new SqlInvariant(
                "set aside = lines taken and picked",
                "SELECT COUNT(*) FROM log_pick_line WHERE state IN ('TAKEN', 'PICKED')",
                """
                SELECT CONCAT(node_code, ' ', tote, ' ', sku_code)
                FROM (SELECT node_code, bin_code AS tote, sku_code, lot_code, owner, on_hand AS pieces FROM log_stock_lot
                      WHERE bin_code LIKE '-%' AND bin_code <> '-MISSING'
                      UNION ALL
                      SELECT node_code, CONCAT('-', order_id), sku_code, lot_code, owner, -COALESCE(found, pieces)
                      FROM log_pick_line WHERE state IN ('TAKEN', 'PICKED') AND bin_code IS NOT NULL) both_
                GROUP BY node_code, tote, sku_code, lot_code, owner
                HAVING SUM(pieces) <> 0
                """);
    }

    @Singleton
    @Named("shorts-are-on-record")
    Invariant whatOrdersGoWithoutIsOnRecord() {
        return new SqlInvariant(
                "what orders go without = short picks and releases", "SELECT COUNT(*) FROM log_pick_short", """
                SELECT CONCAT(order_id, ' ', sku_code)
                FROM (SELECT order_id, sku_code, short_qty AS pieces FROM log_reservation WHERE short_qty > 0
                      UNION ALL
                      SELECT s.order_id, s.sku_code, -s.without FROM log_pick_short s
                      JOIN log_reservation r ON r.order_id = s.order_id AND r.sku_code = s.sku_code
                          AND r.node_code = s.node_code AND r.short_qty > 0
                      UNION ALL
                      SELECT c.order_id, c.sku_code, -c.pieces FROM log_release_call c
                      JOIN log_reservation r ON r.order_id = c.order_id AND r.sku_code = c.sku_code
                          AND r.node_code = c.node_code AND r.short_qty > 0) both_
                GROUP BY order_id, sku_code HAVING SUM(pieces) <> 0
                """);
    }

    @Singleton
    @Named("waves-share-no-parcel")
    Invariant linesBelongToAWaveThatHoldsTheirParcel() {
        return new SqlInvariant(
                "lines to be picked = parcels of released waves", "SELECT COUNT(*) FROM log_pick_line", """
                SELECT l.line_id FROM log_pick_line l
                LEFT JOIN log_wave_parcel p ON p.wave_id = l.wave_id AND p.barcode = l.barcode
                WHERE p.barcode IS NULL OR (l.state IN ('OPEN', 'TAKEN') AND p.live_barcode IS NULL)
                   OR (l.state IN ('TAKEN', 'PICKED') AND l.picker IS NULL)
                """);
    }
}
