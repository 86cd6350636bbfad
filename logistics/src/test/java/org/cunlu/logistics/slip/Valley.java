package org.cunlu.logistics.slip;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.catalog.StorageClass;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ClosingWays;
import org.cunlu.logistics.Closures;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.NetworkImport;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.StationWork;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockImport;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.StandInCatalog;

/**
 * A county with two roads into the same valley: hub H, townships A and B, villages A1, A2 and B1, a gateway. A1 is reached by A,
 * and, later in the day, by B; A2 by A alone.
 */
@Singleton
@Requires(property = "logistics.real-network", value = "true")
public class Valley {
    static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    static final String COUNTY = "500233";
    private static final Map<String, Map<String, String>> PROPERTIES = new HashMap<>();
    private static final String HOURS = ",1234567,06:00,20:00,,10\n";
    private static final String NODES =
            "record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,cut_off,handling_minutes\n"
                    + "node,H,Hub,HUB,,OPEN,30,108" + HOURS
                    + "node,OUT,Gate,GATEWAY,H,OPEN,30,108" + HOURS
                    + "node,A,Town A,TOWNSHIP,H,OPEN,30.1,108" + HOURS
                    + "node,B,Town B,TOWNSHIP,H,OPEN,30.1,108.3" + HOURS
                    + "node,A1,Village A1,VILLAGE,A,OPEN,30.2,108.1" + HOURS
                    + "node,A2,Village A2,VILLAGE,A,OPEN,30.21,108.1" + HOURS
                    + "node,B1,Village B1,VILLAGE,B,OPEN,30.2,108.4" + HOURS;
    private static final String LINE_COLUMNS =
            "record,code,name,mode,days,capacity_kg,capacity_litres,line,seq,node,arrive,depart\n";
    private static final String LINES = LINE_COLUMNS
            + line("MORN", "H 08:00", "A 09:00 09:05", "A1 09:30 09:35", "A2 10:00")
            + line("NOON", "H 12:00", "B 13:00 13:05", "A1 14:00 14:05", "B1 15:00")
            + line("EVE", "H 15:00", "A 16:00 16:05", "A2 17:00")
            + line("BACK", "A2 10:30", "A1 11:00 11:05", "A 11:30 11:35", "H 12:30");

    final Shipments shipments;
    public final StationWork desk;
    public final Transactions transactions;
    public final Sql sql;
    public final Ids ids;
    final SlipWatch watch;
    private final ClosureActs acts;
    private final DepartureRoom room;
    private final Closures closures;
    private final NetworkImport network;
    private final Promises promises;
    private final Stock stock;
    private final StockImport imports;
    private final StandInCatalog catalog;
    private final MovedClock clock;

