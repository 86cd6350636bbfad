package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Picking.LotQuantity;

/** What is in parcels: lines as booked, lots as packed. */
@Singleton
class ContentTable {
    private final Sql sql;

    ContentTable(Sql sql) {
        this.sql = sql;
    }

    /** Pieces of a SKU in a parcel. */
    record Line(String barcode, String skuCode, long quantity) {}

    void insert(Parcel parcel, Map<String, Long> quantities) {
        sql.insertManySoon(
                "INSERT INTO log_parcel_line (barcode, county_code, sku_code, quantity)",
                quantities.entrySet().stream()
                        .map(line ->
                                new Object[] {parcel.barcode(), parcel.countyCode(), line.getKey(), line.getValue()})
                        .toList());
    }

    /** Fewer pieces; a line of none stays. @return false when there were not so many */
    boolean without(String barcode, String skuCode, long pieces) {
        return sql.change(
                        "UPDATE log_parcel_line SET quantity = quantity - ? WHERE barcode = ? AND sku_code = ?"
                                + " AND quantity >= ?",
                        pieces,
                        barcode,
                        skuCode,
                        pieces)
                == 1;
    }

    void insertLots(Map<Parcel, List<LotQuantity>> lots) {
        sql.insertManySoon(
                "INSERT INTO log_parcel_lot (barcode, county_code, sku_code, lot_code, quantity)",
                lots.entrySet().stream()
                        .flatMap(of -> of.getValue().stream().map(lot -> new Object[] {
                            of.getKey().barcode(),
                            of.getKey().countyCode(),
                            lot.skuCode(),
                            lot.lotCode(),
                            lot.quantity()
                        }))
                        .toList());
    }

    /** @return lots that lie in a parcel */
    List<String> lots(String barcode) {
        return sql.list(
                "SELECT DISTINCT lot_code FROM log_parcel_lot WHERE barcode = ?",
                row -> row.string("lot_code"),
                barcode);
    }

    Map<String, List<Line>> of(Collection<String> barcodes) {
        return barcodes.isEmpty()
                ? Map.of()
                : sql
                        .list(
                                "SELECT barcode, sku_code, quantity FROM log_parcel_line WHERE barcode IN ("
                                        + Sql.marks(barcodes.size()) + ") AND quantity > 0 ORDER BY barcode, sku_code",
                                row -> new Line(row.string("barcode"), row.string("sku_code"), row.number("quantity")),
                                barcodes.toArray())
                        .stream()
                        .collect(Collectors.groupingBy(Line::barcode));
    }
}
