package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.Purchasing;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.StockTransfers;
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

/** What was received or shipped wrong on a paper, put right through the doors of those who did it and those who sign. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorrectionsTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String TOWN = StandInNetwork.TOWN1;
    private static final String VILLAGE = StandInNetwork.VILLAGE11;

    @Inject
    EmbeddedServer server;

    @Inject
    Stock stock;

    @Inject
    Purchasing purchasing;

    @Inject
    StockTransfers transfers;

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
    private String keeper;
    private String operator;
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
        keeper = person(Role.STATION_KEEPER, Scope.Kind.NODE, VILLAGE);
        operator = person(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, HUB);
    }

    @BeforeEach
    void aSku() {
        clock.set(Instant.now());
        // The day's limit is a new one for each test.
        transactions.run(() -> sql.change("DELETE FROM log_adjustment_day"));
        sku = catalog.sku("C" + ids.next(), StorageClass.DRY, false);
    }

    @AfterEach
    void booksStillBalance() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatWasReceivedTooMuchOfIsAwaitedAgain() {
        String id = purchase(10);
        came(id, Map.of("good", 10, "damaged", 0));
        assertThat(available(HUB)).isEqualTo(10);
        var corrected = correct(id, act(id, HUB, 0), 8, 0, hub).is(201);
        assertThat(corrected.body()).containsEntry("state", "POSTED");
        assertThat(available(HUB)).isEqualTo(8);
        assertThat(purchasing.awaited(List.of(sku), List.of(HUB))).containsEntry(new SkuAtNode(sku, HUB), 2L);
        assertThat(door.get("/api/station/papers/" + id + "/acts?node=" + HUB, hub)
                        .is(200)
                        .raw())
                .contains("\"reversed\":true", "\"reversal\":true", "REVERSED");
        // What comes later closes it.
        assertThat(came(id, Map.of("good", 2, "damaged", 0)).body()).containsEntry("state", "CLOSED");
        assertThat(available(HUB)).isEqualTo(10);
    }

    @Test
    void aWrongLotIsTakenOutAndTheRightOneComesIn() {
        sku = catalog.sku("C" + ids.next(), StorageClass.DRY, true);
        String wrong = "A" + ids.next();
        String right = "B" + ids.next();
        String id = purchase(10);
        String expires = LocalDate.now().plusDays(90).toString();
        came(id, Map.of("good", 10, "damaged", 0, "lotCode", wrong, "expiresOn", expires));
        String act = act(id, HUB, 0);
        Map<String, Object> line =
                Map.of("lineNo", 1, "good", 10, "damaged", 0, "lotCode", right, "expiresOn", expires);
        correct(id, act, List.of(line), hub).is(201);
        assertThat(sql.list(
                        "SELECT lot_code FROM log_stock_lot WHERE sku_code = ? AND on_hand = 10",
                        row -> row.string("lot_code"),
                        sku))
                .containsExactly(right);
    }

    @Test
    void aboveTheDaysLimitSomebodyElseSigns() {
        String both = door.person(
                new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.NODE, HUB)),
                new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, HUB)));
        String id = purchase(100);
        came(id, Map.of("good", 100, "damaged", 0));
        String act = act(id, HUB, 0);
        // Twenty at once; one more waits.
        var proposed = correct(id, act, 79, 0, both).is(201);
        assertThat(proposed.body()).containsEntry("state", "PROPOSED");
        assertThat(available(HUB)).isEqualTo(100);
        correct(id, act, 80, 0, hub).is(409, "already-reversed");
        String address = "/api/dispatch/paper-corrections/" + proposed.text("correctionId") + "/decision";
        door.post(address, Map.of("approve", true), both).is(403, "second-person-needed");
        String elsewhere = person(Role.DISPATCHER, Scope.Kind.SUBTREE, StandInNetwork.TOWN2);
        door.post(address, Map.of("approve", true), elsewhere).is(404, "not-found");
        assertThat(door.get("/api/dispatch/paper-corrections?state=PROPOSED&node=" + HUB, operator)
                        .is(200)
                        .raw())
                .contains(act);
        assertThat(door.post(address, Map.of("approve", true), operator).is(200).body())
                .containsEntry("state", "POSTED");
        assertThat(available(HUB)).isEqualTo(79);
        door.post(address, Map.of("approve", true), operator).is(409, "already-decided");
    }

    @Test
    void twentyPiecesNeedOneSignatureAndARejectedCorrectionMayBeAskedForAnew() {
        String id = purchase(100);
        came(id, Map.of("good", 100, "damaged", 0));
        String act = act(id, HUB, 0);
        var proposed = correct(id, act, 79, 0, hub).is(201);
        String address = "/api/dispatch/paper-corrections/" + proposed.text("correctionId") + "/decision";
        assertThat(door.post(address, Map.of("approve", false), operator)
                        .is(200)
                        .body())
                .containsEntry("state", "REJECTED");
        assertThat(available(HUB)).isEqualTo(100);
        assertThat(correct(id, act, 80, 0, hub).is(201).body()).containsEntry("state", "POSTED");
        assertThat(available(HUB)).isEqualTo(80);
    }

    @Test
    void nothingIsTakenBackThatIsNotThereAnyMore() {
        String id = purchase(10);
        came(id, Map.of("good", 10, "damaged", 0));
        String act = act(id, HUB, 0);
        ship(HUB, TOWN, 7);
        // Three are left: two fewer is true, four fewer cannot be.
        correct(id, act, 6, 0, hub).is(409, "stock-short");
        reserve(2);
        correct(id, act, 8, 0, hub).is(409, "stock-bound");
        correct(id, act, 9, 0, hub).is(201);
        assertThat(available(HUB)).isZero();
    }

    @Test
    void onlyWhoWorksThereCorrectsAndNobodyTwice() throws Exception {
        String id = purchase(10);
        came(id, Map.of("good", 10, "damaged", 0));
        String act = act(id, HUB, 0);
        correct(id, act, 8, 0, town).is(404, "not-found");
        correct("NOSUCHPAPER00", act, 8, 0, hub).is(404, "not-found");
        correct(id, act, 10, 0, hub).is(400, "nothing-to-correct");
        correct(id, act, List.of(Map.of("lineNo", 2, "good", 1, "damaged", 0)), hub)
                .is(400, "line-unknown");
        var answers = Rivals.all(4, rival -> correct(id, act, 8, 0, hub).status());
        assertThat(answers.stream().filter(each -> each == 201)).hasSize(1);
        assertThat(available(HUB)).isEqualTo(8);
        // Neither what was corrected nor the reversal is corrected again; what stands instead is.
        String reversal = act(id, HUB, 2);
        correct(id, reversal, 8, 0, hub).is(409, "not-reversible");
        correct(id, act(id, HUB, 1), 7, 1, hub).is(201);
        assertThat(available(HUB)).isEqualTo(7);
    }

    @Test
    void whatATransferBroughtIsCorrectedWhereItCame() {
        String id = purchase(10);
        came(id, Map.of("good", 10, "damaged", 0));
        String transfer = ship(HUB, TOWN, 6);
        arrive(transfer, 6);
        assertThat(available(TOWN)).isEqualTo(6);
        String act = act(transfer, TOWN, 0);
        correct(transfer, act, 7, 0, town).is(409, "more-than-shipped");
        correct(transfer, act, 4, 1, town).is(201);
        assertThat(available(TOWN)).isEqualTo(4);
        assertThat(inTransit(TOWN)).isEqualTo(1);
        // The rest comes after all.
        arrive(transfer, 1);
        assertThat(available(TOWN)).isEqualTo(5);
        // What was shipped stands once something of it has come.
        correct(transfer, act(transfer, HUB, 0), 5, 0, hub).is(409, "transfer-came");
    }

    @Test
    void whatWasShippedIsCorrectedUntilItComes() {
        String id = purchase(10);
        came(id, Map.of("good", 10, "damaged", 0));
        String transfer = ship(HUB, TOWN, 6);
        String act = act(transfer, HUB, 0);
        correct(transfer, act, 5, 1, hub).is(400, "damaged-where-it-comes");
        correct(transfer, act, 11, 0, hub).is(409, "stock-short");
        correct(transfer, act, 5, 0, hub).is(201);
        assertThat(available(HUB)).isEqualTo(5);
        assertThat(inTransit(TOWN)).isEqualTo(5);
        // It never left.
        correct(transfer, act(transfer, HUB, 2), List.of(), hub).is(201);
        assertThat(available(HUB)).isEqualTo(10);
        assertThat(inTransit(TOWN)).isZero();
        assertThat(door.get("/api/station/transfers?direction=OUT&node=" + HUB, hub)
                        .is(200)
                        .raw())
                .contains(transfer);
    }

    @Test
    void anotherLotLeftThanWasWritten() {
        sku = catalog.sku("C" + ids.next(), StorageClass.DRY, true);
        String expires = LocalDate.now().plusDays(90).toString();
        String first = "A" + ids.next();
        String second = "B" + ids.next();
        String id = purchase(10);
        came(id, Map.of("good", 5, "damaged", 0, "lotCode", first, "expiresOn", expires));
        came(id, Map.of("good", 5, "damaged", 0, "lotCode", second, "expiresOn", expires));
        String transfer = ship(HUB, TOWN, 3);
        String act = act(transfer, HUB, 0);
        correct(transfer, act, List.of(Map.of("lineNo", 1, "good", 3, "damaged", 0, "lotCode", second)), hub)
                .is(201);
        assertThat(sql.list(
                        "SELECT CONCAT(lot_code, ' ', SUM(on_hand)) AS part FROM log_stock_lot WHERE sku_code = ?"
                                + " GROUP BY lot_code ORDER BY lot_code",
                        row -> row.string("part"),
                        sku))
                .containsExactly(first + " 5", second + " 2");
        assertThat(inTransit(TOWN)).isEqualTo(3);
    }

    @Test
    void whatACollectivePurchaseSentTooMuchOfIsOwedAgain() {
        String request = door.post(
                        "/api/station/requests", Map.of("node", VILLAGE, "skuCode", sku, "pieces", 6), keeper)
                .is(201)
                .text("requestId");
        String id = door.post(
                        "/api/county/gatherings",
                        Map.of(
                                "hub",
                                HUB,
                                "supplier",
                                "SUP1",
                                "requests",
                                List.of(Map.of("requestId", request, "approved", 6))),
                        operator)
                .is(201)
                .text("purchaseId");
        came(id, Map.of("good", 6, "damaged", 0));
        String receipt = act(id, HUB, 0);
        correct(id, receipt, 4, 0, hub).is(409, "stock-short");
        String transfer = sql.list(
                        "SELECT t.transfer_id FROM log_transfer t JOIN log_transfer_line l"
                                + " ON l.transfer_id = t.transfer_id WHERE l.sku_code = ?",
                        row -> row.string("transfer_id"),
                        sku)
                .getFirst();
        correct(transfer, act(transfer, HUB, 0), 7, 0, hub).is(409, "more-than-approved");
        correct(transfer, act(transfer, HUB, 0), 4, 0, hub).is(201);
        correct(id, receipt, 4, 0, hub).is(201);
        assertThat(available(HUB)).isZero();
        // The other two come later, and go on at once.
        came(id, Map.of("good", 2, "damaged", 0));
        assertThat(inTransit(VILLAGE)).isEqualTo(6);
    }

    private String purchase(long pieces) {
        return door.post(
                        "/api/county/purchases",
                        Map.of(
                                "node",
                                HUB,
                                "supplier",
                                "SUP1",
                                "lines",
                                List.of(Map.of("skuCode", sku, "pieces", pieces))),
                        operator)
                .is(201)
                .text("purchaseId");
    }

    private Answer came(String id, Map<String, Object> line) {
        var numbered = new HashMap<>(line);
        numbered.put("lineNo", 1);
        return door.post("/api/station/purchases/" + id + "/receipts", Map.of("lines", List.of(numbered)), hub)
                .is(200);
    }

    private String ship(String from, String to, long pieces) {
        return door.post(
                        "/api/station/transfers",
                        Map.of(
                                "fromNode",
                                from,
                                "toNode",
                                to,
                                "lines",
                                List.of(Map.of("skuCode", sku, "pieces", pieces))),
                        hub)
                .is(201)
                .text("transferId");
    }

    private void arrive(String transfer, long good) {
        door.post(
                        "/api/station/transfers/" + transfer + "/receipts",
                        Map.of("lines", List.of(Map.of("lineNo", 1, "good", good, "damaged", 0))),
                        town)
                .is(200);
    }

    /** @return the id of the paper's act of this number at a node */
    private String act(String paper, String node, int number) {
        return sql.list(
                        "SELECT act_id FROM log_stock_act WHERE document_id = ? AND node_code = ? ORDER BY act_id",
                        row -> row.string("act_id"),
                        paper,
                        node)
                .get(number);
    }

    private Answer correct(String paper, String act, long good, long damaged, String who) {
        return correct(paper, act, List.of(Map.of("lineNo", 1, "good", good, "damaged", damaged)), who);
    }

    private Answer correct(String paper, String act, List<Map<String, Object>> lines, String who) {
        return door.post(
                "/api/station/papers/" + paper + "/acts/" + act + "/correction",
                Map.of("reason", "点错了", "lines", lines),
                who);
    }

    private void reserve(long pieces) {
        transactions.run(() -> stock.reserve(
                StandInNetwork.COUNTY, Map.of(ids.next(), List.of(new StockLine(sku, HUB, pieces))), true));
    }

    private long inTransit(String node) {
        return transfers.inTransit(List.of(sku), List.of(node)).getOrDefault(new SkuAtNode(sku, node), 0L);
    }

    private long available(String node) {
        return stock.available(List.of(sku), List.of(node)).getOrDefault(new SkuAtNode(sku, node), 0L);
    }

    private String person(Role role, Scope.Kind kind, String value) {
        return door.person(new Grant(role, new Scope(kind, value)));
    }
}
