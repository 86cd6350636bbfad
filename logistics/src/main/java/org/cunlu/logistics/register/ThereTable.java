package org.cunlu.logistics.register;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.ParcelsThere.There;
import org.cunlu.logistics.Ways.LegKey;

/** Reads the table of parcels by where they are. */
@Singleton
class ThereTable {
    private static final String SELECT =
            "SELECT barcode, county_code, order_id, from_node, to_node, state, holder_kind, holder, in_bag, legs_done,"
                    + " next_node, storage_class, cash_due_fen, recipient_id, promised_at, shelf, going_back"
                    + " FROM log_parcel ";

    /** What a node has in its hands. */
    private static final String HELD =
            "holder = ? AND holder_kind = 'NODE' AND state IN ('BOOKED', 'AT_NODE', 'READY', 'REFUSED')";

    /** What others have that is to stay at a node. */
    private static final String COMING = "to_node = ? AND going_back = 0"
            + " AND state IN ('BOOKED', 'AT_NODE', 'LOADED', 'ON_TRIP', 'AT_STOP')"
            + " AND NOT (holder = ? AND holder_kind = 'NODE')";

    /** What others have of which a leg leads to a node. */
    private static final String PASSING = "log_parcel p JOIN log_parcel_leg l ON l.barcode = p.barcode"
            + " WHERE p.next_node IS NOT NULL"
            + " AND p.state IN ('BOOKED', 'AT_NODE', 'LOADED', 'ON_TRIP', 'AT_STOP', 'REFUSED')"
            + " AND l.to_node = ? AND l.seq > p.legs_done AND NOT (p.holder = ? AND p.holder_kind = 'NODE')";

    private final Sql sql;

    ThereTable(Sql sql) {
        this.sql = sql;
    }

    /** @param there without contents and leg @param leg the next or current one */
    record Standing(There there, LegKey leg) {}

    List<Standing> find(Collection<String> barcodes) {
        return barcodes.isEmpty()
                ? List.of()
                : sql.list(
                        SELECT + "WHERE barcode IN (" + Sql.marks(barcodes.size()) + ") ORDER BY barcode",
                        ThereTable::standing,
                        barcodes.toArray());
    }

    /** @return to pack at, lying at, or coming to a node, in barcode order behind {@code after} */
    List<Standing> at(String nodeCode, @Nullable ParcelState state, String after, int limit) {
        String states = state == null ? "" : " AND state = ?";
        var arguments = new ArrayList<Object>();
        for (int half = 0; half < 2; half++) {
            arguments.add(nodeCode);
            arguments.add(after);
            if (state != null) {
                arguments.add(state);
            }
            arguments.add(limit);
        }
        arguments.add(limit);
        return sql.list(
                "(" + SELECT + "WHERE holder = ? AND holder_kind = 'NODE' AND barcode > ? AND state <> 'WITHDRAWN'"
                        + states
                        + " ORDER BY barcode LIMIT ?) UNION ALL (" + SELECT
                        + "WHERE next_node = ? AND state IN ('LOADED', 'ON_TRIP', 'AT_STOP') AND barcode > ?" + states
                        + " ORDER BY barcode LIMIT ?) ORDER BY barcode LIMIT ?",
                ThereTable::standing,
                arguments.toArray());
    }

    /** @return barcodes of what a node has in its hands, in order */
    List<String> heldBy(String nodeCode) {
        return sql.list(
                "SELECT barcode FROM log_parcel WHERE " + HELD + " ORDER BY barcode",
                row -> row.string("barcode"),
                nodeCode);
    }

    /** @return those of these nodes that have something in their hands, or to which the next leg of something leads */
    Set<String> occupied(Collection<String> nodeCodes) {
        if (nodeCodes.isEmpty()) {
            return Set.of();
        }
        String some = "IN (" + Sql.marks(nodeCodes.size()) + ")";
        return Set.copyOf(sql.list(
                "SELECT holder AS node FROM log_parcel WHERE holder_kind = 'NODE' AND holder " + some
                        + " AND state IN ('BOOKED', 'AT_NODE', 'READY', 'REFUSED') UNION SELECT next_node FROM log_parcel"
                        + " WHERE next_node " + some
                        + " AND state IN ('BOOKED', 'AT_NODE', 'LOADED', 'ON_TRIP', 'AT_STOP')",
                row -> row.string("node"),
                Stream.concat(nodeCodes.stream(), nodeCodes.stream()).toArray()));
    }

    /** @return how what a node has in its hands, or is to come to it, must be kept */
    Set<StorageClass> classesAt(String nodeCode) {
        return Set.copyOf(sql.list(
                "SELECT storage_class FROM log_parcel WHERE " + HELD
                        + " UNION SELECT storage_class FROM log_parcel WHERE " + COMING
                        + " UNION SELECT p.storage_class FROM " + PASSING,
                row -> row.constant("storage_class", StorageClass.class),
                nodeCode,
                nodeCode,
                nodeCode,
                nodeCode,
                nodeCode));
    }

    /** @return barcodes of what others have that is to come to a node, to stay or to pass, in order */
    List<String> comingTo(String nodeCode) {
        return sql.list(
                "SELECT barcode FROM log_parcel WHERE " + COMING + " UNION SELECT p.barcode FROM " + PASSING
                        + " ORDER BY barcode",
                row -> row.string("barcode"),
                nodeCode,
                nodeCode,
                nodeCode,
                nodeCode);
    }

    private static Standing standing(Row row) {
        boolean goingBack = row.flag("going_back");
        String from = row.string("from_node");
        String to = row.string("to_node");
        var there = new There(
                row.string("barcode"),
                row.string("county_code"),
                row.string("order_id"),
                from,
                to,
                goingBack ? from : to,
                row.constant("state", ParcelState.class),
                row.string("holder_kind").equals("NODE") ? row.string("holder") : null,
                row.string("in_bag"),
                row.string("next_node"),
                null,
                List.of(),
                row.constant("storage_class", StorageClass.class),
                row.number("cash_due_fen"),
                row.string("recipient_id"),
                row.instant("promised_at"),
                row.string("shelf"),
                goingBack);
        return new Standing(there, new LegKey(there.barcode(), row.integer("legs_done") + 1));
    }
}
