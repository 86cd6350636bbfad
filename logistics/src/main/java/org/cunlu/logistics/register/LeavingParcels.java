package org.cunlu.logistics.register;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Bags;
import org.cunlu.logistics.Outgoing;
import org.cunlu.logistics.ParcelState;

/** Reads what leaves a node next. */
@Singleton
class LeavingParcels implements Outgoing {
    private static final String SELECT =
            "SELECT p.barcode, p.state, p.storage_class, l.to_node, l.line_code, l.service_date, l.departs_at,"
                    + " p.weight_grams, p.in_bag FROM log_parcel p JOIN log_parcel_leg l ON l.barcode = p.barcode"
                    + " AND l.seq = p.legs_done + 1 WHERE p.holder = ? AND p.holder_kind = 'NODE'"
                    + " AND p.state IN ('BOOKED', 'AT_NODE') AND ";

    private final Sql sql;

    LeavingParcels(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Outgoing.Parcel> parcel(String nodeCode, String barcode) {
        return sql.one(SELECT + "p.barcode = ?", row -> parcel(row, outermost(nodeCode)), nodeCode, barcode);
    }

    @Override
    public List<Outgoing.Parcel> leaving(String nodeCode, String lineCode, LocalDate serviceDate) {
        var around = outermost(nodeCode);
        return sql.list(
                SELECT + "l.line_code = ? AND l.service_date = ? AND l.from_node = ? ORDER BY p.in_bag, p.barcode",
                row -> parcel(row, around),
                nodeCode,
                lineCode,
                serviceDate,
                nodeCode);
    }

    /** @return the bag around each bag of a node that lies in another */
    private Map<String, String> outermost(String nodeCode) {
        var around = new HashMap<String, String>();
        sql.list(
                        "SELECT sscc, in_bag FROM log_bag WHERE holder = ? AND holder_kind = 'NODE' AND in_bag IS NOT NULL",
                        row -> Map.entry(row.string("sscc"), row.string("in_bag")),
                        nodeCode)
                .forEach(each -> around.put(each.getKey(), each.getValue()));
        return around;
    }

    @Override
    public List<OpenBag> bags(String nodeCode, String nextNode, boolean hazardous) {
        return sql.list(
                "SELECT b.sscc, b.next_node, COUNT(p.barcode) AS parcels, MIN(l.departs_at) AS departs_at FROM log_bag b"
                        + " LEFT JOIN log_parcel p ON p.in_bag = b.sscc"
                        + " LEFT JOIN log_parcel_leg l ON l.barcode = p.barcode AND l.seq = p.legs_done + 1"
                        + " WHERE b.from_node = ? AND b.state = 'OPEN' AND b.next_node = ? AND b.seal IS NULL"
                        + " AND b.in_bag IS NULL AND (b.goods IS NULL OR b.goods = ?) GROUP BY b.sscc, b.next_node"
                        + " ORDER BY MIN(l.departs_at) IS NULL, MIN(l.departs_at), b.sscc LIMIT 20",
                row -> new OpenBag(
                        row.string("sscc"), row.string("next_node"), row.number("parcels"), row.instant("departs_at")),
                nodeCode,
                nextNode,
                hazardous ? "HAZARDOUS" : "OTHER");
    }

    private static Outgoing.Parcel parcel(Row row, Map<String, String> around) {
        String bag = row.string("in_bag");
        for (int depth = 0; depth < Bags.DEPTH_MAX && around.containsKey(bag); depth++) {
            bag = around.get(bag);
        }
        return new Outgoing.Parcel(
                row.string("barcode"),
                row.constant("state", ParcelState.class) != ParcelState.BOOKED,
                row.constant("storage_class", StorageClass.class) == StorageClass.HAZARDOUS,
                row.string("to_node"),
                row.string("line_code"),
                row.date("service_date"),
                row.instant("departs_at"),
                row.number("weight_grams"),
                bag);
    }
}
