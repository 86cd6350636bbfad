package org.cunlu.logistics.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.cunlu.accounts.ScopeTree;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One node as dispatchers, operators and strangers meet it over HTTP. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeKeepingTest extends NetworkOverHttp implements TestPropertyProvider {
    private static final String HOURS = ",1234567,08:00,18:00,,10\n";
    private static final String NODES =
            "record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,cut_off,handling_minutes\n"
                    + "node,H,Hub,HUB,,OPEN,30,108" + HOURS
                    + "node,T,Town,TOWNSHIP,H,OPEN,30.1,108" + HOURS
                    + "node,U,Other,TOWNSHIP,H,OPEN,30.2,108" + HOURS;
    private static final String LINES =
            "record,code,name,mode,days,capacity_kg,capacity_litres,line,seq,node,arrive,depart\n";
    private static int made;

    @Inject
    Network network;

    @Inject
    Promises promises;

    @Inject
    List<ScopeTree> trees;

    private String dispatcher;
    private String operator;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(TestServers.properties("nodes", Server.DATABASE));
        properties.put("cunlu.consumers.enabled", "false");
        properties.put("cunlu.schedulers.enabled", "false");
        return properties;
    }

    @BeforeAll
    void load() {
        load(NODES);
        dispatcher = person("13800000021", new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, "T")));
        operator = person("13800000022", new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, "H")));
    }

    @Test
    void aDispatcherReadsAndChangesANodeOfHisSubtree() {
        String code = station("T", "OPEN");
        String keeper = accounts.register("13800000023", PASSWORD, "站长");
        accounts.grant(keeper, new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, code)), "tester");
        Answer card = get(code, dispatcher).ok();
        assertThat(card.body().get("keepers")).isEqualTo(List.of(keeper));
        assertThat(card.version()).isEqualTo(1);
        var wish = wish(1);
        wish.put("gln", "6901234567892");
        wish.put("stars", 4);
        wish.put("openToUsers", false);
        wish.put("services", Set.of("PICKUP", "RECYCLING"));
        Answer changed = put(code, wish, dispatcher).ok();
        assertThat(changed.version()).isEqualTo(2);
        assertThat(put(code, wish, dispatcher).ok().body()).as("the same again").isEqualTo(changed.body());
        Node node = network.node(code).orElseThrow();
        assertThat(node.profile().stars()).isEqualTo(4);
        assertThat(node.open()).isTrue();
        assertThat(node.serves()).isFalse();
        wish.put("stars", 5);
        put(code, wish, operator).is(409, "node-changed");
        wish.put("version", 2);
        put(code, wish, operator).ok();
        assertThat(trail("logistics.change-node", code)).isEqualTo(2);
        load("record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,cut_off,handling_minutes\n"
                + "node," + code + ",Station,VILLAGE,T,OPEN,30.1,108" + HOURS);
        assertThat(network.node(code).orElseThrow().profile().gln())
                .as("a file that says nothing of it")
                .isEqualTo("6901234567892");
        String other = station("T", "OPEN");
        var same = wish(1);
        same.put("gln", "6901234567892");
        put(other, same, dispatcher).is(409, "gln-taken");
    }

    @Test
    void anothersNodeIsNotThereAndTheAttemptIsWrittenDown() {
        String code = station("U", "OPEN");
        get(code, dispatcher).is(404, "not-found");
        put(code, wish(1), dispatcher).is(404, "not-found");
        step(code, "SUSPENDED", 1, dispatcher).is(404, "not-found");
        get("NOWHERE", operator).is(404, "not-found");
        assertThat(network.node(code).orElseThrow().open()).isTrue();
        assertThat(trail("logistics.change-node.refused", code)).isEqualTo(1);
        String buyer = person("13800000024", null);
        assertThat(get(code, buyer).status()).isEqualTo(404);
        assertThat(send(HttpRequest.GET("/api/dispatch/nodes/" + code), null).status())
                .isEqualTo(401);
    }

    @Test
    void whatANodeCannotBeIsRefused() {
        String code = station("T", "OPEN");
        Map<String, Object> bad = new HashMap<>();
        bad.put("gln", "6901234567893");
        bad.put("closes", "07:00");
        bad.put("cutOff", "19:00");
        bad.put("holds", Set.of());
        bad.put("stars", 6);
        bad.put("parcelsMax", 0);
        bad.put("enabled", null);
        bad.put("services", Set.of("LAUNDRY"));
        bad.put("handlingMinutes", -1);
        bad.forEach((field, value) -> {
            var wish = wish(1);
            wish.put(field, value);
            assertThat(put(code, wish, dispatcher).status()).as(field).isEqualTo(400);
        });
        var cold = wish(1);
        cold.put("services", Set.of("COLD"));
        cold.put("holds", Set.of("DRY"));
        put(code, cold, dispatcher).is(400, "cold-needs-chilled");
        assertThat(get(code, dispatcher).version()).isEqualTo(1);
    }

    @Test
    void aNodeLivesFromPlannedToClosedByItsTable() throws SQLException {
        String code = station("T", "PLANNED");
        step(code, "OPEN", 1, dispatcher).is(409, "step-not-allowed");
        step(code, "BUILT", 1, dispatcher).ok();
        Answer opened = step(code, "OPEN", 2, dispatcher).ok();
        assertThat(opened.version()).isEqualTo(3);
        assertThat(network.node(code).orElseThrow().open()).isTrue();
        step(code, "SUSPENDED", 2, dispatcher).is(409, "node-changed");
        step(code, "SUSPENDED", 3, dispatcher).ok();
        assertThat(network.node(code).orElseThrow().open()).isFalse();
        step(code, "CLOSED", 4, dispatcher).is(409, "suspended-just-now");
        settle(code);
        step(code, "CLOSED", 4, dispatcher).ok();
        assertThat(trees.stream()
                        .filter(tree -> tree instanceof NodeScopeTree)
                        .flatMap(tree -> tree.path(new Scope(Scope.Kind.NODE, code)).stream()))
                .isEmpty();
        assertThat(promises.promise("H", code, new Load(1_000, 1_000), Instant.parse("2026-11-23T01:00:00Z")))
                .isEqualTo(new Promise.Refused(Promise.Reason.NODE_NOT_OPEN));
        put(code, wish(5), dispatcher).is(409, "node-closed");
        List<?> life = (List<?>) get(code, dispatcher).body().get("life");
        assertThat(life.stream().map(step -> (String) ((Map<?, ?>) step).get("to")))
                .containsExactly("PLANNED", "BUILT", "OPEN", "SUSPENDED", "CLOSED");
        assertThat(trail("logistics.node-step", code)).isEqualTo(4);
        audited();
    }

    @Test
    void nothingClosesOverWhatStillStandsThere() {
        String code = station("T", "OPEN");
        step(code, "SUSPENDED", 1, dispatcher).ok();
        settle(code);
        transactions.run(() -> {
            sql.change(
                    "INSERT INTO log_stock_level (county_code, sku_code, node_code, on_hand, on_hold, allocated, earmarked,"
                            + " floor_qty) VALUES ('500233', 'SKU-1', ?, 3, 0, 0, 0, 0)",
                    code);
            sql.change(
                    "INSERT INTO log_cash_taken (barcode, county_code, order_id, node_code, fen, actor, taken_at, taken_on)"
                            + " VALUES ('CN000000000000090', '500233', 'O1', ?, 700, 'K', CURRENT_TIMESTAMP(3), CURRENT_DATE)",
                    code);
            parcel("CN000000000000017", code, code, "READY", null);
            parcel("CN000000000000025", "H", code, "AT_NODE", code);
            parcel("CN000000000000033", "H", "U", "AT_NODE", "U");
        });
        Answer refused = step(code, "CLOSED", 2, dispatcher).is(409, "node-in-use");
        assertThat(refused.map("facts").get("hindrances"))
                .isEqualTo(List.of(
                        Map.of("what", "PARCEL_HERE", "count", 1, "some", List.of("CN000000000000017")),
                        Map.of("what", "PARCEL_COMING", "count", 1, "some", List.of("CN000000000000025")),
                        Map.of("what", "STOCK", "count", 1, "some", List.of("SKU-1")),
                        Map.of("what", "CASH", "count", 700, "some", List.of())));
        Answer outlook = get(code + "/closing", dispatcher).ok();
        assertThat((List<?>) outlook.body().get("hindrances")).hasSize(4);
        transactions.run(() -> {
            sql.change("DELETE FROM log_stock_level WHERE node_code = ?", code);
            sql.change("DELETE FROM log_parcel");
        });
        Answer cash = step(code, "CLOSED", 2, dispatcher).is(409, "node-in-use");
        assertThat((List<?>) cash.map("facts").get("hindrances"))
                .as("cash alone")
                .hasSize(1);
        transactions.run(() -> sql.change("DELETE FROM log_cash_taken WHERE node_code = ?", code));
        step(code, "CLOSED", 2, dispatcher).ok();
    }

    @Test
    void aTownshipClosesAfterWhatLiesBelowIt() {
        String town = "W" + ++made;
        load(NODES + "node," + town + ",Town,TOWNSHIP,H,SUSPENDED,30.2,108" + HOURS);
        String code = station(town, "PLANNED");
        settle(town);
        step(town, "CLOSED", 1, operator).is(409, "node-in-use");
        step(code, "CLOSED", 1, operator).ok();
        step(town, "CLOSED", 1, operator).ok();
        step(code, "PLANNED", 2, operator).is(409, "parent-closed");
        step(town, "PLANNED", 2, operator).ok();
        step(code, "PLANNED", 2, operator).ok();
    }

    @Test
    void theOutlookTellsWhoWouldBeServedElsewhereAndWhichLinesPassBy() {
        String code = station("T", "OPEN");
        load("record,code,name,township,latitude,longitude\nvillage," + code + ",Village,T,30.1,108\n");
        load(LINES + "line,L" + code + ",Van,VAN,1234567,100,100,,,,,\n" + "stop,,,,,,,L" + code + ",1,T,08:10,\n"
                + "stop,,,,,,,L" + code + ",2," + code + ",09:00,\n");
        Answer outlook = get(code + "/closing", dispatcher).ok();
        assertThat(outlook.body().get("villages")).isEqualTo(List.of(code));
        assertThat(outlook.body().get("lines")).isEqualTo(List.of("L" + code));
        assertThat(outlook.body().get("hindrances")).isEqualTo(List.of());
        step(code, "SUSPENDED", 1, dispatcher).ok();
        assertThat(network.stationOf(code).orElseThrow().code()).isNotEqualTo(code);
    }

    @Test
    void aStepIsTakenOnceForAKey() {
        String code = station("T", "OPEN");
        String key = "key-" + code + "-suspend";
        Answer first = step(code, "SUSPENDED", 1, dispatcher, key).ok();
        assertThat(step(code, "SUSPENDED", 1, dispatcher, key).ok().body()).isEqualTo(first.body());
        assertThat(step(code, "OPEN", 2, dispatcher, key).status()).isEqualTo(409);
        assertThat(step(code, "OPEN", 2, dispatcher, null).status()).isEqualTo(400);
        assertThat(network.node(code).orElseThrow().status()).isEqualTo(Node.Status.SUSPENDED);
    }

    @Test
    void ofRivalsOneChangesAndTheOthersAreTold() throws Exception {
        String code = station("T", "OPEN");
        var calls = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 4; i++) {
            var wish = wish(1);
            wish.put("parcelsMax", 100 + i);
            calls.add(() -> put(code, wish, operator));
            calls.add(() -> step(code, "SUSPENDED", 1, operator));
        }
        try (var pool = Executors.newFixedThreadPool(calls.size())) {
            var statuses = new ArrayList<Integer>();
            for (var each : pool.invokeAll(calls)) {
                statuses.add(each.get().status());
            }
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
            assertThat(statuses).filteredOn(status -> status == 409).hasSize(calls.size() - 1);
        }
        assertThat(get(code, operator).version()).isEqualTo(2);
        audited();
    }

    /** @return code of a new village station */
    private String station(String parent, String status) {
        String code = "V" + ++made;
        load(NODES.lines().findFirst().orElseThrow() + "\nnode," + code + ",Station,VILLAGE," + parent + "," + status
                + ",30.1,108" + HOURS);
        return code;
    }

    /** As if its last step had been taken a minute ago. */
    private void settle(String code) {
        transactions.run(() -> sql.change(
                "UPDATE log_node_step SET written_at = written_at - INTERVAL 60 SECOND WHERE node_code = ?", code));
    }

    @Test
    void aNodeGoesOnHoldingWhatStandsThereOrComesThere() throws SQLException {
        String code = station("T", "OPEN");
        transactions.run(() -> {
            parcel("CN000000000000041", code, code, "READY", null);
            parcel("CN000000000000058", "H", code, "AT_NODE", code);
            sql.change("UPDATE log_parcel SET storage_class = 'CHILLED' WHERE barcode = 'CN000000000000058'");
        });
        var warm = wish(1);
        warm.put("holds", Set.of("DRY", "HAZARDOUS"));
        assertThat(put(code, warm, dispatcher).is(409, "class-in-use").map("facts"))
                .containsEntry("storageClasses", List.of("CHILLED"));
        var fewer = wish(1);
        fewer.put("holds", Set.of("DRY", "CHILLED"));
        put(code, fewer, dispatcher).ok();
        transactions.run(
                () -> sql.change("DELETE FROM log_parcel WHERE barcode IN ('CN000000000000041', 'CN000000000000058')"));
        warm.put("version", 2);
        put(code, warm, dispatcher).ok();
        audited();
    }

    private void parcel(String barcode, String holder, String to, String state, String next) {
        sql.change(
                "INSERT INTO log_parcel (barcode, county_code, order_id, from_node, to_node, state, holder_kind, holder,"
                        + " legs_done, next_node, weight_grams, volume_cm3, storage_class, cash_due_fen, recipient_id,"
                        + " booked_at, promised_at, moved_at, version) VALUES (?, '500233', ?, 'H', ?, ?, 'NODE', ?, 0, ?, 1, 1, 'DRY', 0,"
                        + " 'R', CURRENT_TIMESTAMP(3), CURRENT_TIMESTAMP(3), CURRENT_TIMESTAMP(3), 1)",
                barcode,
                barcode,
                to,
                state,
                holder,
                next);
    }

    private static Map<String, Object> wish(int version) {
        var wish = new HashMap<String, Object>();
        wish.put("version", version);
        wish.put("days", Set.of("MONDAY", "FRIDAY"));
        wish.put("opens", "08:00");
        wish.put("closes", "18:00");
        wish.put("handlingMinutes", 15);
        wish.put("holds", Set.of("DRY", "CHILLED", "HAZARDOUS"));
        wish.put("services", Set.of("PICKUP"));
        for (String flag : List.of("enabled", "openToUsers", "reachableByVehicle", "dispatchable")) {
            wish.put(flag, true);
        }
        return wish;
    }

    private Answer get(String path, String token) {
        return send(HttpRequest.GET("/api/dispatch/nodes/" + path), token);
    }

    private Answer put(String code, Map<String, Object> body, String token) {
        return send(HttpRequest.PUT("/api/dispatch/nodes/" + code, body), token);
    }

    private Answer step(String code, String to, int version, String token) {
        return step(code, to, version, token, "key-" + System.nanoTime());
    }

    private Answer step(String code, String to, int version, String token, String key) {
        MutableHttpRequest<?> request = HttpRequest.POST(
                "/api/dispatch/nodes/" + code + "/steps", Map.of("to", to, "version", version, "why", "试验 test"));
        return send(key == null ? request : request.header("Idempotency-Key", key), token);
    }
}
