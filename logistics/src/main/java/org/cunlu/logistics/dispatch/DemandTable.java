package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Reads what is to ride on a day and has not left yet. */
@Singleton
class DemandTable {
    private final Sql sql;

    DemandTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * A parcel's ride from one node to another.
     * @param by trip that brings it to {@code from}; null where it lies there, or is packed there
     * @param there when that trip is there
     * @param comes when it would be there by the timetable
     * @param due when it must have been served to keep its promise, or to go on as planned; null where that fails anyway
     */
    record Ride(
            String barcode,
            String from,
            String to,
            StorageClass storage,
            long grams,
            long cm3,
            Instant promised,
            @Nullable String by,
            @Nullable Instant there,
            Instant comes,
            @Nullable Instant due) {}

    List<Ride> rides(LocalDate day, Collection<String> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>();
        arguments.add(day);
        arguments.addAll(lines);
        return sql.list(
                "SELECT p.barcode, p.storage_class, p.weight_grams, p.volume_cm3, p.promised_at, l.from_node, l.to_node, l.planned_arrives_at,"
                        + " CASE WHEN l.seq > p.legs_done + 1 THEN 1 ELSE 0 END AS coming, b.line_code AS by_line,"
                        + " b.service_date AS by_date, b.arrives_at AS there,"
                        + " CASE WHEN n.barcode IS NOT NULL THEN n.departs_at WHEN p.promised_at < l.planned_arrives_at THEN NULL"
                        + " ELSE p.promised_at END AS due FROM log_parcel_leg l"
                        + " JOIN log_parcel p ON p.barcode = l.barcode"
                        + " LEFT JOIN log_parcel_leg b ON b.barcode = l.barcode AND b.seq = l.seq - 1"
                        + " LEFT JOIN log_parcel_leg n ON n.barcode = l.barcode AND n.seq = l.seq + 1"
                        + " WHERE l.service_date = ? AND l.planned_date = l.service_date AND l.planned_line IN ("
                        + Sql.marks(lines.size())
                        + ") AND l.left_at IS NULL AND l.seq > p.legs_done AND p.next_node IS NOT NULL"
                        + " AND p.state IN ('BOOKED', 'AT_NODE', 'LOADED', 'ON_TRIP', 'AT_STOP') ORDER BY p.barcode, l.seq",
                DemandTable::ride,
                arguments.toArray());
    }

    private static Ride ride(Row row) {
        boolean coming = row.flag("coming") && row.string("by_line") != null;
        return new Ride(
                row.string("barcode"),
                row.string("from_node"),
                row.string("to_node"),
                row.constant("storage_class", StorageClass.class),
                row.number("weight_grams"),
                row.number("volume_cm3"),
                row.instant("promised_at"),
                coming ? row.string("by_line") + "/" + row.date("by_date") : null,
                coming ? row.instant("there") : null,
                row.instant("planned_arrives_at"),
                row.instant("due"));
    }
}
