package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ExpectedSupply;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Programme;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockHistory;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.cunlu.logistics.standin.StandInReserve;
import org.cunlu.logistics.standin.StandInSupply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a station should order, lacks and does not sell, from movements over weeks. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplenishTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String NODE = StandInNetwork.VILLAGE12;

    @Inject
    EmbeddedServer server;

    @Inject
    StockBook book;

    @Inject
    StockHistory history;

    @Inject
    Stock stock;

    @Inject
    Picking picking;

    @Inject
    ExpectedSupply expected;

    @Inject
    StandInSupply supply;

    @Inject
    StandInCatalog catalog;

    @Inject
    StandInReserve reserves;

    @Inject
    MovedClock clock;

    @Inject
    Transactions transactions;

    @Inject
    Ids ids;

    private Instant now;
    private String sku;
    private WarehouseDoor door;
    private String dispatcher;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void aSku() {
        // Noon in the county, so that an hour is no other day.
        now = CountyTime.instant(CountyTime.date(Instant.now()), java.time.LocalTime.NOON);
        clock.set(Instant.now());
        sku = catalog.sku("N" + ids.next(), StorageClass.DRY, false);
        door = WarehouseDoor.at(server);
        dispatcher = door.person(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, StandInNetwork.TOWN1)));
    }

    @Test
    void theBooksTellWhatLeftAndOnWhichDaysThereWasNothing() {
        sellOutThreeDaysAgo();
        var today = CountyTime.date(now);
        var days = history.days(NODE, List.of(sku), today.minusDays(27), today).get(sku);
        assertThat(days).hasSize(28);
        assertThat(days.stream().mapToLong(StockHistory.Day::gone).sum()).isEqualTo(6);
        // Stock from the 10th day back until the 3rd: seven evenings with something to sell.
        assertThat(days.stream().filter(day -> !day.out()).map(StockHistory.Day::date))
                .containsExactlyElementsOf(
                        today.minusDays(10).datesUntil(today.minusDays(3)).toList());
    }

    @Test
    void stationsAreToldWhatTheyNeedWhatHasRunOutAndWhatDoesNotSell() {
        sellOutThreeDaysAgo();
        String still = catalog.sku("N" + ids.next(), StorageClass.DRY, false);
        at(Duration.ofDays(90), () -> receive(still, 3));
        set(5, 10, 40).is(200);
        String mine = find("/api/dispatch/replenishment?limit=100&node=" + NODE, sku);
        // 6 sold on 7 of 28 days with stock: 24 in four weeks.
        assertThat(mine).contains("\"sold\":6", "\"outDays\":21", "\"demand\":24", "\"propose\":40", "\"urgent\":true");
        assertThat(find("/api/dispatch/stock-outs?limit=100&node=" + NODE, sku))
                .contains("\"since\":\"" + CountyTime.date(now).minusDays(3) + "\"");
        assertThat(door.get("/api/dispatch/slow-movers?days=60&limit=100&node=" + NODE, dispatcher)
                        .is(200)
                        .raw())
                .contains(still)
                .doesNotContain(sku);
    }

    @Test
    void whatIsOrderedForAStationAloneOrTogetherCountsOnceAndWhatIsPromisedDoesNot() {
        String operator = door.person(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, HUB)));
        String keeper = door.person(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, NODE)));
        String worker = door.person(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.NODE, HUB)));
        set(5, 20, 40).is(200);
        String later = CountyTime.date(now).plusDays(3).toString();
        List<Map<String, Object>> eight = List.of(Map.of("skuCode", sku, "pieces", 8));
        door.post(
                        "/api/county/purchases",
                        Map.of("node", NODE, "supplier", "SUP1", "expectedOn", later, "lines", eight),
                        operator)
                .is(201);
        String order = ids.next();
        var waiting = new ExpectedSupply.Waiting(
                List.of(new StockLine(sku, NODE, 3)),
                CountyTime.date(now).plusDays(5),
                CountyTime.date(now).plusDays(9));
        assertThat(transactions.run(() -> expected.hold(StandInNetwork.COUNTY, Map.of(order, waiting))))
                .isTrue();
        String request = door.post("/api/station/requests", Map.of("node", NODE, "skuCode", sku, "pieces", 6), keeper)
                .is(201)
                .text("requestId");
        // Asked for is not ordered yet.
        assertThat(need(NODE, dispatcher)).contains("\"ordered\":8", "\"promised\":3", "\"projected\":5");
        var requests = List.of(Map.of("requestId", request, "approved", 6));
        String purchase = door.post(
                        "/api/county/gatherings",
                        Map.of("hub", HUB, "supplier", "SUP1", "requests", requests),
                        operator)
                .is(201)
                .text("purchaseId");
        assertThat(need(NODE, dispatcher))
                .contains("\"ordered\":14", "\"promised\":3", "\"projected\":11", "\"propose\":29");
        // At the hub nothing of it stays.
        policy(HUB, operator).is(200);
        assertThat(need(HUB, operator)).contains("\"ordered\":0");
        door.post(
                        "/api/station/purchases/" + purchase + "/receipts",
                        Map.of("lines", List.of(Map.of("lineNo", 1, "good", 4, "damaged", 0))),
                        worker)
                .is(200);
        assertThat(need(NODE, dispatcher)).contains("\"inTransit\":4", "\"ordered\":10", "\"projected\":11");
        // What the supplier does not bring any more is on no way.
        door.post("/api/county/purchases/" + purchase + "/closure", Map.of(), operator)
                .is(200);
        assertThat(need(NODE, dispatcher)).contains("\"inTransit\":4", "\"ordered\":8", "\"projected\":9");
        // Whoever waits does not wait on into the days of other tests.
        transactions.run(() -> expected.release(order));
    }

    @Test
    void goodsFollowTheSupplyLinesOfTheirOwnProgramme() {
        String operator = door.person(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, HUB)));
        String seed = catalog.sku("N" + ids.next(), StorageClass.DRY, false);
        catalog.category(seed, "SEED");
        List.of(sku, seed).forEach(code -> {
            receive(HUB, StockOwner.OWN, code, 50);
            reserves.keep(code, "", HUB, 50);
            door.send("PUT", "/api/dispatch/policies", policy(NODE, code, 5, 20, 40), operator)
                    .is(200);
        });
        supply.only(Programme.CONSUMER_GOODS, NODE, StandInNetwork.TOWN1);
        supply.only(Programme.FARM_INPUTS, NODE, HUB);
        supply.only(Programme.RESERVE, NODE, HUB);
        try {
            restock(sku, operator).is(409, "not-supplied");
            restock(seed, operator).is(201);
            supply.only(Programme.FARM_INPUTS, NODE, StandInNetwork.TOWN1);
            // The reserve's line leads from the hub; it carries no seed that is for sale, and nobody sends the
            // reserve's own by hand.
            restock(seed, operator).is(409, "not-supplied");
            reserve(seed).is(409, "reserve-bound");
            supply.only(Programme.RESERVE, NODE, StandInNetwork.TOWN2);
            supply.only(Programme.FARM_INPUTS, NODE, HUB);
            reserve(seed).is(409, "not-supplied");
        } finally {
            supply.forget(NODE);
        }
    }

    private WarehouseDoor.Answer restock(String code, String who) {
        return door.post(
                "/api/dispatch/replenishment/transfers",
                Map.of("node", NODE, "supplier", HUB, "skuCodes", List.of(code)),
                who);
    }

    private WarehouseDoor.Answer reserve(String code) {
        String worker = door.person(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.NODE, HUB)));
        var line = Map.of("skuCode", code, "owner", reserves.owner(code), "pieces", 5);
        return door.post(
                "/api/station/transfers",
                Map.of("fromNode", HUB, "toNode", NODE, "carriage", "OWN", "lines", List.of(line)),
                worker);
    }

    private String need(String node, String who) {
        String raw = door.get("/api/dispatch/replenishment?limit=100&node=" + node, who)
                .is(200)
                .raw();
        int from = raw.indexOf(sku);
        assertThat(from).as(raw).isNotNegative();
        return raw.substring(from, raw.indexOf('}', from));
    }

    @Test
    void policiesAreInOrderAndSetByWhoeverIsOverTheNode() {
        set(11, 10, 40).is(400, "policy-unordered");
        set(5, 40, 40).is(400, "policy-unordered");
        set(10, 10, 11).is(200);
        String other = door.person(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, StandInNetwork.TOWN2)));
        door.send("PUT", "/api/dispatch/policies", policy(1, 2, 3), other).is(404, "not-found");
        door.get("/api/dispatch/replenishment?node=" + NODE, other).is(404, "not-found");
    }

    private void sellOutThreeDaysAgo() {
        at(Duration.ofDays(10), () -> receive(sku, 6));
        at(Duration.ofDays(5), () -> sell(2));
        at(Duration.ofDays(3), () -> sell(4));
    }

    private String find(String path, String wanted) {
        String raw = door.get(path, dispatcher).is(200).raw();
        int from = raw.indexOf(wanted);
        assertThat(from).as(raw).isNotNegative();
        return raw.substring(from, raw.indexOf('}', from));
    }

    private WarehouseDoor.Answer set(long min, long reorderAt, long max) {
        return door.send("PUT", "/api/dispatch/policies", policy(min, reorderAt, max), dispatcher);
    }

    private WarehouseDoor.Answer policy(String node, String who) {
        return door.send("PUT", "/api/dispatch/policies", policy(node, sku, 5, 20, 40), who);
    }

    private Map<String, Object> policy(long min, long reorderAt, long max) {
        return policy(NODE, sku, min, reorderAt, max);
    }

    private static Map<String, Object> policy(String node, String code, long min, long reorderAt, long max) {
        var policy = new HashMap<String, Object>();
        policy.put("node", node);
        policy.put("skuCode", code);
        policy.put("min", min);
        policy.put("reorderAt", reorderAt);
        policy.put("max", max);
        return policy;
    }

    private void at(Duration ago, Runnable deed) {
        clock.set(now.minus(ago));
        deed.run();
        clock.set(Instant.now());
    }

    private void receive(String code, long pieces) {
        receive(NODE, StockOwner.OWN, code, pieces);
    }

    private void receive(String node, StockOwner owner, String code, long pieces) {
        var part = new StockPart(code, node, "", owner, StockStatus.AVAILABLE, "");
        var act = new Act(What.RECEIVED, StandInNetwork.COUNTY, node, null, "tester", null, null, null);
        transactions.run(() -> book.post(act, List.of(new Change(part, pieces))));
    }

    private void sell(long pieces) {
        String order = ids.next();
        transactions.run(() ->
                stock.reserve(StandInNetwork.COUNTY, Map.of(order, List.of(new StockLine(sku, NODE, pieces))), true));
        transactions.run(() -> picking.pick(order, List.of(), "packer"));
    }
}
