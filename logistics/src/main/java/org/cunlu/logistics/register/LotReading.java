package org.cunlu.logistics.register;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.LotsInParcels;
import org.cunlu.logistics.ParcelState;

/** Reads which parcels hold a lot. */
@Singleton
class LotReading implements LotsInParcels {
    private final Sql sql;

    LotReading(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Holding> holding(String countyCode, String lotCode, String afterBarcode, int limit) {
        return sql.list(
                "SELECT p.barcode, p.order_id, l.sku_code, l.quantity, p.state, p.holder_kind,"
                        + " IF(p.holder_kind = 'PERSON', 'recipient', p.holder) AS holder, p.to_node"
                        + " FROM log_parcel_lot l JOIN log_parcel p ON p.barcode = l.barcode"
                        + " WHERE l.lot_code = ? AND p.county_code = ? AND p.barcode > ? AND p.state <> 'WITHDRAWN'"
                        + " ORDER BY p.barcode LIMIT " + limit,
                row -> new Holding(
                        row.string("barcode"),
                        row.string("order_id"),
                        row.string("sku_code"),
                        row.number("quantity"),
                        row.constant("state", ParcelState.class),
                        row.string("holder_kind"),
                        row.string("holder"),
                        row.string("to_node")),
                lotCode,
                countyCode,
                afterBarcode);
    }
}
