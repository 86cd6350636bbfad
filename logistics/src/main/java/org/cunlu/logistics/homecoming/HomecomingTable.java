package org.cunlu.logistics.homecoming;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Homecomings.Found;
import org.cunlu.logistics.ParcelRegister.OnItsWay;

/** Rows of what was inspected, written once. */
@Singleton
class HomecomingTable {
    private final Sql sql;

    HomecomingTable(Sql sql) {
        this.sql = sql;
    }

    /** @return those of these parcels that were inspected */
    Set<String> inspected(Collection<String> barcodes) {
        return barcodes.isEmpty()
                ? Set.of()
                : new HashSet<>(sql.list(
                        "SELECT barcode FROM log_homecoming WHERE barcode IN (" + Sql.marks(barcodes.size()) + ")",
                        row -> row.string("barcode"),
                        barcodes.toArray()));
    }

    void insert(OnItsWay parcel, @Nullable String actId, List<Found> parts, String by, Instant at) {
        sql.change(
                "INSERT INTO log_homecoming (barcode, county_code, order_id, node_code, act_id, inspected_by,"
                        + " inspected_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                parcel.barcode(),
                parcel.countyCode(),
                parcel.orderId(),
                parcel.fromNode(),
                actId,
                by,
                at);
        sql.insertMany(
                "INSERT INTO log_homecoming_part (barcode, county_code, sku_code, lot_code, owner, found, pieces)",
                parts.stream()
                        .map(part -> new Object[] {
                            parcel.barcode(),
                            parcel.countyCode(),
                            part.skuCode(),
                            part.lot(),
                            part.of().text(),
                            part.found(),
                            part.pieces()
                        })
                        .toList());
    }
}
