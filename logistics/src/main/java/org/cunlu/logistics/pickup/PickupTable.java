package org.cunlu.logistics.pickup;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Pickups.Waiting;

/** The table of what waits for its recipients: one row as long as it waits. */
@Singleton
class PickupTable {
    private static final String SELECT =
            "SELECT barcode, county_code, order_id, node_code, recipient_id, storage_class,"
                    + " cash_due_fen, ready_at, collect_by, extended_at, remind_at FROM log_pickup ";

    private final Sql sql;

    PickupTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param collectBy until when
     * @param extendedAt when that was put off; null when it was not
     * @param remindAt when its recipient is reminded next; null for never
     */
    record Pickup(
            Waiting parcel,
            Instant collectBy,
            @Nullable Instant extendedAt,
            @Nullable Instant remindAt) {
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
        sql.soon("DELETE FROM log_pickup WHERE barcode = ?", barcode);
    }

    Optional<Pickup> find(@Nullable String barcode) {
        return barcode == null ? Optional.empty() : sql.one(SELECT + "WHERE barcode = ?", PickupTable::pickup, barcode);
    }

    /** @return what waits at a node under a code */
    Optional<Pickup> under(String nodeCode, byte[] codeIndex) {
        return sql.one(SELECT + "WHERE node_code = ? AND code_index = ?", PickupTable::pickup, nodeCode, codeIndex);
    }

    Optional<Pickup> ofOrder(String orderId) {
        return sql.one(SELECT + "WHERE order_id = ?", PickupTable::pickup, orderId);
    }

    /** @return what waits at a node, the longest first, at most {@code limit} */
    List<Pickup> at(String nodeCode, int limit) {
        return sql.list(
                SELECT + "WHERE node_code = ? ORDER BY collect_by, barcode LIMIT " + limit,
                PickupTable::pickup,
                nodeCode);
    }

    /** @return what waits at a node beyond its time, the longest first, at most {@code limit} */
    List<Pickup> overdue(String nodeCode, Instant now, int limit) {
        return sql.list(
                SELECT + "WHERE node_code = ? AND collect_by < ? ORDER BY collect_by, barcode LIMIT " + limit,
                PickupTable::pickup,
                nodeCode,
                now);
    }

    Map<String, Instant> collectBy(Collection<String> barcodes) {
        return barcodes.isEmpty()
                ? Map.of()
                : sql
                        .list(
                                "SELECT barcode, collect_by FROM log_pickup WHERE barcode IN ("
                                        + Sql.marks(barcodes.size()) + ")",
                                row -> Map.entry(row.string("barcode"), row.instant("collect_by")),
                                barcodes.toArray())
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @return whether it was not put off before */
    boolean extend(String barcode, Instant collectBy, @Nullable Instant remindAt, Instant now) {
        return sql.change(
                        "UPDATE log_pickup SET collect_by = ?, remind_at = ?, extended_at = ?"
                                + " WHERE barcode = ? AND extended_at IS NULL",
                        collectBy,
                        remindAt,
                        now,
                        barcode)
                == 1;
    }

    /** @return whether nobody was told before that its recipient asks elsewhere */
    boolean elsewhere(String barcode, Instant now) {
        return sql.change(
                        "UPDATE log_pickup SET elsewhere_at = ? WHERE barcode = ? AND elsewhere_at IS NULL",
                        now,
                        barcode)
                == 1;
    }

    /** @return of whom a reminder is due, at most {@code limit} */
    List<Pickup> toRemind(Instant now, int limit) {
        return sql.list(
                SELECT + "WHERE remind_at <= ? ORDER BY remind_at, barcode LIMIT " + limit, PickupTable::pickup, now);
    }

    /** @return whether this reminder is the caller's to send: nobody else took it, and nothing was put off since */
    boolean reminded(Pickup pickup, @Nullable Instant next) {
        return sql.change(
                        "UPDATE log_pickup SET remind_at = ?, reminders = reminders + 1"
                                + " WHERE barcode = ? AND remind_at = ?",
                        next,
                        pickup.barcode(),
                        pickup.remindAt())
                == 1;
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

    /** What a ticket is made of. @param code sealed */
    record SealedTicket(String orderId, byte[] code, Instant collectBy) {}

    List<SealedTicket> sealed(Collection<String> orderIds) {
        return orderIds.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT order_id, code_sealed, collect_by FROM log_pickup WHERE order_id IN ("
                                + Sql.marks(orderIds.size()) + ")",
                        row -> new SealedTicket(
                                row.string("order_id"), row.bytes("code_sealed"), row.instant("collect_by")),
                        orderIds.toArray());
    }

    /** @param code sealed */
    record SealedCode(String barcode, byte[] code) {}

    /** @return codes of what waits at a node, whose time ends first, in that order */
    List<SealedCode> sealedAt(String nodeCode, int limit) {
        return sql.list(
                "SELECT barcode, code_sealed FROM log_pickup WHERE node_code = ? ORDER BY collect_by, barcode LIMIT "
                        + limit,
                row -> new SealedCode(row.string("barcode"), row.bytes("code_sealed")),
                nodeCode);
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
                row.instant("extended_at"),
                row.instant("remind_at"));
    }
}
