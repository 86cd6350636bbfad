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
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockHistory;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a station should order, lacks and does not sell, from movements over weeks. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplenishTest implements TestPropertyProvider {
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
    StandInCatalog catalog;

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

    private Map<String, Object> policy(long min, long reorderAt, long max) {
        var policy = new HashMap<String, Object>();
        policy.put("node", NODE);
        policy.put("skuCode", sku);
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
        var part = StockPart.own(new Stock.SkuAtNode(code, NODE), "");
        var act = new Act(What.RECEIVED, StandInNetwork.COUNTY, NODE, null, "tester", null, null, null);
        transactions.run(() -> book.post(act, List.of(new Change(part, pieces))));
    }

    private void sell(long pieces) {
        String order = ids.next();
        transactions.run(() ->
                stock.reserve(StandInNetwork.COUNTY, Map.of(order, List.of(new StockLine(sku, NODE, pieces))), true));
        transactions.run(() -> picking.pick(order, List.of(), "packer"));
    }
}
