package org.cunlu.logistics.aboard;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Aboard.Carried;
import org.cunlu.logistics.ParcelState;

/** Reads parcels and their legs by trip. */
@Singleton
class CarriedTable {
    /** Taken with this leg, or still to be: a leg that a parcel was re-routed away from is neither. */
    private static final String RIDES = "(l.left_at IS NOT NULL OR (l.seq > p.legs_done AND p.next_node IS NOT NULL"
            + " AND p.state IN ('BOOKED', 'AT_NODE', 'LOADED', 'ON_TRIP', 'AT_STOP')))";

    private final Sql sql;

    CarriedTable(Sql sql) {
        this.sql = sql;
    }

    /** A parcel with its leg on a trip. @param left whether it is on it, or was */
    record Rider(
            String barcode,
            ParcelState state,
            @Nullable String inBag,
            String fromNode,
            String toNode,
            long weightGrams,
            boolean left) {}

    /** A step onto a trip or off it. @param thing what was scanned: the outermost bag, or the parcel */
    record Handled(String barcode, String thing, String actor, Instant at) {}

    record OfLine(String line, Carried carried) {}

    /** @return what has left with the trip, or waits for it where it takes it */
    List<Rider> riders(String line, LocalDate date) {
        return sql.list(
                "SELECT p.barcode, p.state, p.in_bag, l.from_node, l.to_node, p.weight_grams,"
                        + " CASE WHEN l.left_at IS NULL THEN 0 ELSE 1 END AS gone"
                        + " FROM log_parcel_leg l JOIN log_parcel p ON p.barcode = l.barcode"
                        + " WHERE l.service_date = ? AND l.line_code = ? AND (l.left_at IS NOT NULL"
                        + " OR (l.seq = p.legs_done + 1 AND p.state IN ('BOOKED', 'AT_NODE')"
                        + " AND p.holder_kind = 'NODE' AND p.holder = l.from_node))"
                        + " ORDER BY p.barcode",
                row -> new Rider(
                        row.string("barcode"),
                        row.constant("state", ParcelState.class),
                        row.string("in_bag"),
                        row.string("from_node"),
                        row.string("to_node"),
                        row.number("weight_grams"),
                        row.flag("gone")),
                date,
                line);
    }

    /** @return steps onto the trip, in order */
    List<Handled> boarded(List<String> barcodes, String trip) {
        return handled(barcodes, "c.what IN ('LOAD', 'OUT') AND c.to_kind = 'TRIP' AND c.to_holder = ?", trip);
    }

    /** @return steps off the trip at the end of the leg, in order */
    List<Handled> takenOff(List<String> barcodes, String trip) {
        return handled(
                barcodes,
                "c.what IN ('IN', 'UNLOAD', 'RECEIVE') AND c.from_kind = 'TRIP' AND c.from_holder = ?"
                        + " AND c.to_kind = 'NODE'",
                trip);
    }

    private List<Handled> handled(List<String> barcodes, String which, String trip) {
        if (barcodes.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(barcodes);
        arguments.add(trip);
        return sql.list(
                "SELECT c.barcode, COALESCE(s.sscc, s.barcode, c.barcode) AS thing, c.actor, c.at FROM log_custody c"
                        + " LEFT JOIN log_scan s ON s.scan_key = c.scan_key WHERE c.barcode IN ("
                        + Sql.marks(barcodes.size()) + ") AND " + which + " ORDER BY c.barcode, c.seq",
                CarriedTable::handled,
                arguments.toArray());
    }

    private static Handled handled(Row row) {
        return new Handled(row.string("barcode"), row.string("thing"), row.string("actor"), row.instant("at"));
    }

    /** @return of these bags those that lie in another, with that one */
    Map<String, String> around(Collection<String> ssccs) {
        return sql
                .list(
                        "SELECT sscc, in_bag FROM log_bag WHERE in_bag IS NOT NULL AND sscc IN ("
                                + Sql.marks(ssccs.size()) + ")",
                        row -> Map.entry(row.string("sscc"), row.string("in_bag")),
                        ssccs.toArray())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<OfLine> carried(LocalDate date) {
        return sql.list(
                "SELECT l.line_code, l.from_node, l.to_node, COUNT(*) AS parcels, COUNT(l.left_at) AS gone,"
                        + " CAST(SUM(p.weight_grams) AS SIGNED) AS grams, CAST(SUM(p.volume_cm3) AS SIGNED) AS cm3"
                        + " FROM log_parcel_leg l JOIN log_parcel p ON p.barcode = l.barcode WHERE l.service_date = ? AND "
                        + RIDES + " GROUP BY l.line_code, l.from_node, l.to_node",
                row -> new OfLine(
                        row.string("line_code"),
                        new Carried(
                                row.string("from_node"),
                                row.string("to_node"),
                                row.integer("parcels"),
                                row.integer("gone"),
                                row.number("grams"),
                                row.number("cm3"))),
                date);
    }
}
