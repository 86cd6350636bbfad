package org.cunlu.logistics.register;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.LotsInParcels;
import org.cunlu.logistics.ParcelState;

/** Which parcels hold a lot. */
@Singleton
class LotReading implements LotsInParcels {
    private final Sql sql;
    private final Transactions transactions;

    LotReading(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @Override
    public List<Holding> holding(String countyCode, String lotCode, String afterBarcode, int limit) {
        return read(countyCode, lotCode, afterBarcode, limit, "");
    }

    @Override
    public List<Holding> hold(String countyCode, String lotCode, String afterBarcode, int limit) {
        transactions.require();
        return read(countyCode, lotCode, afterBarcode, limit, " FOR UPDATE");
    }

    private List<Holding> read(String countyCode, String lotCode, String afterBarcode, int limit, String lock) {
        return sql.list(
                "SELECT p.barcode, p.order_id, l.sku_code, l.quantity, p.state, p.holder_kind,"
                        + " IF(p.holder_kind = 'PERSON', 'recipient', p.holder) AS holder, p.to_node"
                        + " FROM log_parcel_lot l JOIN log_parcel p ON p.barcode = l.barcode"
                        + " WHERE l.lot_code = ? AND p.county_code = ? AND p.barcode > ? AND p.state <> 'WITHDRAWN'"
                        + " ORDER BY p.barcode LIMIT " + limit + lock,
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
