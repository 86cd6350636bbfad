package org.cunlu.logistics.picking;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
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
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.picking.Confirming.Pick;
import org.cunlu.logistics.picking.Confirming.Picked;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.cunlu.logistics.standin.StandInTimetable;

/** The hub's hall: what tests of picking do there again and again. */
@Singleton
@Requires(property = "logistics.stand-ins", value = "true")
class Hall {
    static final String HUB = StandInNetwork.HUB;
    private static final AtomicInteger DAYS = new AtomicInteger();

    final Waves waves;
    final Taking taking;
    final Confirming confirming;
    final GivingBack givingBack;
    final StationWork desk;
    final Shipments shipments;
    final Stock stock;
    final StockBook book;
    final StandInCatalog catalog;
    final StandInTimetable timetable;
    final MovedClock clock;
    final Transactions transactions;
    final Sql sql;
    final Ids ids;
    private LocalDate day;

    Hall(
            Waves waves,
            Taking taking,
            Confirming confirming,
            GivingBack givingBack,
            StationWork desk,
            Shipments shipments,
            Stock stock,
            StockBook book,
            StandInCatalog catalog,
            StandInTimetable timetable,
            MovedClock clock,
            Transactions transactions,
            Sql sql,
            Ids ids) {
        this.waves = waves;
        this.taking = taking;
        this.confirming = confirming;
        this.givingBack = givingBack;
        this.desk = desk;
        this.shipments = shipments;
        this.stock = stock;
        this.book = book;
        this.catalog = catalog;
        this.timetable = timetable;
        this.clock = clock;
        this.transactions = transactions;
        this.sql = sql;
        this.ids = ids;
    }

    /** An order with its parcel. */
    record Booked(String orderId, String barcode) {}

    /** Each test has a day of its own, so that it has departures of its own. */
    LocalDate newDay() {
        day = LocalDate.of(2027, 3, 1).plusDays(DAYS.addAndGet(3));
        at(8, 0);
        return day;
    }

    LocalDate day() {
        return day;
    }

    void at(int hour, int minute) {
        clock.set(CountyTime.instant(day, LocalTime.of(hour, minute)));
    }

    void later(int days, int hour, int minute) {
        clock.set(CountyTime.instant(day.plusDays(days), LocalTime.of(hour, minute)));
    }

    static Caller worker(String name) {
        return new Caller(name, List.of(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.NODE, HUB))));
    }

    String sku(boolean tracked) {
        return catalog.sku("K" + ids.next(), StorageClass.DRY, tracked);
    }

    String lot(String sku, LocalDate expiresOn) {
        String lot = "L" + ids.next();
        catalog.lot(lot, sku, expiresOn);
        return lot;
    }

    void receive(String sku, String lot, String bin, long pieces) {
        var part = StockPart.own(new SkuAtNode(sku, HUB), lot).in(bin);
        var act = new Act(What.RECEIVED, StandInNetwork.COUNTY, HUB, null, "tester", null, null, null);
        transactions.run(() -> book.post(act, List.of(new Change(part, pieces))));
    }

    /** An order for pieces of some SKUs, paid, to a village that the noon van serves. */
    Booked order(Map<String, Long> wanted) {
        return order(wanted, HUB, StandInNetwork.TOWN1, StandInNetwork.VILLAGE11);
    }

    Booked order(String sku, long pieces) {
        return order(Map.of(sku, pieces));
    }

    Booked order(Map<String, Long> wanted, String... nodes) {
        String order = ids.next();
        List<Leg> legs = timetable.way(clock.instant(), nodes);
        var lines = new ArrayList<StockLine>();
        new TreeMap<>(wanted).forEach((sku, pieces) -> lines.add(new StockLine(sku, nodes[0], pieces)));
        var promised = legs.isEmpty() ? clock.instant() : legs.getLast().arrivesAt();
        String barcode = transactions.run(() -> {
            String booked = shipments.book(new Shipments.Booking(
                    order,
                    StandInNetwork.COUNTY,
                    nodes[0],
                    nodes[nodes.length - 1],
                    "RECIPIENT0001",
                    0,
                    lines,
                    new Promise.Kept(
                            legs, promised, new Arrival(CountyTime.date(promised), null, null, "按时 · in time"))));
            if (!stock.reserve(StandInNetwork.COUNTY, Map.of(order, lines), true)) {
                throw new IllegalStateException("short");
            }
            return booked;
        });
        return new Booked(order, barcode);
    }

    boolean cancel(Booked order) {
        return transactions.run(() -> {
            boolean back = shipments.withdraw(order.orderId());
            if (back) {
                stock.release(order.orderId());
            }
            return back;
        });
    }

    /** Releases what waits for the noon van of the test's day. */
    String wave() {
        return waves.release(worker("BOSS"), new Waves.Order(HUB, "HUB-T1", day, 5000), key())
                .wave()
                .waveId();
    }

    List<PickLine> take(String wave, String picker, int max) {
        return taking.take(worker(picker), waves.own(worker(picker), wave, "test"), max);
    }

    Picked pick(String picker, PickLine line, long found) {
        return confirming.confirm(
                worker(picker), line.lineId(), new Pick("gun-" + picker, key(), found, null, null, null, null));
    }

    String pack(Booked order) {
        var scan = new Scan(
                ids.next(),
                "gun-1",
                clock.instant(),
                ScanKind.PACK,
                HUB,
                order.barcode(),
                null,
                null,
                null,
                null,
                null,
                null);
        ScanResult result = desk.scan(worker("PACKER"), List.of(scan)).getFirst();
        return result.code() == null ? result.state() : result.code();
    }

    /** @return bin, status and pieces of a SKU at the hub; what an order's tote holds stands as TOTE */
    List<String> parts(String sku) {
        return sql.list(
                "SELECT CONCAT(place, ' ', status, ' ', SUM(on_hand)) AS told FROM (SELECT status, on_hand,"
                        + " IF(bin_code LIKE '-%' AND bin_code <> '-MISSING', 'TOTE', bin_code) AS place"
                        + " FROM log_stock_lot WHERE sku_code = ? AND on_hand > 0) parts"
                        + " GROUP BY place, status ORDER BY told",
                row -> row.string("told"), sku);
    }

    /** @return on hand, on hold, allocated */
    List<Long> level(String sku) {
        return sql.one(
                        "SELECT on_hand, on_hold, allocated FROM log_stock_level WHERE sku_code = ? AND node_code = ?",
                        row -> List.of(row.number("on_hand"), row.number("on_hold"), row.number("allocated")),
                        sku,
                        HUB)
                .orElseThrow();
    }

    List<String> told(Booked order) {
        return sql.list(
                "SELECT payload FROM ker_outbox WHERE topic = 'logistics.picked-short' AND subject = ? ORDER BY event_id",
                row -> row.string("payload"),
                order.orderId());
    }

    String key() {
        return "key-" + ids.next();
    }

    /** @return the code of the problem, or {@code done} */
    static String code(Runnable deed) {
        try {
            deed.run();
            return "done";
        } catch (ProblemException e) {
            return e.code();
        }
    }
}
