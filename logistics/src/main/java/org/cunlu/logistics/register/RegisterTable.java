package org.cunlu.logistics.register;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.ParcelRegister;
import org.cunlu.logistics.ParcelState;

/** The table of parcels as far as their ways and promises are concerned. */
@Singleton
class RegisterTable implements ParcelRegister {
    private final Sql sql;

    RegisterTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<String> barcodeOf(String orderId) {
        return sql.one("SELECT barcode FROM log_parcel WHERE order_id = ?", row -> row.string("barcode"), orderId);
    }

    @Override
    public Map<String, String> barcodesOf(Collection<String> orderIds) {
        return orderIds.isEmpty()
                ? Map.of()
                : sql
                        .list(
                                "SELECT order_id, barcode FROM log_parcel WHERE order_id IN ("
                                        + Sql.marks(orderIds.size()) + ")",
                                row -> Map.entry(row.string("order_id"), row.string("barcode")),
                                orderIds.toArray())
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<OnItsWay> lock(Collection<String> barcodes) {
        return barcodes.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT barcode, county_code, order_id, from_node, to_node, going_back, state, holder_kind, holder,"
                                + " in_bag, legs_done, next_node, weight_grams, volume_cm3, storage_class, promised_at,"
                                + " slipped_to, stranded, moved_at, kind FROM log_parcel WHERE barcode IN ("
                                + Sql.marks(barcodes.size()) + ") ORDER BY barcode FOR UPDATE",
                        RegisterTable::onItsWay,
                        barcodes.toArray());
    }

    @Override
    public void reroute(Redirect redirect) {
        Instant promised = redirect.promisedNow();
        // Legs change hands with no step: the version, which numbers the history, stays.
        int changed = sql.change(
                "UPDATE log_parcel SET to_node = ?, next_node = ?, stranded = ?,"
                        + " slipped_to = CASE WHEN ? > promised_at THEN ? ELSE NULL END WHERE barcode = ?",
                redirect.toNode(),
                redirect.nextNode(),
                promised == null,
                promised,
                promised,
                redirect.barcode());
        if (changed != 1) {
            throw new IllegalStateException("a locked parcel is gone: " + redirect.barcode());
        }
        if (redirect.bag() != null) {
            bagGetsOff(redirect.bag(), redirect.nextNode());
        }
    }

    @Override
    public boolean promisedBefore(String barcode, Instant promised) {
        // From left to right: what was its promise until now is what is promised now.
        return sql.change(
                        "UPDATE log_parcel SET slipped_to = promised_at, promised_at = ?"
                                + " WHERE barcode = ? AND promised_at > ? AND slipped_to IS NULL AND stranded = 0",
                        promised,
                        barcode,
                        promised)
                == 1;
    }

    private void bagGetsOff(String bag, String node) {
        for (List<String> around = List.of(bag); !around.isEmpty(); around = outside(around)) {
            sql.change(
                    "UPDATE log_bag SET next_node = ?, version = version + 1 WHERE sscc = ? AND next_node <> ?",
                    node,
                    around.getFirst(),
                    node);
        }
    }

    @Override
    public List<String> inBagsWith(Collection<String> bags) {
        var all = new TreeSet<>(bags);
        for (List<String> around = outside(bags); all.addAll(around); around = outside(around)) {
            // Up to the outermost.
        }
        List<String> level = List.copyOf(all);
        while (!level.isEmpty()) {
            level = sql.list(
                    "SELECT sscc FROM log_bag WHERE in_bag IN (" + Sql.marks(level.size()) + ")",
                    row -> row.string("sscc"),
                    level.toArray());
            level = level.stream().filter(all::add).toList();
        }
        return sql.list(
                "SELECT barcode FROM log_parcel WHERE in_bag IN (" + Sql.marks(all.size()) + ") ORDER BY barcode",
                row -> row.string("barcode"),
                all.toArray());
    }

    private List<String> outside(Collection<String> bags) {
        return bags.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT DISTINCT in_bag FROM log_bag WHERE in_bag IS NOT NULL AND sscc IN ("
                                + Sql.marks(bags.size()) + ")",
                        row -> row.string("in_bag"),
                        bags.toArray());
    }

    @Override
    public void turnBack(String barcode) {
        sql.change("UPDATE log_parcel SET going_back = 1, cash_due_fen = 0 WHERE barcode = ?", barcode);
    }

    private static Instant now(Row row) {
        if (row.flag("stranded")) {
            return null;
        }
        Instant slipped = row.instant("slipped_to");
        return slipped == null ? row.instant("promised_at") : slipped;
    }

    private static OnItsWay onItsWay(Row row) {
        boolean atNode = row.string("holder_kind").equals("NODE");
        return new OnItsWay(
                row.string("barcode"),
                row.string("county_code"),
                row.string("order_id"),
                row.string("from_node"),
                row.string("to_node"),
                row.flag("going_back"),
                row.constant("state", ParcelState.class),
                atNode ? row.string("holder") : null,
                row.string("in_bag"),
                row.integer("legs_done"),
                row.string("next_node"),
                new Load(
                        row.number("weight_grams"),
                        row.number("volume_cm3"),
                        1,
                        row.constant("storage_class", StorageClass.class)),
                row.instant("promised_at"),
                now(row),
                row.instant("moved_at"),
                row.string("kind").equals("GOODS"));
    }
}
