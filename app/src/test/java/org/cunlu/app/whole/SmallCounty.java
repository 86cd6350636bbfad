package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.SmallNetwork.EARLY;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.LATE;
import static org.cunlu.app.whole.SmallNetwork.STATION1;
import static org.cunlu.app.whole.SmallNetwork.STATION2;
import static org.cunlu.app.whole.SmallNetwork.TOWN1;
import static org.cunlu.app.whole.SmallNetwork.TOWN2;

import io.micronaut.json.tree.JsonNode;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.cunlu.accounts.Accounts;
import org.cunlu.app.county.DemoPerson;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.NetworkImport;
import org.cunlu.logistics.StockImport;

/** A county that fits into a head ({@link SmallNetwork}), its shop, and those who work there. */
final class SmallCounty extends Instances {
    private static SmallCounty shared;

    private static final String RICE = "product_code,product_name,category_code,category_name,brand_code,brand_name,"
            + "sku_code,sku_name,weight_g,volume_cm3,storage_class,lot_tracked,seller_code,seller_name,seller_kind,"
            + "seller_node,direction,price_fen,source_nodes,quantity_min,quantity_max,status\n"
            + "RICE,大米,GRAIN,粮食,,,RICE-5K,大米 5 公斤,5000,6000,DRY,false,S-GONGXIAO,供销社,GOODS_SUPPLIER,500233,DOWN,"
            + "3990,500233,1,200,PUBLISHED\n";

    /** Null where the instances do the work themselves. */
    private final AppProcess process;

    private final String offer;

    final Person operator;

    final Person dispatcher;

    private final Map<String, Person> keepers = new HashMap<>();

    /** A parcel of an order, as its buyer knows it. */
    record Parcel(Person buyer, String order, String barcode) {}

    /** One for all tests of this module: each works on days of its own. */
    static synchronized SmallCounty open() {
        if (shared == null) {
            shared = new SmallCounty("smallcounty", Map.of());
        }
        return shared;
    }

    /** One for a test that breaks something; whoever opens it closes it. */
    static SmallCounty apart(String name, Map<String, Object> more) {
        return new SmallCounty(name, more);
    }

    /** One instance that does all the work. @param room its servers and whatever else it is configured with */
    static SmallCounty alone(Map<String, Object> room) {
        return new SmallCounty(room, 1, null);
    }

    /**
     * One whose work is done by a process of its own, which a test may kill. What is here has no jobs and hears no events: it sets up,
     * and looks.
     * @param room of both
     */
    static SmallCounty besides(Map<String, Object> room, AppProcess process) {
        var quiet = new HashMap<>(room);
        quiet.put("cunlu.consumers.enabled", "false");
        quiet.put("cunlu.schedulers.enabled", "false");
        return new SmallCounty(quiet, 1, process);
    }

    private SmallCounty(String name, Map<String, Object> more) {
        this(room(name, more), 2, null);
    }

