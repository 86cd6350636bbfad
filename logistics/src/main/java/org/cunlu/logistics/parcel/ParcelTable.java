package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.parcel.Parcel.Change;
import org.cunlu.logistics.parcel.Parcel.Position;

/** The table of parcels. */
@Singleton
class ParcelTable {
    private static final String SELECT =
            "SELECT barcode, county_code, order_id, from_node, to_node, state, holder_kind, holder, in_bag, legs_done,"
                    + " next_node, storage_class, cash_due_fen, recipient_id, promised_at, carrier, waybill, going_back,"
                    + " moved_at, version, kind FROM log_parcel ";

    private final Sql sql;

    ParcelTable(Sql sql) {
        this.sql = sql;
    }

    void insert(Parcel parcel, Load load, Instant bookedAt) {
        Position at = parcel.position();
        sql.change(
                "INSERT INTO log_parcel (barcode, county_code, order_id, from_node, to_node, state, holder_kind,"
                        + " holder, legs_done, next_node, weight_grams, volume_cm3, storage_class, cash_due_fen,"
                        + " recipient_id, booked_at, promised_at, moved_at, version, kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                parcel.barcode(),
                parcel.countyCode(),
                parcel.orderId(),
                parcel.fromNode(),
                parcel.toNode(),
                at.state(),
                at.holder().kind(),
                at.holder().id(),
                at.legsDone(),
                at.nextNode(),
                load.weightGrams(),
                load.volumeCm3(),
                parcel.storageClass(),
                parcel.cashDueFen(),
                parcel.recipientId(),
                bookedAt,
                parcel.promisedAt(),
                parcel.movedAt(),
                parcel.version(),
                parcel.goods() ? "GOODS" : "ORDER");
    }

    Optional<Parcel> ofOrder(String orderId) {
        return sql.one(SELECT + "WHERE order_id = ?", ParcelTable::parcel, orderId);
    }

    List<Parcel> ofOrders(Collection<String> orderIds) {
        return orderIds.isEmpty()
                ? List.of()
                : sql.list(
                        SELECT + "WHERE order_id IN (" + Sql.marks(orderIds.size()) + ")",
                        ParcelTable::parcel,
                        orderIds.toArray());
    }

    Optional<Parcel> find(String barcode) {
        return Together.now().flatMap(scans -> scans.seen(barcode)).or(() -> read(barcode));
    }

    private Optional<Parcel> read(String barcode) {
        return sql.one(SELECT + "WHERE barcode = ?", ParcelTable::parcel, barcode);
    }

    List<Parcel> find(Collection<String> barcodes) {
        return barcodes.isEmpty()
                ? List.of()
                : sql.list(
                        SELECT + "WHERE barcode IN (" + Sql.marks(barcodes.size()) + ") ORDER BY barcode",
                        ParcelTable::parcel,
                        barcodes.toArray());
    }

    Optional<Parcel> lock(String barcode) {
        return Together.now().flatMap(scans -> scans.parcel(barcode)).or(() -> locked(barcode));
    }

    private Optional<Parcel> locked(String barcode) {
        return sql.one(SELECT + "WHERE barcode = ? FOR UPDATE", ParcelTable::parcel, barcode);
    }

    Optional<Parcel> lockOfOrder(String orderId) {
        return sql.one(SELECT + "WHERE order_id = ? FOR UPDATE", ParcelTable::parcel, orderId);
    }

    /** @return those of these that are there, in key order, locked */
    List<Parcel> lock(Collection<String> barcodes) {
        return barcodes.isEmpty()
                ? List.of()
                : sql.list(
                        SELECT + "WHERE barcode IN (" + Sql.marks(barcodes.size()) + ") ORDER BY barcode FOR UPDATE",
                        ParcelTable::parcel,
                        barcodes.toArray());
    }

    /** @return what lies in a bag, in key order, locked */
    List<Parcel> lockIn(String sscc) {
        return sql.list(SELECT + "WHERE in_bag = ? ORDER BY barcode FOR UPDATE", ParcelTable::parcel, sscc);
    }

    /**
     * Takes a step with all these parcels, if each is still as it was read. State, holder and bag afterwards are the same for
     * all of them.
     * @throws IllegalStateException when one is not, at the latest before the commit
     */
    void move(List<Change> changes, Act act) {
        Together.now()
                .ifPresent(scans -> scans.parcelsChange(changes.stream()
                        .map(change -> change.parcel().barcode())
                        .toList()));
        Position after = changes.getFirst().after();
        var arguments = new ArrayList<Object>();
        String nextNode = perBarcode(changes, change -> change.after().nextNode(), arguments);
        String legsDone = perBarcode(changes, change -> change.after().legsDone(), arguments);
        arguments.add(after.state());
        arguments.add(after.holder().kind());
        arguments.add(after.holder().id());
        arguments.add(after.inBag());
        arguments.add(act.at());
        var where = new ArrayList<String>();
        for (Change change : changes) {
            Parcel before = change.parcel();
            where.add("(barcode = ? AND version = ? AND state = ? AND holder_kind = ? AND holder = ?)");
            arguments.addAll(List.of(
                    before.barcode(),
                    before.version(),
                    before.state(),
                    before.holder().kind(),
                    before.holder().id()));
        }
        sql.soonExactly(
                changes.size(),
                "UPDATE log_parcel SET next_node = " + nextNode + ", legs_done = " + legsDone
                        + ", state = ?, holder_kind = ?, holder = ?, in_bag = ?, moved_at = GREATEST(moved_at, ?),"
                        + " version = version + 1 WHERE "
                        + String.join(" OR ", where) + " ORDER BY barcode",
                arguments.toArray());
    }

