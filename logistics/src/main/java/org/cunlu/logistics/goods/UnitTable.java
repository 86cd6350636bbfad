package org.cunlu.logistics.goods;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.GoodsUnits.Found;
import org.cunlu.logistics.GoodsUnits.Piece;
import org.cunlu.logistics.GoodsUnits.Unit;
import org.cunlu.logistics.GoodsUnits.UnitLine;
import org.cunlu.logistics.ParcelState;

/** Units and what is in them. */
@Singleton
class UnitTable {
    private static final String SELECT =
            "SELECT u.barcode, u.transfer_id, u.taken_in_at, p.storage_class, p.weight_grams, p.volume_cm3, p.state, p.in_bag,"
                    + " p.promised_at, p.slipped_to FROM log_goods_unit u JOIN log_parcel p ON p.barcode = u.barcode WHERE ";

    private final Sql sql;

    UnitTable(Sql sql) {
        this.sql = sql;
    }

    /** @param barcodes in the order of their numbers */
    void insert(String countyCode, String transferId, List<String> barcodes, Map<String, List<Piece>> contents) {
        var units = new ArrayList<Object[]>();
        barcodes.forEach(barcode -> units.add(new Object[] {barcode, countyCode, transferId, units.size() + 1}));
        sql.insertMany("INSERT INTO log_goods_unit (barcode, county_code, transfer_id, unit_no)", units);
        sql.insertMany(
                "INSERT INTO log_goods_unit_line (barcode, line_no, county_code, packed)",
                contents.entrySet().stream()
                        .flatMap(unit -> unit.getValue().stream()
                                .map(piece -> new Object[] {unit.getKey(), piece.lineNo(), countyCode, piece.pieces()}))
                        .toList());
    }

    List<Unit> of(Collection<String> transferIds) {
        return transferIds.isEmpty()
                ? List.of()
                : units("u.transfer_id IN (" + Sql.marks(transferIds.size()) + ")", transferIds);
    }

    List<Unit> find(Collection<String> barcodes) {
        return barcodes.isEmpty() ? List.of() : units("u.barcode IN (" + Sql.marks(barcodes.size()) + ")", barcodes);
    }

    private List<Unit> units(String which, Collection<String> keys) {
        var bare = sql.list(SELECT + which + " ORDER BY u.transfer_id, u.unit_no", UnitTable::bare, keys.toArray());
        if (bare.isEmpty()) {
            return List.of();
        }
        Map<String, List<UnitLine>> lines = sql
                .list(
                        "SELECT l.barcode, l.line_no, l.packed, l.came, l.damaged, t.sku_code, t.lot_code"
                                + " FROM log_goods_unit_line l JOIN log_goods_unit u ON u.barcode = l.barcode"
                                + " JOIN log_transfer_line t ON t.transfer_id = u.transfer_id AND t.line_no = l.line_no"
                                + " WHERE l.barcode IN (" + Sql.marks(bare.size()) + ") ORDER BY l.barcode, l.line_no",
                        row -> Map.entry(row.string("barcode"), line(row)),
                        bare.stream().map(Unit::barcode).toArray())
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return bare.stream()
                .map(unit -> new Unit(
                        unit.barcode(),
                        unit.transferId(),
                        unit.storageClass(),
                        unit.weightGrams(),
                        unit.volumeCm3(),
                        unit.state(),
                        unit.inBag(),
                        unit.promisedAt(),
                        unit.takenInAt(),
                        lines.getOrDefault(unit.barcode(), List.of())))
                .toList();
    }

    List<String> bagOfNumber(String nodeCode, String sscc) {
        return sql.list(
                "SELECT sscc FROM log_bag WHERE sscc = ? AND next_node = ? AND state <> 'EMPTIED'",
                row -> row.string("sscc"),
                sscc,
                nodeCode);
    }

    List<String> bagsOfSeal(String nodeCode, String seal) {
        return sql.list(
                "SELECT sscc FROM log_bag WHERE next_node = ? AND state IN ('OPEN', 'LOADED', 'ON_TRIP', 'AT_STOP', 'ARRIVED')"
                        + " AND seal = ? ORDER BY sscc LIMIT 20",
                row -> row.string("sscc"),
                nodeCode,
                seal);
    }

    /** @return how many units were ever packed of a transfer */
    int packedBefore(String transferId) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM log_parcel WHERE order_id LIKE ?",
                        row -> row.integer("n"),
                        transferId + "-%")
                .orElseThrow();
    }

    void forget(String transferId) {
        sql.change(
                "DELETE FROM log_goods_unit_line WHERE barcode IN (SELECT barcode FROM log_goods_unit WHERE transfer_id = ?)",
                transferId);
        sql.change("DELETE FROM log_goods_unit WHERE transfer_id = ?", transferId);
    }

    boolean underWay(String transferId) {
        return !sql.list(
                        "SELECT u.barcode FROM log_goods_unit u JOIN log_parcel p ON p.barcode = u.barcode"
                                + " WHERE u.transfer_id = ? AND p.state NOT IN ('HANDED_OVER', 'LOST', 'WITHDRAWN') LIMIT 1",
                        row -> row.string("barcode"),
                        transferId)
                .isEmpty();
    }

    void opened(List<String> barcodes, String actor, Instant now) {
        var arguments = new ArrayList<Object>(List.of(now, actor));
        arguments.addAll(barcodes);
        sql.change(
                "UPDATE log_goods_unit SET taken_in_at = ?, taken_in_by = ? WHERE taken_in_at IS NULL AND barcode IN ("
                        + Sql.marks(barcodes.size()) + ")",
                arguments.toArray());
    }

    /** @return false when so many are not missing in it any more */
    boolean came(String barcode, Found found) {
        return sql.change(
                        "UPDATE log_goods_unit_line SET came = came + ?, damaged = damaged + ?"
                                + " WHERE barcode = ? AND line_no = ? AND packed - came >= ?",
                        found.came(),
                        found.damaged(),
                        barcode,
                        found.lineNo(),
                        found.came())
                == 1;
    }

    /** @return false when so many were not counted in it, or were not packed */
    boolean recount(String barcode, Found found) {
        return sql.change(
                        "UPDATE log_goods_unit_line SET came = came + ?, damaged = damaged + ? WHERE barcode = ?"
                                + " AND line_no = ? AND damaged + ? >= 0 AND came + ? >= damaged + ? AND came + ? <= packed",
                        found.came(),
                        found.damaged(),
                        barcode,
                        found.lineNo(),
                        found.damaged(),
                        found.came(),
                        found.damaged(),
                        found.came())
                == 1;
    }

    private static Unit bare(Row row) {
        Instant slipped = row.instant("slipped_to");
        return new Unit(
                row.string("barcode"),
                row.string("transfer_id"),
                row.constant("storage_class", StorageClass.class),
                row.number("weight_grams"),
                row.number("volume_cm3"),
                row.constant("state", ParcelState.class),
                row.string("in_bag"),
                slipped == null ? row.instant("promised_at") : slipped,
                row.instant("taken_in_at"),
                List.of());
    }

    private static UnitLine line(Row row) {
        long packed = row.number("packed");
        long came = row.number("came");
        return new UnitLine(
                row.integer("line_no"),
                row.string("sku_code"),
                row.string("lot_code"),
                packed,
                came,
                row.number("damaged"),
                packed - came);
    }
}
