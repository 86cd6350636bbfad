package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.cunlu.logistics.stock.WarehouseDoor.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The warehouse's papers, through the doors of those who hold them. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PapersTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String TOWN = StandInNetwork.TOWN1;

    @Inject
    EmbeddedServer server;

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
    Sql sql;

    @Inject
    Ids ids;

    @Inject
    Audit audit;

    private WarehouseDoor door;
    private String hub;
    private String town;
    private String village;
    private String dispatcher;
    private String sku;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeAll
    void people() {
        clock.set(Instant.now());
        door = WarehouseDoor.at(server);
        hub = person(Role.WAREHOUSE_WORKER, Scope.Kind.NODE, HUB);
        town = person(Role.WAREHOUSE_WORKER, Scope.Kind.NODE, TOWN);
        village = person(Role.STATION_KEEPER, Scope.Kind.NODE, StandInNetwork.VILLAGE21);
        dispatcher = person(Role.DISPATCHER, Scope.Kind.SUBTREE, HUB);
    }

    @BeforeEach
    void aSkuOfTen() {
        clock.set(Instant.now());
        // The day's limit is a new one for each test.
        transactions.run(() -> sql.change("DELETE FROM log_adjustment_day"));
        sku = catalog.sku("P" + ids.next(), StorageClass.DRY, false);
        receive(HUB, hub, 10);
    }

    @AfterEach
    void booksStillBalance() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void nothingIsLostBetweenTwoNodes() {
        var sent = ship(HUB, TOWN, 6, hub).is(201);
        String id = sent.text("transferId");
        assertThat(available(HUB)).isEqualTo(4);
        assertThat(available(TOWN)).isZero();
        assertThat(line(sent)).containsEntry("inTransit", 6);
        var first = came(id, 2, 1, town).is(200);
        assertThat(line(first)).containsEntry("inTransit", 3).containsEntry("damaged", 1);
        assertThat(first.body()).containsEntry("state", "SHIPPED");
        assertThat(available(TOWN)).isEqualTo(2);
        came(id, 4, 0, town).is(409, "more-than-shipped");
        assertThat(line(came(id, 3, 0, town).is(200))).containsEntry("inTransit", 0);
        assertThat(door.get("/api/station/transfers?direction=IN&node=" + TOWN, town)
                        .is(200)
                        .body()
                        .get("items"))
                .asString()
                .contains(id, "DONE");
        assertThat(available(TOWN)).isEqualTo(5);
    }

    @Test
    void whatNeverComesIsWrittenOffBySomebodyElse() {
        String id = ship(HUB, TOWN, 6, hub).is(201).text("transferId");
        came(id, 4, 0, town).is(200);
        String address = "/api/dispatch/transfers/" + id + "/loss";
        String both = person(Role.WAREHOUSE_WORKER, Scope.Kind.NODE, HUB, Role.DISPATCHER, Scope.Kind.SUBTREE, HUB);
        String own = ship(HUB, TOWN, 1, both).is(201).text("transferId");
        post("/api/dispatch/transfers/" + own + "/loss", Map.of("reason", "丢了"), both)
                .is(403, "second-person-needed");
        String elsewhere = person(Role.DISPATCHER, Scope.Kind.SUBTREE, StandInNetwork.TOWN2);
        post(address, Map.of("reason", "丢了"), elsewhere).is(404, "not-found");
        var lost = post(address, Map.of("reason", "丢了"), dispatcher).is(200);
        assertThat(line(lost)).containsEntry("lost", 2).containsEntry("inTransit", 0);
        post(address, Map.of("reason", "又丢了"), dispatcher).is(409, "nothing-in-transit");
        came(id, 1, 0, town).is(409, "more-than-shipped");
    }

    @Test
    void aNodeShipsNothingToItselfNorMoreThanItHasNorAnothersGoods() {
        ship(HUB, HUB, 1, hub).is(400, "transfer-to-itself");
        ship(HUB, "NOWHERE", 1, hub).is(400, "node-unknown");
        ship(HUB, TOWN, 11, hub).is(409, "stock-short");
        ship(HUB, TOWN, 1, town).is(404, "not-found");
        String id = ship(HUB, TOWN, 1, hub).is(201).text("transferId");
        came(id, 1, 0, hub).is(404, "not-found");
        came(id, 1, 0, village).is(404, "not-found");
        reserve(HUB, 9);
        ship(HUB, TOWN, 1, hub).is(409, "stock-bound");
        sku = catalog.sku("P" + ids.next(), StorageClass.CHILLED, false);
        receive(HUB, hub, 1);
        ship(HUB, StandInNetwork.VILLAGE22, 1, hub).is(409, "class-not-held");
    }

    @Test
    void rivalsWhoReceiveTheSameGoodsReceiveThemOnce() throws Exception {
        String id = ship(HUB, TOWN, 6, hub).is(201).text("transferId");
        var answers = Rivals.all(4, rival -> came(id, 2, 0, town).status());
        assertThat(answers.stream().filter(each -> each == 200)).hasSize(3);
        assertThat(available(TOWN)).isEqualTo(6);
    }

    @Test
    void littleIsAdjustedAtOnceAndMuchWaitsForASecondSignature() {
        assertThat(adjust(-5, false, hub).is(201).body()).containsEntry("state", "POSTED");
        assertThat(adjust(15, false, hub).is(201).body()).containsEntry("state", "POSTED");
        assertThat(available(HUB)).isEqualTo(20);
        // The day's twenty are used up.
        var proposed = adjust(-1, false, hub).is(201);
        assertThat(proposed.body()).containsEntry("state", "PROPOSED");
        assertThat(available(HUB)).isEqualTo(20);
        String address = "/api/dispatch/adjustments/" + proposed.text("adjustmentId") + "/decision";
        post(address, Map.of("approve", true), hub).is(404);
        assertThat(post(address, Map.of("approve", true), dispatcher).is(200).body())
                .containsEntry("state", "POSTED");
        assertThat(available(HUB)).isEqualTo(19);
        post(address, Map.of("approve", false), dispatcher).is(409, "already-decided");
    }

    @Test
    void whoProposesDoesNotApproveAndARejectedOneChangesNothing() {
        String both = person(Role.WAREHOUSE_WORKER, Scope.Kind.NODE, HUB, Role.DISPATCHER, Scope.Kind.SUBTREE, HUB);
        String id = adjust(21, false, both).is(201).text("adjustmentId");
        String address = "/api/dispatch/adjustments/" + id + "/decision";
        post(address, Map.of("approve", true), both).is(403, "second-person-needed");
        assertThat(door.get("/api/dispatch/adjustments?state=PROPOSED&node=" + HUB, dispatcher)
                        .is(200)
                        .body()
                        .get("items"))
                .asString()
                .contains(id);
        post(address, Map.of("approve", false), dispatcher).is(200);
        assertThat(available(HUB)).isEqualTo(10);
    }

    @Test
    void onlyWhatIsNotGoodIsScrapped() {
        adjust(-1, true, hub).is(400, "not-on-hold");
        post(
                        "/api/station/stock/acts",
                        Map.of("deed", "DAMAGE", "node", HUB, "skuCode", sku, "pieces", 3, "reason", "压坏"),
                        hub)
                .is(201);
        post(
                        "/api/station/adjustments",
                        Map.of(
                                "node",
                                HUB,
                                "scrap",
                                true,
                                "reason",
                                "销毁",
                                "lines",
                                List.of(Map.of("skuCode", sku, "status", "DAMAGED", "pieces", -2))),
                        hub)
                .is(201);
        assertThat(sql.list(
                        "SELECT CONCAT(status, ' ', on_hand) AS part FROM log_stock_lot WHERE sku_code = ? ORDER BY 1",
                        row -> row.string("part"),
                        sku))
                .containsExactly("AVAILABLE 7", "DAMAGED 1");
    }

    @Test
    void aCountIsBlindFreezesTheLevelAndIsTakenAgainWhereItDiffersMuch() {
        String order = reserve(HUB, 2);
        var sheet = count();
        String id = sheet.text("countId");
        assertThat(sheet.raw()).doesNotContain("expected", ":10");
        receiveAnswer(HUB, hub, 1).is(409, "being-counted");
        ship(HUB, TOWN, 1, hub).is(409, "being-counted");
        counted(id, 4).is(200);
        assertThat(door.get("/api/station/counts/" + id, hub).is(200).body()).containsEntry("state", "RECOUNTING");
        assertThat(door.get("/api/station/stock?limit=100&node=" + HUB + "&cursor=" + before(sku), hub)
                        .is(200)
                        .raw()
                        .replaceFirst("(?s).*\"skuCode\":\"" + sku + "\"", "")
                        .replaceFirst("(?s)\"skuCode\".*", ""))
                .contains("\"beingCounted\":true")
                .doesNotContain("onHand", "\"pieces\"");
        door.get("/api/station/stock/movements?skuCode=" + sku + "&node=" + HUB, hub)
                .is(409, "being-counted");
        // Whoever was wrong does not count again.
        counted(id, 9).is(403, "second-person-needed");
        String other = person(Role.WAREHOUSE_WORKER, Scope.Kind.NODE, HUB);
        var done = post("/api/station/counts/" + id + "/results", result(1, 9), other)
                .is(200);
        assertThat(done.body()).containsEntry("state", "DONE");
        assertThat(available(HUB)).isEqualTo(7);
        counted(id, 9).is(409, "count-over");
        assertThat(door.get("/api/station/stock/movements?skuCode=" + sku + "&node=" + HUB, hub)
                        .is(200)
                        .raw())
                .contains("ADJUSTED");
        assertThat(transactions.run(() -> picking.pick(order, List.of(), "packer")))
                .isInstanceOf(Picking.Picked.Taken.class);
    }

    @Test
    void whoWorksAloneCountsAgainHimselfAndSomebodyElseSigns() {
        String alone = StandInNetwork.VILLAGE23;
        String keeper = person(Role.STATION_KEEPER, Scope.Kind.NODE, alone);
        receive(alone, keeper, 10);
        String id = post("/api/station/counts", Map.of("node", alone, "skuCodes", List.of(sku)), keeper)
                .is(201)
                .text("countId");
        String results = "/api/station/counts/" + id + "/results";
        assertThat(post(results, result(1, 4), keeper).is(200).body()).containsEntry("state", "RECOUNTING");
        var done = post(results, result(1, 9), keeper).is(200);
        assertThat(done.body()).containsEntry("state", "DONE");
        assertThat(available(alone)).isEqualTo(10);
        String address = "/api/dispatch/adjustments/" + done.text("adjustmentId") + "/decision";
        post(address, Map.of("approve", true), dispatcher).is(200);
        assertThat(available(alone)).isEqualTo(9);
    }

    @Test
    void aSmallDifferenceIsTakenAtOnceAndNoneLeavesNoTrace() {
        var none = counted(count().text("countId"), 10).is(200);
        assertThat(none.body()).containsEntry("state", "DONE").doesNotContainKey("adjustmentId");
        var two = counted(count().text("countId"), 8).is(200);
        assertThat(two.body()).containsEntry("state", "DONE").containsKey("adjustmentId");
        assertThat(available(HUB)).isEqualTo(8);
    }

    @Test
    void aCountBelowWhatOrdersHoldWaitsForASignature() {
        String order = reserve(HUB, 10);
        String id = count().text("countId");
        var done = counted(id, 9).is(200);
        assertThat(done.body()).containsEntry("state", "DONE");
        String address = "/api/dispatch/adjustments/" + done.text("adjustmentId") + "/decision";
        post(address, Map.of("approve", true), dispatcher).is(409, "stock-bound");
        transactions.run(() -> stock.release(order));
        post(address, Map.of("approve", true), dispatcher).is(200);
        assertThat(available(HUB)).isEqualTo(9);
    }

    @Test
    void aCountIsAllOfItsLinesAndAnotherMayNotBeginBesideIt() {
        String id = count().text("countId");
        openCount().is(409, "being-counted");
        post("/api/station/counts/" + id + "/results", Map.of("lines", List.of()), hub)
                .is(400, "count-incomplete");
        post("/api/station/counts/" + id + "/results", result(7, 10), hub).is(400, "line-unknown");
        assertThat(post("/api/station/counts/" + id + "/results", result(1, -1), hub)
                        .status())
                .isEqualTo(400);
        post("/api/station/counts/" + id + "/results", result(1, 10), town).is(404, "not-found");
        post("/api/station/counts/" + id + "/cancellation", Map.of(), hub).is(200);
        receive(HUB, hub, 1);
    }

    private Answer count() {
        return openCount().is(201);
    }

    private Answer openCount() {
        return post("/api/station/counts", Map.of("node", HUB, "skuCodes", List.of(sku)), hub);
    }

    private Answer counted(String id, long pieces) {
        return post("/api/station/counts/" + id + "/results", result(1, pieces), hub);
    }

    private static Map<String, Object> result(int line, long pieces) {
        return Map.of("lines", List.of(Map.of("lineNo", line, "pieces", pieces)));
    }

    private Answer adjust(long pieces, boolean scrap, String who) {
        return post(
                "/api/station/adjustments",
                Map.of(
                        "node",
                        HUB,
                        "scrap",
                        scrap,
                        "reason",
                        "盘点外差异",
                        "lines",
                        List.of(Map.of("skuCode", sku, "pieces", pieces))),
                who);
    }

    private Answer ship(String from, String to, long pieces, String who) {
        return post(
                "/api/station/transfers",
                Map.of(
                        "fromNode",
                        from,
                        "toNode",
                        to,
                        "carriage",
                        "OWN",
                        "lines",
                        List.of(Map.of("skuCode", sku, "pieces", pieces))),
                who);
    }

    private Answer came(String id, long good, long damaged, String who) {
        return post(
                "/api/station/transfers/" + id + "/receipts",
                Map.of("lines", List.of(Map.of("lineNo", 1, "good", good, "damaged", damaged))),
                who);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> line(Answer answer) {
        return ((List<Map<String, Object>>) answer.body().get("lines")).getFirst();
    }

    private void receive(String node, String who, long pieces) {
        receiveAnswer(node, who, pieces).is(201);
    }

    private Answer receiveAnswer(String node, String who, long pieces) {
        return post(
                "/api/station/stock/acts",
                Map.of("deed", "RECEIVE", "node", node, "skuCode", sku, "pieces", pieces),
                who);
    }

    private Answer post(String path, Object body, String who) {
        return door.post(path, body, who);
    }

    private String reserve(String node, long pieces) {
        String order = ids.next();
        transactions.run(() ->
                stock.reserve(StandInNetwork.COUNTY, Map.of(order, List.of(new StockLine(sku, node, pieces))), true));
        return order;
    }

    private long available(String node) {
        return stock.available(List.of(sku), List.of(node)).getOrDefault(new SkuAtNode(sku, node), 0L);
    }

    private String person(Role role, Scope.Kind kind, String value) {
        return door.person(new Grant(role, new Scope(kind, value)));
    }

    private String person(Role role, Scope.Kind kind, String value, Role other, Scope.Kind otherKind, String at) {
        return door.person(new Grant(role, new Scope(kind, value)), new Grant(other, new Scope(otherKind, at)));
    }

    /** @return from which place in the list a SKU is the next one */
    private static String before(String skuCode) {
        return skuCode.substring(0, skuCode.length() - 1);
    }
}
