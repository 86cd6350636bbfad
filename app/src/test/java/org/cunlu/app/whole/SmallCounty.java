package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Sessions;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.TrailSeals;
import org.cunlu.logistics.NetworkImport;
import org.cunlu.logistics.StockImport;

/**
 * Two instances of the whole app on the same servers, with jobs, events and HTTP as in production, over a county that fits into a
 * head: a hub, a gateway, two townships with a village station each. Two buses a day go down to station 1 (11:00 and 15:00), one
 * to station 2 (11:30), one comes up from each (13:00, 17:00). Calls go to the two instances in turn.
 */
final class SmallCounty {
    private static SmallCounty shared;

    static final String HUB = "500233";
    static final String TOWN1 = "500233101";
    static final String TOWN2 = "500233102";
    static final String STATION1 = "500233101201";
    static final String STATION2 = "500233102201";
    static final String EARLY = "BUS-11";
    static final String LATE = "BUS-15";

    private static final List<String> COLUMNS = List.of(
            ("record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,handling_minutes,township,station,"
                            + "mode,capacity_kg,capacity_litres,capacity_pieces,line,seq,node,arrive,depart")
                    .split(","));
    private static final String RICE = "product_code,product_name,category_code,category_name,brand_code,brand_name,"
            + "sku_code,sku_name,weight_g,volume_cm3,storage_class,lot_tracked,seller_code,seller_name,seller_kind,"
            + "seller_node,direction,price_fen,source_nodes,quantity_min,quantity_max,status\n"
            + "RICE,大米,GRAIN,粮食,,,RICE-5K,大米 5 公斤,5000,6000,DRY,false,S-GONGXIAO,供销社,GOODS_SUPPLIER,500233,DOWN,"
            + "3990,500233,1,200,PUBLISHED\n";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<EmbeddedServer> instances = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger people = new AtomicInteger();
    private final JsonMapper json;
    private final String offer;
    final Person operator;
    final Person dispatcher;
    private final Map<String, Person> keepers = new HashMap<>();

    /** Somebody with a token of his own. */
    record Person(String account, String phone, String token) {}

    /** A parcel of an order, as its buyer knows it. */
    record Parcel(Person buyer, String order, String barcode) {}

    record Answer(int status, JsonNode body, String text) {
        Answer is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        Answer is(int expected, String code) {
            is(expected);
            assertThat(SmallCounty.text(body, "code")).as(text).isEqualTo(code);
            return this;
        }

        String string(String name) {
            return SmallCounty.text(body, name);
        }

        List<JsonNode> list(String name) {
            return SmallCounty.list(body, name);
        }
    }

    /** One for all tests of this module: each works on days of its own. */
    static synchronized SmallCounty open() {
        if (shared == null) {
            shared = new SmallCounty();
        }
        return shared;
    }

    private SmallCounty() {
        Map<String, Object> room = new LinkedHashMap<>(TestServers.properties("smallcounty"));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        for (int i = 0; i < 2; i++) {
            instances.add(ApplicationContext.run(EmbeddedServer.class, room, "test"));
        }
        json = bean(JsonMapper.class);
        network("10");
        assertThat(bean(CatalogImport.class)
                        .load(new StringReader(RICE), false, "tester")
                        .faults())
                .isEmpty();
        assertThat(bean(StockImport.class)
                        .stock(new StringReader("sku_code,node_code,quantity\nRICE-5K,500233,900\n"), false, "tester")
                        .faults())
                .isEmpty();
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
        var report = bean(NetworkImport.class)
                .network(
                        new StringReader(String.join(",", COLUMNS) + "\n"
                                + node(HUB, "HUB", "")
                                + node("500233-OUT", "GATEWAY", HUB)
                                + node(TOWN1, "TOWNSHIP", HUB)
                                + node(TOWN2, "TOWNSHIP", HUB)
                                + node(STATION1, "VILLAGE", TOWN1)
                                + node(STATION2, "VILLAGE", TOWN2)
                                + village(STATION1, TOWN1)
                                + village(STATION2, TOWN2)
                                + bus(EARLY, pieces, HUB + " 11:00", TOWN1 + " 11:30", STATION1 + " 12:00")
                                + bus(LATE, "100", HUB + " 15:00", TOWN1 + " 15:30", STATION1 + " 16:00")
                                + bus("BUS-2", "100", HUB + " 11:30", TOWN2 + " 12:00", STATION2 + " 12:30")
                                + bus("UP-1", "100", STATION1 + " 13:00", TOWN1 + " 13:30", HUB + " 14:00")
                                + bus("UP-2", "100", STATION2 + " 17:00", TOWN2 + " 17:30", HUB + " 18:00")),
                        false,
                        "tester");
        assertThat(report.faults()).isEmpty();
    }

    private static String node(String code, String tier, String parent) {
        return row("record=node code=" + code + " name=站" + code + " tier=" + tier + " parent=" + parent
                + " status=OPEN latitude=30 longitude=108 days=1234567 opens=05:00 closes=22:00 handling_minutes=10");
    }

