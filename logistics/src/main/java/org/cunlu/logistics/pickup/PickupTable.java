package org.cunlu.logistics.pickup;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Pickups.Waiting;

/** The table of what waits for its recipients: one row as long as it waits. */
@Singleton
class PickupTable {
    private static final String SELECT =
            "SELECT barcode, county_code, order_id, node_code, recipient_id, storage_class,"
                    + " cash_due_fen, ready_at, collect_by, extended_at FROM log_pickup ";

    private final Sql sql;

    PickupTable(Sql sql) {
        this.sql = sql;
    }

    /** @param collectBy until when @param extendedAt when that was put off; null when it was not */
    record Pickup(
            Waiting parcel, Instant collectBy, @Nullable Instant extendedAt) {
        String barcode() {
            return parcel.barcode();
        }
    }

    /** @throws org.cunlu.kernel.db.SqlFailure duplicate, when another parcel waits at the node under this code */
    void insert(Waiting parcel, byte[] sealed, byte[] index, Instant collectBy, @Nullable Instant remindAt) {
        sql.change(
                "INSERT INTO log_pickup (barcode, county_code, order_id, node_code, recipient_id, storage_class,"
                        + " cash_due_fen, code_sealed, code_index, ready_at, collect_by, remind_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                parcel.barcode(),
                parcel.countyCode(),
                parcel.orderId(),
                parcel.nodeCode(),
                parcel.recipientId(),
                parcel.storageClass(),
                parcel.cashDueFen(),
                sealed,
                index,
                parcel.readyAt(),
                collectBy,
                remindAt);
    }

    void delete(String barcode) {
        sql.change("DELETE FROM log_pickup WHERE barcode = ?", barcode);
    }

    Optional<Pickup> find(String barcode) {
        return sql.one(SELECT + "WHERE barcode = ?", PickupTable::pickup, barcode);
    }

    /** @return what waits at a node under a code */
    Optional<Pickup> under(String nodeCode, byte[] codeIndex) {
        return sql.one(SELECT + "WHERE node_code = ? AND code_index = ?", PickupTable::pickup, nodeCode, codeIndex);
    }

    boolean opens(String barcode, byte[] codeIndex) {
        return sql.one(
                        "SELECT 1 AS yes FROM log_pickup WHERE barcode = ? AND code_index = ?",
                        row -> true,
                        barcode,
                        codeIndex)
                .isPresent();
    }

    Optional<byte[]> sealed(String orderId) {
        return sql.one(
                "SELECT code_sealed FROM log_pickup WHERE order_id = ?", row -> row.bytes("code_sealed"), orderId);
    }

    private static Pickup pickup(Row row) {
        return new Pickup(
                new Waiting(
                        row.string("barcode"),
                        row.string("county_code"),
                        row.string("order_id"),
                        row.string("node_code"),
                        row.string("recipient_id"),
                        row.constant("storage_class", StorageClass.class),
                        row.number("cash_due_fen"),
                        row.instant("ready_at")),
                row.instant("collect_by"),
                row.instant("extended_at"));
    }
}