    private static String perBarcode(List<Change> changes, Function<Change, Object> value, List<Object> arguments) {
        var cases = new StringBuilder("CASE barcode");
        for (Change change : changes) {
            cases.append(" WHEN ? THEN ?");
            arguments.add(change.parcel().barcode());
            arguments.add(value.apply(change));
        }
        return cases.append(" END").toString();
    }

    void setCarrier(String barcode, String carrier, String waybill) {
        sql.soon("UPDATE log_parcel SET carrier = ?, waybill = ? WHERE barcode = ?", carrier, waybill, barcode);
    }

    /** @return what lies in any of these bags, in key order, locked */
    List<Parcel> lockIn(Collection<String> ssccs) {
        return sql.list(
                SELECT + "WHERE in_bag IN (" + Sql.marks(ssccs.size()) + ") ORDER BY barcode FOR UPDATE",
                ParcelTable::parcel,
                ssccs.toArray());
    }

    /** @return what a trip holds in this state, with the node its leg starts from and the one it leads to, locked */
    List<Parcel> lockOnTrip(String trip, ParcelState state, String nodeCode, boolean leaving) {
        String here = leaving
                ? "EXISTS (SELECT 1 FROM log_parcel_leg l WHERE l.barcode = log_parcel.barcode"
                        + " AND l.seq = log_parcel.legs_done + 1 AND l.from_node = ?)"
                : "next_node = ?";
        String held = "SELECT barcode FROM log_parcel WHERE holder = ? AND holder_kind = 'TRIP' AND state = ? AND "
                + here + " ORDER BY barcode";
        return Found.locked(
                () -> sql.list(held, row -> row.string("barcode"), trip, state, nodeCode), this::lock, Parcel::barcode);
    }

    /** @return weight of each parcel in any of these bags */
    List<Long> gramsIn(Collection<String> ssccs) {
        return sql.list(
                "SELECT weight_grams FROM log_parcel WHERE in_bag IN (" + Sql.marks(ssccs.size()) + ")",
                row -> row.number("weight_grams"),
                ssccs.toArray());
    }

    List<Parcel> onTrip(String trip) {
        return sql.list(
                SELECT + "WHERE holder = ? AND holder_kind = 'TRIP' AND state <> 'LOST' ORDER BY barcode",
                ParcelTable::parcel,
                trip);
    }

    Load load(Parcel parcel) {
        return loads(List.of(parcel)).get(parcel.orderId());
    }

    /** @return what they weigh and measure, by order */
    Map<String, Load> loads(List<Parcel> parcels) {
        var loads = new HashMap<String, Load>();
        sql.list(
                "SELECT order_id, weight_grams, volume_cm3, storage_class FROM log_parcel WHERE barcode IN ("
                        + Sql.marks(parcels.size()) + ")",
                row -> loads.put(
                        row.string("order_id"),
                        new Load(
                                row.number("weight_grams"),
                                row.number("volume_cm3"),
                                1,
                                row.constant("storage_class", StorageClass.class))),
                parcels.stream().map(Parcel::barcode).toArray());
        return loads;
    }

    void askForLess(String orderId, long cashDueFen) {
        sql.change(
                "UPDATE log_parcel SET cash_due_fen = ? WHERE order_id = ? AND cash_due_fen > ? AND going_back = 0"
                        + " AND state <> 'HANDED_OVER'",
                cashDueFen,
                orderId,
                cashDueFen);
    }

    void setNext(String barcode, String nextNode) {
        Together.now().ifPresent(scans -> scans.parcelsChange(List.of(barcode)));
        sql.soon("UPDATE log_parcel SET next_node = ? WHERE barcode = ?", nextNode, barcode);
    }

    void setShelf(String barcode, @Nullable String shelf) {
        sql.soon("UPDATE log_parcel SET shelf = ? WHERE barcode = ?", shelf, barcode);
    }

    void setDamaged(String barcode, Instant since) {
        sql.soon("UPDATE log_parcel SET damaged_at = ? WHERE barcode = ? AND damaged_at IS NULL", since, barcode);
    }

    void setWeight(String barcode, long grams) {
        sql.soon("UPDATE log_parcel SET weight_grams = ? WHERE barcode = ?", grams, barcode);
    }

    void lighten(String barcode, long grams, long cm3) {
        sql.change(
                "UPDATE log_parcel SET weight_grams = GREATEST(weight_grams - ?, 0),"
                        + " volume_cm3 = GREATEST(volume_cm3 - ?, 0) WHERE barcode = ?",
                grams,
                cm3,
                barcode);
    }

    /** @return how many parcels lie in each bag that is under way to a node */
    Map<String, Integer> inBagsTo(String nodeCode) {
        return sql
                .list(
                        "SELECT in_bag, COUNT(*) AS n FROM log_parcel WHERE next_node = ? AND in_bag IS NOT NULL"
                                + " AND state IN ('LOADED', 'ON_TRIP', 'AT_STOP') GROUP BY in_bag",
                        row -> Map.entry(row.string("in_bag"), row.integer("n")),
                        nodeCode)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Parcel parcel(Row row) {
        return new Parcel(
                row.string("barcode"),
                row.string("county_code"),
                row.string("order_id"),
                row.string("from_node"),
                row.string("to_node"),
                new Position(
                        row.constant("state", ParcelState.class),
                        new Holder(row.constant("holder_kind", Holder.Kind.class), row.string("holder")),
                        row.string("in_bag"),
                        row.integer("legs_done"),
                        row.string("next_node")),
                row.constant("storage_class", StorageClass.class),
                row.number("cash_due_fen"),
                row.string("recipient_id"),
                row.instant("promised_at"),
                row.string("carrier"),
                row.string("waybill"),
                row.flag("going_back"),
                row.instant("moved_at"),
                row.integer("version"),
                row.string("kind").equals("GOODS"));
    }
}
