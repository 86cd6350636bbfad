package org.cunlu.logistics.slip;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.ParcelState;

/** Reads which parcels are to take, or take, legs that something happens to. Changes nothing. */
@Singleton
class AffectedTable {
    private static final String LEG =
            "SELECT p.barcode, p.state, p.legs_done, l.seq, l.from_node, l.to_node, l.line_code,"
                    + " l.service_date, l.departs_at, l.arrives_at FROM log_parcel_leg l JOIN log_parcel p ON p.barcode = l.barcode"
                    + " WHERE l.seq > p.legs_done AND l.arrived_at IS NULL AND p.stranded = 0"
                    + " AND p.state IN ('BOOKED', 'AT_NODE', 'LOADED', 'ON_TRIP', 'AT_STOP') AND p.barcode > ? AND ";

    /** A carrier's pick-up is no leg of a parcel: who holds room on it is to be there. */
    private static final String PICKUP =
            "SELECT p.barcode, p.state, p.legs_done, h.seq, h.from_node, h.to_node, h.line_code, h.service_date,"
                    + " h.departs_at, h.arrives_at FROM log_departure_hold h JOIN log_parcel p ON p.order_id = h.holder"
                    + " WHERE h.from_node = h.to_node AND p.stranded = 0"
                    + " AND p.state IN ('BOOKED', 'AT_NODE', 'LOADED', 'ON_TRIP', 'AT_STOP') AND p.barcode > ? AND ";

    private final Sql sql;

    AffectedTable(Sql sql) {
        this.sql = sql;
    }

    /** A leg that a parcel is to take. @param riding whether it takes it now */
    record Untaken(String barcode, Leg leg, boolean riding) {}

    /**
     * A parcel whose departure has left without it.
     * @param readyAt when it was packed or came to the node; null when it is not packed
     */
    record Left(
            String barcode,
            ParcelState state,
            Leg leg,
            boolean onward,
            @Nullable Instant readyAt) {}

    /** A parcel that is not there though it was promised. @param first what was promised first @param promised what is now */
    record Overdue(String barcode, ParcelState state, boolean atDestination, Instant first, Instant promised) {}

    /** A parcel that lies at a gateway though its carrier has left. @param pickup with which it should have gone */
    record NotPickedUp(String barcode, Leg pickup) {}

    /**
     * @param carriers lines of those who leave the county from there; none but at a gateway
     * @return in the order of barcodes; the last one's legs may be cut off by the limit, but for its first
     */
    List<Untaken> over(String node, Collection<String> carriers, Instant from, Instant until, String after, int limit) {
        String page = " ORDER BY p.barcode, l.seq LIMIT ?";
        var arguments = new ArrayList<Object>();
        arguments.addAll(List.of(after, node, from, until, limit));
        arguments.addAll(List.of(after, node, from, until, limit));
        String pickups = "";
        if (!carriers.isEmpty()) {
            pickups = " UNION (" + PICKUP + "h.line_code IN (" + Sql.marks(carriers.size())
                    + ") AND h.departs_at >= ? AND h.departs_at < ? ORDER BY p.barcode LIMIT ?)";
            arguments.add(after);
            arguments.addAll(carriers);
            arguments.addAll(List.of(from, until, limit));
        }
        arguments.add(limit);
        return sql.list(
                "SELECT * FROM ((" + LEG + "l.to_node = ? AND l.arrives_at >= ? AND l.arrives_at < ?" + page
                        + ") UNION (" + LEG + "l.from_node = ? AND l.departs_at >= ? AND l.departs_at < ?"
                        + " AND l.left_at IS NULL" + page + ")" + pickups + ") found ORDER BY barcode, seq LIMIT ?",
                AffectedTable::untaken,
                arguments.toArray());
    }

    /** @return the same for what goes by these lines at some time in between */
    List<Untaken> by(Collection<String> lines, Instant from, Instant until, String after, int limit) {
        if (lines.isEmpty()) {
            return List.of();
        }
        var each = new ArrayList<Object>(List.of(after));
        each.addAll(lines);
        each.addAll(List.of(until, from, limit));
        var arguments = new ArrayList<Object>(each);
        arguments.addAll(each);
        arguments.add(limit);
        String in = " IN (" + Sql.marks(lines.size()) + ")";
        return sql.list(
                "SELECT * FROM ((" + LEG + "l.line_code" + in
                        + " AND l.departs_at < ? AND l.arrives_at >= ? ORDER BY p.barcode, l.seq LIMIT ?) UNION ALL ("
                        + PICKUP + "h.line_code" + in
                        + " AND h.departs_at < ? AND h.arrives_at >= ? ORDER BY p.barcode LIMIT ?)) found"
                        + " ORDER BY barcode, seq LIMIT ?",
                AffectedTable::untaken,
                arguments.toArray());
    }

