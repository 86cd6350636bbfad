package org.cunlu.logistics.parcel;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Arrival;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.StationWork;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.StationWork.ScanResult;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockImport;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.cunlu.logistics.standin.StandInRecipients;
import org.cunlu.logistics.standin.StandInTimetable;

/** What the parcel tests do again and again: book an order's parcel, tell the time, scan. */
@Singleton
@Requires(property = "logistics.stand-ins", value = "true")
public class Work {
    /** A Monday. */
    public static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    public final StationWork desk;
    public final Shipments shipments;
    private final Stock stock;
    private final StockImport imports;
    private final StandInCatalog catalog;
    private final StandInTimetable timetable;
    private final MovedClock clock;
    public final Transactions transactions;
    public final Sql sql;
    public final Ids ids;

    Work(
            StationWork desk,
            Shipments shipments,
            Stock stock,
            StockImport imports,
            StandInCatalog catalog,
            StandInTimetable timetable,
            MovedClock clock,
            Transactions transactions,
            Sql sql,
            Ids ids) {
        this.desk = desk;
        this.shipments = shipments;
        this.stock = stock;
        this.imports = imports;
        this.catalog = catalog;
        this.timetable = timetable;
        this.clock = clock;
        this.transactions = transactions;
        this.sql = sql;
        this.ids = ids;
    }

    /** An order with its parcel. */
    public record Booked(String orderId, String barcode, String sku, List<Leg> legs) {}

    public void at(int hour, int minute) {
        at(0, hour, minute);
    }

    public void at(int day, int hour, int minute) {
        clock.set(CountyTime.instant(DAY.plusDays(day), LocalTime.of(hour, minute)));
    }

    public Instant now() {
        return clock.instant();
    }

    /** An order for 2 pieces of a fresh SKU, paid, with its parcel. @param nodes source, changes, destination */
    public Booked book(StorageClass storageClass, long cashDueFen, String... nodes) {
        String sku = catalog.sku("P" + ids.next(), storageClass, false);
        imports.stock(
                new StringReader("sku_code,node_code,quantity\n" + sku + "," + nodes[0] + ",10\n"), false, "tester");
        return book(sku, cashDueFen, true, nodes);
    }

    public Booked book(String... nodes) {
        return book(StorageClass.DRY, 0, nodes);
    }

    public Booked book(String sku, long cashDueFen, boolean allocated, String... nodes) {
        return book(sku, cashDueFen, allocated, StandInRecipients.ANYBODY, nodes);
    }

    /** For somebody of whom the stand-in knows name and number. */
    public Booked bookFor(String recipientId, StorageClass storageClass, long cashDueFen, String... nodes) {
        String sku = catalog.sku("P" + ids.next(), storageClass, false);
        imports.stock(
                new StringReader("sku_code,node_code,quantity\n" + sku + "," + nodes[0] + ",10\n"), false, "tester");
        return book(sku, cashDueFen, true, recipientId, nodes);
    }

    private Booked book(String sku, long cashDueFen, boolean allocated, String recipientId, String... nodes) {
        String order = ids.next();
        var legs = timetable.way(now(), nodes);
        var line = new StockLine(sku, nodes[0], 2);
        Instant promised = legs.isEmpty() ? now() : legs.getLast().arrivesAt();
        String barcode = transactions.run(() -> {
            String booked = shipments.book(new Shipments.Booking(
                    order,
                    StandInNetwork.COUNTY,
                    nodes[0],
                    nodes[nodes.length - 1],
                    recipientId,
                    cashDueFen,
                    List.of(line),
                    new Promise.Kept(
                            legs, promised, new Arrival(CountyTime.date(promised), null, null, "按时 · in time"))));
            stock.reserve(StandInNetwork.COUNTY, Map.of(order, List.of(line)), allocated);
            return booked;
        });
        return new Booked(order, barcode, sku, legs);
    }

    public static Caller keeper(String... nodes) {
        return new Caller(
                "KEEPER" + nodes[0],
                Arrays.stream(nodes)
                        .map(node -> new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, node)))
                        .toList());
    }

    public Scan scan(ScanKind kind, String node, String parcel, String bag) {
        return new Scan(ids.next(), "gun-1", now(), kind, node, parcel, bag, null, null, null, null, null);
    }

    public Scan handOver(String node, String parcel, String code, Long cashFen) {
        return new Scan(
                ids.next(), "gun-1", now(), ScanKind.HAND_OVER, node, parcel, null, null, code, cashFen, null, null);
    }

    public Scan toCarrier(String parcel, String carrier, String waybill) {
        return new Scan(
                ids.next(),
                "gun-1",
                now(),
                ScanKind.HAND_OVER,
                StandInNetwork.GATEWAY,
                parcel,
                null,
                null,
                null,
                null,
                carrier,
                waybill);
    }

    /** One scan by the keeper of its node. @return state after it, or the code of the refusal */
    public String does(ScanKind kind, String node, String parcel, String bag) {
        return answer(scan(kind, node, parcel, bag));
    }

    public String answer(Scan scan) {
        return told(desk.scan(keeper(scan.node()), List.of(scan)).getFirst());
    }

    public static String told(ScanResult result) {
        return result.code() == null ? result.state() : result.code();
    }

    public String bag(String node, String next) {
        return desk.openBag(keeper(node), ids.next(), node, next).sscc();
    }

    public String state(Booked booked) {
        return shipments
                .track(List.of(booked.orderId()))
                .get(booked.orderId())
                .state()
                .name();
    }

    public String code(Booked booked) {
        return shipments.pickupCode(booked.orderId()).orElseThrow();
    }

    /** @return all that is kept of a parcel, to see that nothing changed */
    public List<String> kept(Booked booked) {
        return sql.list(
                "SELECT CONCAT_WS('|', state, holder_kind, holder, COALESCE(in_bag, '-'), version, legs_done,"
                        + " COALESCE(next_node, '-'), COALESCE((SELECT HEX(w.code_index)"
                        + " FROM log_pickup w WHERE w.barcode = log_parcel.barcode), '-')) AS kept FROM log_parcel"
                        + " WHERE barcode = ? UNION ALL SELECT CONCAT_WS('|', seq, line_code, departs_at,"
                        + " COALESCE(changed_because, '-'), COALESCE(left_at, '-')) FROM log_parcel_leg"
                        + " WHERE barcode = ?",
                row -> row.string("kept"),
                booked.barcode(),
                booked.barcode());
    }

    public List<String> told(Booked booked) {
        return sql.list(
                "SELECT payload FROM ker_outbox WHERE topic = 'logistics.parcel-moved' AND subject = ?"
                        + " ORDER BY event_id",
                row -> row.string("payload").replaceAll(".*\"state\":\"(\\w+)\".*", "$1"),
                booked.barcode());
    }

    public long statements(Runnable work) {
        return transactions.run(() -> {
            long before = questions();
            work.run();
            return questions() - before;
        });
    }

    private long questions() {
        return sql.list("SHOW SESSION STATUS LIKE 'Questions'", row -> Long.parseLong(row.string("Value")))
                .getFirst();
    }
}