    Valley(
            Shipments shipments,
            StationWork desk,
            Transactions transactions,
            Sql sql,
            Ids ids,
            SlipWatch watch,
            ClosureActs acts,
            DepartureRoom room,
            Closures closures,
            NetworkImport network,
            Promises promises,
            Stock stock,
            StockImport imports,
            StandInCatalog catalog,
            MovedClock clock) {
        this.shipments = shipments;
        this.desk = desk;
        this.transactions = transactions;
        this.sql = sql;
        this.ids = ids;
        this.watch = watch;
        this.acts = acts;
        this.room = room;
        this.closures = closures;
        this.network = network;
        this.promises = promises;
        this.stock = stock;
        this.imports = imports;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** A parcel of an order. */
    public record Parcel(String orderId, String barcode, Promise.Kept promise) {
        public Instant promised() {
            return promise.availableAt();
        }
    }

    /** One database for these tests, with stand-ins for all but the network and its timetable. */
    public static synchronized Map<String, String> properties(String name) {
        return PROPERTIES.computeIfAbsent(name, Valley::made);
    }

    private static Map<String, String> made(String name) {
        var properties = TestServers.properties(name, Server.DATABASE).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        properties.put("logistics.stand-ins", "true");
        properties.put("logistics.real-network", "true");
        properties.put("cunlu.consumers.enabled", "false");
        properties.put("cunlu.schedulers.enabled", "false");
        properties.put("cunlu.db.pool", "12");
        return properties;
    }

    static String line(String code, String... stops) {
        var rows = new StringBuilder("line," + code + "," + code + ",VAN,1234567,1000,9000,,,,,\n");
        for (int i = 0; i < stops.length; i++) {
            String[] stop = stops[i].split(" ");
            rows.append("stop,,,,,,," + code + "," + (i + 1) + "," + stop[0] + "," + stop[1] + ","
                    + stop[stop.length - 1] + "\n");
        }
        return rows.toString();
    }

    public void build() {
        load(NODES);
        load(LINES);
    }

    public void load(String csv) {
        var report = network.network(new StringReader(csv), false, "tester");
        if (!report.faults().isEmpty()) {
            throw new IllegalStateException(report.faults().toString());
        }
    }

    /** A file brings these lines, anew or otherwise than they were. */
    void lines(String... lines) {
        load(LINE_COLUMNS + String.join("", lines));
    }

    /** A file says that a node is at work, or is not. */
    public void becomes(String node, String status) {
        String[] rows = NODES.split("\n");
        String row = Arrays.stream(rows)
                .filter(each -> each.startsWith("node," + node + ","))
                .findFirst()
                .orElseThrow();
        load(rows[0] + "\n" + row.replace(",OPEN,", "," + status + ",") + "\n");
    }

    public void at(int day, int hour, int minute) {
        clock.set(moment(day, hour, minute));
    }

    public static Instant moment(int day, int hour, int minute) {
        return CountyTime.instant(DAY.plusDays(day), LocalTime.of(hour, minute));
    }

    public Instant now() {
        return clock.instant();
    }

    public String sku(String node, int pieces) {
        String sku = catalog.sku("P" + ids.next(), StorageClass.DRY, false);
        imports.stock(
                new StringReader("sku_code,node_code,quantity\n" + sku + "," + node + "," + pieces + "\n"),
                false,
                "tester");
        return sku;
    }

    public Parcel book(String from, String to) {
        return book(sku(from, 2), from, to);
    }

    /** An order for 2 pieces, paid, with its parcel, as promised now. */
    public Parcel book(String sku, String from, String to) {
        String order = ids.next();
        var line = new StockLine(sku, from, 2);
        var kept = (Promise.Kept) promises.promise(from, to, new Load(1000, 1000), now());
        String barcode = transactions.run(() -> {
            String booked = shipments.book(
                    new Shipments.Booking(order, COUNTY, from, to, "RECIPIENT0001", 0, List.of(line), kept));
            stock.reserve(COUNTY, Map.of(order, List.of(line)), true);
            return booked;
        });
        return new Parcel(order, barcode, kept);
    }

    public static Caller keeper(String... nodes) {
        return new Caller(
                "KEEPER" + nodes[0],
                Arrays.stream(nodes)
                        .map(node -> new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, node)))
                        .toList());
    }

    /** One scan by the keeper of its node. @return state after it, or the code of the refusal */
    public String does(ScanKind kind, String node, Parcel parcel) {
        return does(kind, node, parcel, null);
    }

    public String does(ScanKind kind, String node, Parcel parcel, String bag) {
        var scan = new Scan(
                ids.next(),
                "gun-1",
                now(),
                kind,
                node,
                parcel == null ? null : parcel.barcode(),
                bag,
                null,
                null,
                null,
                null,
                null);
        var result = desk.scan(keeper(node), List.of(scan)).getFirst();
        return result.code() == null ? result.state() : result.code();
    }

    /** A scan that was made then and is sent now. */
    String kept(ScanKind kind, String node, Parcel parcel, Instant made) {
        var scan =
                new Scan(ids.next(), "gun-2", made, kind, node, parcel.barcode(), null, null, null, null, null, null);
        var result = desk.scanKept(keeper(node), now(), List.of(scan)).results().getFirst();
        return result.code() == null ? result.state() : result.code();
    }

    public List<String> way(Parcel parcel) {
        return sql.list(
                "SELECT l.from_node, l.line_code, l.service_date, l.to_node FROM log_parcel_leg l JOIN log_parcel p"
                        + " ON p.barcode = l.barcode WHERE l.barcode = ? AND l.seq > p.legs_done ORDER BY seq",
                row -> row.string("from_node") + ">" + row.string("line_code") + "/"
                        + row.date("service_date").getDayOfMonth() + ">" + row.string("to_node"),
                parcel.barcode());
    }

    public String station(Parcel parcel) {
        return sql.one(
                        "SELECT to_node FROM log_parcel WHERE barcode = ?",
                        row -> row.string("to_node"),
                        parcel.barcode())
                .orElseThrow();
    }

    public String bag(String node, String next) {
        return desk.openBag(keeper(node), ids.next(), node, next).sscc();
    }

    public long counted(String sql) {
        return this.sql.one(sql, row -> row.number("n")).orElseThrow();
    }

    long trail(String act, String subject) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM ker_trail WHERE act = ? AND subject = ?",
                        row -> row.number("n"),
                        act,
                        subject)
                .orElseThrow();
    }

    /** What a dispatcher's instance does before it is killed. @return the closure's id */
    String closeOnly(ClosingWays.Wish wish, Caller caller) {
        String id = transactions.run(() -> acts.make(caller, wish).id());
        closures.takeEffect();
        return id;
    }

    /** All parcels are withdrawn that are not over: the next test begins with none. */
    public void over() {
        List<String> booked =
                sql.list("SELECT order_id FROM log_parcel WHERE state = 'BOOKED'", row -> row.string("order_id"));
        booked.forEach(order -> transactions.run(() -> {
            shipments.withdraw(order);
            stock.release(order);
            room.free(List.of(order));
        }));
    }

    List<String> slippedBy(ClosingWays.Account account) {
        return sql.list(
                "SELECT s.barcode, p.state, p.holder, p.to_node, s.promised_before FROM log_slip s JOIN log_parcel p"
                        + " ON p.barcode = s.barcode WHERE cause = ?",
                row -> row.string("barcode") + " " + row.string("state") + " " + row.string("holder") + " "
                        + row.string("to_node") + " " + row.instant("promised_before"),
                Sweeping.key(account.closed().closure().id()));
    }

    Instant first(Parcel parcel) {
        return sql.one(
                        "SELECT promised_at FROM log_parcel WHERE barcode = ?",
                        row -> row.instant("promised_at"),
                        parcel.barcode())
                .orElseThrow();
    }

    /** @return reason and promise after each slip, the hours in the county's time */
    public List<String> slips(Parcel parcel) {
        return sql.list(
                "SELECT reason, promised_after, actor FROM log_slip WHERE barcode = ? ORDER BY seq",
                row -> row.string("reason") + " " + shown(row.instant("promised_after")) + " " + row.string("actor"),
                parcel.barcode());
    }

    static String shown(Instant at) {
        return at == null ? "-" : CountyTime.at(at).toLocalDateTime().toString();
    }

    public List<String> told(Parcel parcel) {
        return sql.list(
                "SELECT payload FROM ker_outbox WHERE topic = 'logistics.parcel-slipped' AND subject = ? ORDER BY event_id",
                row -> row.string("payload").replaceAll(".*\"reason\":\"(\\w+)\".*", "$1"),
                parcel.barcode());
    }

    static List<String> lines(List<Leg> legs) {
        return legs.stream().map(Leg::lineCode).toList();
    }
}