    /** @param before pick-ups until then @return parcels at gateways that the carrier left behind, in the order of barcodes */
    List<NotPickedUp> notPickedUp(Instant before, String after, int limit) {
        return sql.list(
                "SELECT p.barcode, h.from_node, h.to_node, h.line_code, h.service_date, h.departs_at, h.arrives_at"
                        + " FROM log_parcel p JOIN log_departure_hold h ON h.holder = p.order_id"
                        + " WHERE p.state IN ('BOOKED', 'AT_NODE') AND p.next_node IS NULL AND p.stranded = 0"
                        + " AND h.from_node = h.to_node AND h.departs_at < ? AND p.barcode > ?"
                        + " ORDER BY p.barcode LIMIT ?",
                row -> new NotPickedUp(row.string("barcode"), leg(row)),
                before,
                after,
                limit);
    }

    /** @param before departures until then @return parcels at nodes that should have left, in the order of barcodes */
    List<Left> leftBehind(Instant before, String after, int limit) {
        return sql.list(
                "SELECT p.barcode, p.state, p.legs_done, l.seq, l.from_node, l.to_node, l.line_code, l.service_date,"
                        + " l.departs_at, l.arrives_at, CASE WHEN p.state = 'BOOKED' THEN NULL WHEN p.legs_done = 0"
                        + " THEN (SELECT MIN(c.at) FROM log_custody c WHERE c.barcode = p.barcode AND c.what = 'PACK')"
                        + " ELSE (SELECT MAX(b.arrived_at) FROM log_parcel_leg b WHERE b.barcode = p.barcode) END AS ready_at"
                        + " FROM log_parcel p JOIN log_parcel_leg l ON l.barcode = p.barcode AND l.seq = p.legs_done + 1"
                        + " WHERE p.state IN ('BOOKED', 'AT_NODE') AND p.next_node IS NOT NULL AND p.stranded = 0"
                        + " AND l.departs_at < ? AND p.barcode > ? ORDER BY p.barcode LIMIT ?",
                row -> new Left(
                        row.string("barcode"),
                        row.constant("state", ParcelState.class),
                        leg(row),
                        row.integer("legs_done") > 0,
                        row.instant("ready_at")),
                before,
                after,
                limit);
    }

    /** @param before promises until then @return in the order of barcodes */
    List<Overdue> overdue(Instant before, String after, int limit) {
        return sql.list(
                "SELECT barcode, state, promised_at, COALESCE(slipped_to, promised_at) AS promised,"
                        + " CASE WHEN next_node IS NULL THEN 1 ELSE 0 END AS there FROM log_parcel"
                        + " WHERE state IN ('BOOKED', 'AT_NODE', 'LOADED', 'ON_TRIP', 'AT_STOP') AND stranded = 0"
                        + " AND going_back = 0 AND COALESCE(slipped_to, promised_at) < ? AND barcode > ?"
                        + " ORDER BY barcode LIMIT ?",
                row -> new Overdue(
                        row.string("barcode"),
                        row.constant("state", ParcelState.class),
                        row.flag("there"),
                        row.instant("promised_at"),
                        row.instant("promised")),
                before,
                after,
                limit);
    }

    private static Untaken untaken(Row row) {
        boolean riding = row.constant("state", ParcelState.class) != ParcelState.BOOKED
                && row.constant("state", ParcelState.class) != ParcelState.AT_NODE
                && row.integer("seq") == row.integer("legs_done") + 1;
        return new Untaken(row.string("barcode"), leg(row), riding);
    }

    private static Leg leg(Row row) {
        return new Leg(
                row.string("from_node"),
                row.string("to_node"),
                row.string("line_code"),
                row.date("service_date"),
                row.instant("departs_at"),
                row.instant("arrives_at"));
    }
}