    private static String village(String station, String township) {
        return row("record=village code=" + station + " name=村" + station + " township=" + township + " station="
                + station + " latitude=30 longitude=108");
    }

    private static String bus(String code, String pieces, String... stops) {
        var rows = new StringBuilder(row("record=line code=" + code + " name=" + code
                + " days=1234567 mode=BUS capacity_kg=500 capacity_litres=2000 capacity_pieces=" + pieces));
        for (int i = 0; i < stops.length; i++) {
            String[] stop = stops[i].split(" ");
            rows.append(row("record=stop line=%s seq=%d node=%s arrive=%s depart=%s"
                    .formatted(code, i + 1, stop[0], stop[1], stop[1])));
        }
        return rows.toString();
    }

    /** @param fields by name; all others are blank */
    private static String row(String fields) {
        Map<String, String> known = Arrays.stream(fields.split(" "))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
        return COLUMNS.stream().map(column -> known.getOrDefault(column, "")).collect(Collectors.joining(",")) + "\n";
    }

    <T> T bean(Class<T> type) {
        return instances.getFirst().getApplicationContext().getBean(type);
    }

    /** @param grant null for a buyer */
    Person person(Grant grant) {
        String phone = String.valueOf(13_900_000_000L + people.incrementAndGet());
        String account = bean(Accounts.class).register(phone, "shu-shan-you-lu-9", "张三丰");
        if (grant != null) {
            bean(Accounts.class).grant(account, grant, "tester");
        }
        var tokens = bean(Sessions.class).open(account, Origin.WITHIN, Sessions.Way.PASSWORD);
        return new Person(account, phone, tokens.accessToken());
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

    Person buyer() {
        return person(null);
    }

    Person keeper(String node) {
        return keepers.get(node);
    }

    // ---- time

    /** @return a morning later than now; its buses are empty */
    LocalDate nextMorning() {
        LocalDate day = CountyTime.date(now()).plusDays(1);
        at(day, "08:00");
        return day;
    }

    Instant now() {
        return Instant.parse(get(operator, "/api/county/clock").is(200).string("now"));
    }

    void at(LocalDate day, String time) {
        var to = Map.of("to", CountyTime.instant(day, LocalTime.parse(time)).toString());
        post(operator, "/api/county/clock", null, to);
    }

    // ---- HTTP

    Answer get(Person who, String path) {
        return send(who, "GET", path, null, null);
    }

    Answer post(Person who, String path, String key, Object body) {
        return send(who, "POST", path, key, body);
    }

    Answer put(Person who, String path, Object body) {
        return send(who, "PUT", path, null, body);
    }

    /** @param who null for a visitor @param body null for none; a string goes as it is */
    Answer send(Person who, String method, String path, String key, Object body) {
        int call = calls.incrementAndGet();
        var server = instances.get(call % instances.size());
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path));
            // No address asks so often that it is told to wait.
            request.header("X-Forwarded-For", "10.0." + (call >> 8 & 255) + "." + (call & 255));
            if (who != null) {
                request.header("Authorization", "Bearer " + who.token());
            }
            if (key != null) {
                request.header("Idempotency-Key", key);
            }
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            byte[] raw = body == null
                    ? new byte[0]
                    : body instanceof String text
                            ? text.getBytes(StandardCharsets.UTF_8)
                            : json.writeValueAsBytes(body);
            var answer = client.send(
                    request.method(method, BodyPublishers.ofByteArray(raw)).build(), BodyHandlers.ofByteArray());
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            boolean structured = text.startsWith("{") || text.startsWith("[");
            return new Answer(answer.statusCode(), structured ? json.readValue(text, JsonNode.class) : null, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    static String text(JsonNode node, String name) {
        JsonNode value = node == null ? null : node.get(name);
        return value == null || value.isNull() ? null : value.coerceStringValue();
    }

    static List<JsonNode> list(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null
                ? List.of()
                : StreamSupport.stream(value.values().spliterator(), false).toList();
    }

    // ---- shop

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

    // ---- work

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
    void isPromisedTo(String node) {
        Soon.is(() -> {
            for (int i = 0; i < instances.size(); i++) {
                var promise = get(dispatcher, "/api/dispatch/promise?from=" + HUB + "&to=" + node)
                        .is(200);
                assertThat(promise.string("refused")).isNull();
            }
        });
    }

    // ---- books

    long counted(String sql, Object... arguments) {
        return bean(Transactions.class)
                .read(() -> bean(Sql.class)
                        .one(sql, row -> row.number("n"), arguments)
                        .orElseThrow());
    }

    /** @return attempts by somebody that were refused and written down */
    long refused(Person who) {
        return counted("SELECT COUNT(*) AS n FROM ker_trail WHERE actor = ? AND act LIKE '%.refused'", who.account());
    }

    void audited() {
        bean(TrailSeals.class).sealAll();
        assertThat(bean(Auditor.class).run())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.violations())
                        .as("%s: %s", row.name(), row.examples())
                        .isZero());
    }
}