    private SmallCounty(Map<String, Object> room, int count, AppProcess process) {
        super(room, count);
        this.process = process;
        network("10");
        assertThat(bean(CatalogImport.class)
                        .load(new StringReader(RICE), false, "tester")
                        .faults())
                .isEmpty();
        assertThat(bean(StockImport.class)
                        .stock(new StringReader("sku_code,node_code,quantity\nRICE-5K,500233,900\n"), false, "tester")
                        .faults())
                .isEmpty();
        if (process != null) {
            // The demo county is there when its last person is: this one wants no other.
            bean(Accounts.class).register(DemoPerson.all().getLast().phone(), DemoPerson.PASSWORD, "张三丰");
            process.start();
        }
        operator = person(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, HUB)));
        dispatcher = person(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, HUB)));
        for (String node : List.of(HUB, TOWN1, TOWN2, STATION1, STATION2)) {
            Role role = node.length() == 12 ? Role.STATION_KEEPER : Role.WAREHOUSE_WORKER;
            keepers.put(node, person(new Grant(role, new Scope(Scope.Kind.NODE, node))));
        }
        offer = offered();
    }

    /** @param pieces that the early bus takes */
    void network(String pieces) {
        var report = bean(NetworkImport.class).network(new StringReader(SmallNetwork.with(pieces)), false, "tester");
        assertThat(report.faults()).isEmpty();
    }

    /** A file brings the early bus with these stops. */
    void early(String... stops) {
        var report =
                bean(NetworkImport.class).network(new StringReader(SmallNetwork.with("10", stops)), false, "tester");
        assertThat(report.faults()).isEmpty();
    }

    @Override
    String door(int call) {
        return process == null ? super.door(call) : process.url();
    }

    private String offered() {
        var found = new AtomicReference<String>();
        Soon.is(() -> {
            var offers =
                    get(null, "/api/shop/offers?q=%E5%A4%A7%E7%B1%B3").is(200).list("items");
            assertThat(offers).hasSize(1);
            found.set(text(offers.getFirst(), "id"));
        });
        return found.get();
    }

    String offer() {
        return offer;
    }

    Person buyer() {
        return person(null);
    }

    Person keeper(String node) {
        return keepers.get(node);
    }

    /** @return a morning later than now; its buses are empty, and both instances know the timetable that is in force */
    LocalDate nextMorning() {
        LocalDate day = CountyTime.date(now()).plusDays(1);
        // What another test sent on its way may ride tomorrow.
        while (held(EARLY, day) + held(LATE, day) > 0) {
            day = day.plusDays(1);
        }
        at(day, "08:00");
        // What another test changed is put back in the database at once, in the memory of an instance a moment later.
        isPromisedBy(EARLY, STATION1, CountyTime.instant(day, LocalTime.of(11, 0)));
        return day;
    }

    Instant now() {
        return Instant.parse(get(operator, "/api/county/clock").is(200).string("now"));
    }

    void at(LocalDate day, String time) {
        var to = Map.of("to", CountyTime.instant(day, LocalTime.parse(time)).toString());
        post(operator, "/api/county/clock", null, to);
    }

    /** One bag of rice to a village, not paid yet. @return the group */
    Answer place(Person buyer, String village, String payment) {
        put(buyer, "/api/shop/cart/lines/" + offer, Map.of("quantity", 1)).is(200);
        var asked = new HashMap<String, Object>();
        asked.put("destination", Map.of("villageCode", village));
        asked.put("payment", payment);
        Answer quote = post(buyer, "/api/shop/quotes", null, asked).is(200);
        asked.put("quotedTotalFen", quote.body().get("totalFen").getLongValue());
        asked.put("recipient", Map.of("name", "张三丰", "phone", buyer.phone()));
        return post(buyer, "/api/shop/order-groups", key(), asked).is(201);
    }

    void pay(Person buyer, Answer group) {
        var started = post(
                buyer,
                "/api/shop/order-groups/" + group.string("groupId") + "/payments",
                key(),
                Map.of("gateway", "SANDBOX"));
        post(null, "/sandbox/charges/" + started.string("chargeId") + "/pay", null, Map.of());
    }

    /** An order that is paid, or will be at the station, with its parcel. */
    Parcel bought(Person buyer, String village, String payment) {
        Answer group = place(buyer, village, payment);
        if (payment.equals("ONLINE")) {
            pay(buyer, group);
        }
        return parcel(buyer, group);
    }

    Parcel parcel(Person buyer, Answer group) {
        String order = text(group.list("orders").getFirst(), "orderId");
        Soon.is(() -> assertThat(tracking(buyer, order)).isNotNull());
        return new Parcel(buyer, order, text(tracking(buyer, order), "barcode"));
    }

    /** Its buyer does not want it any more, before it is packed: it stays on no other test's bus. */
    void cancel(Parcel parcel) {
        post(parcel.buyer(), "/api/shop/orders/" + parcel.order() + "/cancel", key(), null)
                .is(200);
    }

    JsonNode order(Parcel parcel) {
        return get(parcel.buyer(), "/api/shop/orders/" + parcel.order()).is(200).body();
    }

    /** @return lifecycle and payment, with a blank between */
    String state(Parcel parcel) {
        JsonNode order = order(parcel);
        return text(order, "lifecycle") + " " + text(order, "paymentStatus");
    }

    JsonNode tracking(Parcel parcel) {
        return tracking(parcel.buyer(), parcel.order());
    }

    private JsonNode tracking(Person buyer, String order) {
        JsonNode tracking =
                get(buyer, "/api/shop/orders/" + order).is(200).body().get("tracking");
        return tracking == null || tracking.isNull() ? null : tracking;
    }

    List<String> lines(Parcel parcel) {
        return list(tracking(parcel), "legs").stream()
                .map(leg -> text(leg, "lineCode"))
                .toList();
    }

    List<String> slips(Parcel parcel) {
        return list(tracking(parcel), "slips").stream()
                .map(slip -> text(slip, "reason"))
                .toList();
    }

    /** @return texts to this phone, newest first */
    List<String> told(Person person) {
        return get(operator, "/api/county/notices?phone=" + person.phone()).is(200).list("items").stream()
                .map(notice -> text(notice, "text"))
                .toList();
    }

    /** One scan by who works at the node. @return state after it */
    String scan(String kind, String node, Parcel parcel, Map<String, Object> more) {
        var row = new HashMap<>(more);
        row.put("scanId", key());
        row.put("scanner", "gun-" + node);
        row.put("deviceTime", Instant.now().toString());
        row.put("kind", kind);
        row.put("node", node);
        if (parcel != null) {
            row.put("parcel", parcel.barcode());
        }
        JsonNode result = post(keeper(node), "/api/station/scans", null, Map.of("scans", List.of(row)))
                .is(200)
                .list("results")
                .getFirst();
        return text(result, "code") == null ? text(result, "state") : text(result, "code");
    }

    String scan(String kind, String node, Parcel parcel) {
        return scan(kind, node, parcel, Map.of());
    }

    /** Off at the departure of its next leg and taken in where that ends, at the time of its arrival. @return state there */
    String ride(LocalDate day, Parcel parcel, String departs, String from, String arrives, String to) {
        at(day, departs);
        assertThat(scan("OUT", from, parcel)).as(parcel.barcode()).isEqualTo("ON_TRIP");
        at(day, arrives);
        return scan("IN", to, parcel);
    }

    Answer collect(Parcel parcel, String node) {
        JsonNode order = order(parcel);
        var body = new HashMap<String, Object>();
        body.put("requestId", key());
        body.put("node", node);
        body.put("pickupCode", text(order, "pickupCode"));
        if ("CASH_DUE".equals(text(order, "paymentStatus"))) {
            body.put("cashFen", order.get("totalFen").getLongValue());
        }
        return post(keeper(node), "/api/station/pickups", null, body);
    }

    JsonNode departure(String line, LocalDate day) {
        return get(dispatcher, "/api/dispatch/departures?line=" + line + "&from=" + day)
                .is(200)
                .list("items")
                .getFirst();
    }

    /** @return parcels that hold room on the first stretch of a departure */
    long held(String line, LocalDate day) {
        return list(departure(line, day), "sections")
                .getFirst()
                .get("held")
                .get("pieces")
                .getLongValue();
    }

    /** Waits until both instances promise to a node again: a closure that is lifted is known within two seconds. */
    void isPromisedBy(String line, String node) {
        isPromised(node, "\"lineCode\":\"" + line + "\"");
    }

    private void isPromisedBy(String line, String node, Instant departs) {
        isPromised(node, "\"lineCode\":\"" + line + "\"", "\"departsAt\":\"" + departs + "\"");
    }

    private void isPromised(String node, String... parts) {
        Soon.is(() -> {
            for (int i = 0; i < instances.size(); i++) {
                assertThat(get(dispatcher, "/api/dispatch/promise?from=" + HUB + "&to=" + node)
                                .is(200)
                                .text())
                        .contains(parts);
            }
        });
    }

    void isPromisedTo(String node) {
        Soon.is(() -> {
            for (int i = 0; i < instances.size(); i++) {
                var promise = get(dispatcher, "/api/dispatch/promise?from=" + HUB + "&to=" + node)
                        .is(200);
                assertThat(promise.string("refused")).isNull();
            }
        });
    }
}
