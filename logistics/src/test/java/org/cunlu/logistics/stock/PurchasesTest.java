package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.OwnDeliveries;
import org.cunlu.logistics.Purchasing;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
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

/** What is ordered from suppliers and what comes, through the doors of those who order, send and receive. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PurchasesTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String VILLAGE = StandInNetwork.VILLAGE11;
    private static final String OTHER = StandInNetwork.VILLAGE21;

    @Inject
    EmbeddedServer server;

    @Inject
    Stock stock;

    @Inject
    Purchasing purchasing;

    @Inject
    OwnDeliveries deliveries;

    @Inject
    StockTransfers transfers;

    @Inject
    StandInCatalog catalog;

    @Inject
    MovedClock clock;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Inject
    Audit audit;

    private WarehouseDoor door;
    private String worker;
    private String operator;
    private String keeper;
    private String otherKeeper;
    private String supplier;
    private String shop;
    private String sku;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeAll
    void people() {
        clock.set(Instant.now());
        door = WarehouseDoor.at(server);
        shop = "SUP" + ids.next();
        worker = person(Role.WAREHOUSE_WORKER, Scope.Kind.NODE, HUB);
        operator = person(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, HUB);
        keeper = person(Role.STATION_KEEPER, Scope.Kind.NODE, VILLAGE);
        otherKeeper = person(Role.STATION_KEEPER, Scope.Kind.NODE, OTHER);
        supplier = person(Role.SUPPLIER, Scope.Kind.SHOP, shop);
    }

    @BeforeEach
    void aSku() {
        clock.set(Instant.now());
        sku = catalog.sku("B" + ids.next(), StorageClass.DRY, false);
    }

    @AfterEach
    void booksStillBalance() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void shortOverAndDamagedAreToldLineByLine() {
        String id = order(10).is(201).text("purchaseId");
        assertThat(line(came(id, 4, 1).is(200)))
                .containsEntry("awaited", 5)
                .containsEntry("damaged", 1)
                .containsEntry("outcome", "SHORT");
        assertThat(purchasing.awaited(List.of(sku), List.of(HUB))).containsEntry(new SkuAtNode(sku, HUB), 5L);
        var full = came(id, 7, 0).is(200);
        assertThat(line(full))
                .containsEntry("awaited", 0)
                .containsEntry("over", 2)
                .containsEntry("outcome", "OVER");
        assertThat(full.body()).containsEntry("state", "CLOSED");
        assertThat(purchasing.awaited(List.of(sku), List.of(HUB))).isEmpty();
        assertThat(parts(HUB)).containsExactly("AVAILABLE 9", "DAMAGED 1", "QUARANTINED 2");
        came(id, 1, 0).is(409, "purchase-closed");
    }

    @Test
    void aSupplierSeesHisOwnFromTheirOrderToTheirEnd() {
        String id = order(10).is(201).text("purchaseId");
        var he = caller(shop);
        assertThat(deliveries.one(he, id).part()).isEqualTo(OwnDeliveries.Part.TO_CONFIRM);
        LocalDate day = LocalDate.now().plusDays(3);
        deliveries.confirm(he, id, day, "key-of-a-form-" + id);
        deliveries.confirm(he, id, day, "key-of-a-form-" + id);
        assertThat(deliveries.list(he, OwnDeliveries.Part.TO_BRING, null, 50).items())
                .filteredOn(each -> each.purchaseId().equals(id))
                .singleElement()
                .satisfies(each -> assertThat(each.expectedOn()).isEqualTo(day));
        came(id, 9, 1).is(200);
        assertThat(deliveries.one(he, id).part()).isEqualTo(OwnDeliveries.Part.OVER);
        assertThat(deliveries.one(he, id).lines().getFirst().damaged()).isEqualTo(1);
        var another = caller("SUP-OTHER");
        assertThat(deliveries.count(another, OwnDeliveries.Part.OVER)).isZero();
        assertThatThrownBy(() -> deliveries.one(another, id)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> deliveries.confirm(another, id, day, "key-of-another-1"))
                .isInstanceOf(ProblemException.class);
    }

    private static Caller caller(String ofShop) {
        return new Caller("SUPPLIER00001", List.of(new Grant(Role.SUPPLIER, new Scope(Scope.Kind.SHOP, ofShop))));
    }

    @Test
    void lotsOfOneLineComeWithTheirExpiry() {
        sku = catalog.sku("B" + ids.next(), StorageClass.DRY, true);
        String id = order(10).is(201).text("purchaseId");
        came(id, 4, 0).is(400, "lot-missing");
        LocalDate soon = LocalDate.now().plusDays(30);
        List<Map<String, Object>> lines = List.of(
                Map.of("lineNo", 1, "lotCode", "A" + ids.next(), "expiresOn", soon.toString(), "good", 6, "damaged", 0),
                Map.of(
                        "lineNo",
                        1,
                        "lotCode",
                        "B" + ids.next(),
                        "expiresOn",
                        soon.plusDays(9).toString(),
                        "good",
                        4,
                        "damaged",
                        0));
        assertThat(line(receive(id, lines).is(200))).containsEntry("outcome", "FULL");
        assertThat(available(HUB)).isEqualTo(10);
    }

    @Test
    void theSupplierSeesAndConfirmsHisOwn() {
        String id = order(10).is(201).text("purchaseId");
        String other = person(Role.SUPPLIER, Scope.Kind.SHOP, "SUP" + ids.next());
        assertThat(door.get("/api/supplier/purchases", supplier).is(200).raw()).contains(id);
        assertThat(door.get("/api/supplier/purchases", other).is(200).raw()).doesNotContain(id);
        String address = "/api/supplier/purchases/" + id + "/confirmation";
        door.post(address, Map.of("expectedOn", "2030-01-05"), other).is(404, "not-found");
        assertThat(door.post(address, Map.of("expectedOn", "2030-01-05"), supplier)
                        .is(200)
                        .body())
                .containsEntry("state", "CONFIRMED")
                .containsEntry("expectedOn", "2030-01-05");
        door.post("/api/county/purchases/" + id + "/closure", Map.of(), operator)
                .is(200);
        door.post(address, Map.of("expectedOn", "2030-01-06"), supplier).is(409, "purchase-closed");
    }

    @Test
    void onlyTheNodesOwnPeopleReceiveAndOnlyItsCountyOrders() {
        String id = order(10).is(201).text("purchaseId");
        var lines = List.of(Map.of("lineNo", 1, "good", 1, "damaged", 0));
        door.post("/api/station/purchases/" + id + "/receipts", Map.of("lines", lines), keeper)
                .is(404, "not-found");
        String town = person(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, StandInNetwork.TOWN1);
        door.post("/api/county/purchases", body(1), town).is(404, "not-found");
        assertThat(door.get("/api/station/purchases?node=" + HUB, worker)
                        .is(200)
                        .raw())
                .contains(id);
        receive(id, List.of(Map.of("lineNo", 2, "good", 1, "damaged", 0))).is(400, "line-unknown");
    }

    @Test
    void rivalsWhoReceiveTheSameLineTellTheExcess() throws Exception {
        String id = order(6).is(201).text("purchaseId");
        var answers = Rivals.all(4, rival -> came(id, 2, 0).status());
        assertThat(answers.stream().filter(each -> each == 200)).hasSize(3);
        assertThat(parts(HUB)).containsExactly("AVAILABLE 6");
    }

    @Test
    void whatStationsAskForIsOrderedOnceAndGoesOnWithoutBeingPutAway() {
        String mine = ask(VILLAGE, 6, keeper);
        String other = ask(OTHER, 3, otherKeeper);
        assertThat(door.get("/api/county/requests?limit=100&hub=" + HUB, operator)
                        .is(200)
                        .raw())
                .contains(mine, other);
        var gathered = decide(Map.of(mine, 6, other, 3)).is(201);
        assertThat(gathered.body()).containsEntry("ordered", 2).containsEntry("rejected", 0);
        String purchase = gathered.text("purchaseId");
        // Six of nine come: each station gets two thirds.
        came(purchase, 6, 0).is(200);
        assertThat(available(HUB)).isZero();
        assertThat(inTransit(VILLAGE)).isEqualTo(4);
        assertThat(inTransit(OTHER)).isEqualTo(2);
        came(purchase, 3, 0).is(200);
        assertThat(inTransit(VILLAGE)).isEqualTo(6);
        assertThat(inTransit(OTHER)).isEqualTo(3);
        assertThat(sql.list(
                        "SELECT DISTINCT kind FROM log_stock_movement WHERE sku_code = ? ORDER BY kind",
                        row -> row.string("kind"),
                        sku))
                .containsExactly("RECEIVED", "TRANSFERRED");
        assertThat(door.get("/api/station/requests?node=" + VILLAGE, keeper)
                        .is(200)
                        .raw())
                .contains("\"sent\":6");
    }

    @Test
    void moreThanWasApprovedStaysAtTheHub() {
        String mine = ask(VILLAGE, 6, keeper);
        String other = ask(OTHER, 3, otherKeeper);
        var gathered = decide(Map.of(mine, 2, other, 0)).is(201);
        assertThat(gathered.body()).containsEntry("ordered", 1).containsEntry("rejected", 1);
        came(gathered.text("purchaseId"), 3, 0).is(200);
        assertThat(inTransit(VILLAGE)).isEqualTo(2);
        assertThat(inTransit(OTHER)).isZero();
        assertThat(parts(HUB)).containsExactly("AVAILABLE 0", "QUARANTINED 1");
    }

    @Test
    void whoAsksDoesNotApproveAndADecisionIsTakenOnce() {
        String both = door.person(
                new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE)),
                new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, HUB)));
        String own = ask(VILLAGE, 1, both);
        decide(Map.of(own, 1), both).is(403, "second-person-needed");
        decide(Map.of(own, 1)).is(201);
        decide(Map.of(own, 1)).is(409, "already-decided");
        decide(Map.of("NOSUCHREQUEST", 1)).is(404, "not-found");
        assertThat(door.post("/api/station/requests", Map.of("node", HUB, "skuCode", sku, "pieces", 1), worker)
                        .body())
                .containsEntry("code", "hub-orders-itself");
        door.post("/api/station/requests", Map.of("node", VILLAGE, "skuCode", sku, "pieces", 1), otherKeeper)
                .is(404, "not-found");
    }

    private String ask(String node, long pieces, String who) {
        return door.post("/api/station/requests", Map.of("node", node, "skuCode", sku, "pieces", pieces), who)
                .is(201)
                .text("requestId");
    }

    private Answer decide(Map<String, Integer> approved) {
        return decide(approved, operator);
    }

    private Answer decide(Map<String, Integer> approved, String who) {
        var requests = approved.entrySet().stream()
                .map(each -> Map.of("requestId", each.getKey(), "approved", each.getValue()))
                .toList();
        return door.post("/api/county/gatherings", Map.of("hub", HUB, "supplier", shop, "requests", requests), who);
    }

    private Answer order(long pieces) {
        return door.post("/api/county/purchases", body(pieces), operator);
    }

    private Map<String, Object> body(long pieces) {
        var body = new HashMap<String, Object>();
        body.put("node", HUB);
        body.put("supplier", shop);
        body.put("lines", List.of(Map.of("skuCode", sku, "pieces", pieces)));
        return body;
    }

    private Answer came(String id, long good, long damaged) {
        return receive(id, List.of(Map.of("lineNo", 1, "good", good, "damaged", damaged)));
    }

    private Answer receive(String id, List<Map<String, Object>> lines) {
        return door.post("/api/station/purchases/" + id + "/receipts", Map.of("lines", lines), worker);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> line(Answer answer) {
        return ((List<Map<String, Object>>) answer.body().get("lines")).getFirst();
    }

    private long inTransit(String node) {
        return transfers.inTransit(List.of(sku), List.of(node)).getOrDefault(new SkuAtNode(sku, node), 0L);
    }

    private long available(String node) {
        return stock.available(List.of(sku), List.of(node)).getOrDefault(new SkuAtNode(sku, node), 0L);
    }

    private List<String> parts(String node) {
        return sql.list(
                "SELECT CONCAT(status, ' ', SUM(on_hand)) AS part FROM log_stock_lot WHERE sku_code = ? AND node_code = ?"
                        + " GROUP BY status ORDER BY status",
                row -> row.string("part"),
                sku,
                node);
    }

    private String person(Role role, Scope.Kind kind, String value) {
        return door.person(new Grant(role, new Scope(kind, value)));
    }
}
