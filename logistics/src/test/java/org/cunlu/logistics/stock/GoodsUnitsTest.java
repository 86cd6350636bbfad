package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.Bags;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.cunlu.logistics.standin.StandInTimetable;
import org.cunlu.logistics.stock.WarehouseDoor.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Goods of transfers in units: bagged, sealed, on departures with room, and taken in by the seal. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoodsUnitsTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String TOWN = StandInNetwork.TOWN1;
    private static final String VILLAGE = StandInNetwork.VILLAGE11;

    @Inject
    EmbeddedServer server;

    @Inject
    StandInCatalog catalog;

    @Inject
    Work work;

    @Inject
    Audit audit;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    private WarehouseDoor door;
    private String worker;
    private String keeper;
    private String dispatcher;

    /** Others use the vans of the days before. */
    private int day = 60;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeAll
    void people() {
        door = WarehouseDoor.at(server);
        worker = door.person(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.NODE, HUB)));
        keeper = door.person(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE)));
        dispatcher = door.person(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, HUB)));
    }

    @BeforeEach
    void anotherDay() {
        day += 3;
        work.at(day, 7, 0);
    }

    @AfterEach
    void theBooksAreClean() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void goodsOfATransferTravelInSealedBagsToTheShelfOfTheStation() {
        String sku = stocked(StorageClass.DRY, 60);
        Answer sent = ship(VILLAGE, sku, 60).is(201);
        List<Map<String, Object>> units = list(sent.body(), "units");
        // 30 kg: one person lifts 25.
        assertThat(units).extracting(unit -> unit.get("weightGrams")).containsExactly(25_000, 5_000);
        assertThat(sent.body()).containsEntry("carriage", "LINE");
        assertThat(held(sent.text("transferId"))).isEqualTo(4);
        String bag = toTheVillage(barcodes(units));

        var proposal = list(get("/api/station/goods?node=" + VILLAGE + "&of=S-77", keeper), "units");
        assertThat(proposal).hasSize(2).allMatch(each -> each.get("here").equals(true));
        assertThat(unitOf(proposal.getFirst())).containsEntry("inBag", bag);
        assertThat(list(unitOf(proposal.getFirst()), "lines").getFirst()).containsEntry("missing", 50);
        var all = Map.of(
                "node",
                VILLAGE,
                "units",
                barcodes(units).stream().map(code -> Map.of("barcode", code)).toList());
        door.post("/api/station/goods/receipts", all, keeper).is(200);

        assertThat(onHand(sku, VILLAGE)).isEqualTo(60);
        assertThat(onHand(sku, HUB)).isZero();
        assertThat(states(sent.text("transferId"))).containsOnly("HANDED_OVER STOCK " + VILLAGE);
        assertThat(sql.one("SELECT state FROM log_bag WHERE sscc = ?", row -> row.string("state"), bag))
                .contains("EMPTIED");
        assertThat(sql.one(
                        "SELECT state FROM log_transfer WHERE transfer_id = ?",
                        row -> row.string("state"),
                        sent.text("transferId")))
                .contains("DONE");
    }

    @Test
    void whatIsShortDamagedOrOverIsADifferenceAndWhatTurnsUpIsReceivedLater() {
        String sku = stocked(StorageClass.DRY, 20);
        Answer sent = ship(VILLAGE, sku, 20).is(201);
        String transfer = sent.text("transferId");
        String unit = barcodes(list(sent.body(), "units")).getFirst();
        toTheVillage(List.of(unit));
        assertThat(take(unit, line(15, 2, 1)).is(200).raw()).contains("\"differences\":[\"" + unit + "\"]");
        assertThat(onHand(sku, VILLAGE)).isEqualTo(17);
        assertThat(differences(unit)).containsExactlyInAnyOrder("SHORT OPEN", "DAMAGED OPEN", "OVER OPEN");
        assertThat(take(unit, line(4, 0, 0)).is(409).text("code")).isEqualTo("more-than-packed");
        take(unit, line(3, 0, 0)).is(200);
        assertThat(onHand(sku, VILLAGE)).isEqualTo(20);
        assertThat(differences(unit)).contains("SHORT CLOSED");
        assertThat(transferLine(transfer)).isEqualTo("20 20 2 0 DONE");
    }

    @Test
    void whatNeverTurnsUpIsWrittenOffOnceItIsNoMoreUnderWay() {
        String sku = stocked(StorageClass.DRY, 20);
        String transfer = ship(VILLAGE, sku, 20).is(201).text("transferId");
        String unit = unitsOf(transfer).getFirst();
        String loss = "/api/dispatch/transfers/" + transfer + "/loss";
        assertThat(door.post(loss, Map.of("reason", "翻车"), dispatcher).is(409).text("code"))
                .isEqualTo("units-under-way");
        toTheVillage(List.of(unit));
        take(unit, line(18, 0, 0)).is(200);
        door.post(loss, Map.of("reason", "翻车"), dispatcher).is(200);
        assertThat(transferLine(transfer)).isEqualTo("20 18 0 2 DONE");
        var again = Map.of("node", VILLAGE, "units", List.of(Map.of("barcode", unit)));
        door.post("/api/station/goods/receipts", again, keeper).is(200);
        assertThat(differences(unit)).as("nothing more was said to be in it").containsExactly("SHORT OPEN");
        assertThat(take(unit, line(2, 0, 0)).is(200).raw()).contains("\"differences\":[\"" + unit + "\"]");
        assertThat(differences(unit)).containsExactlyInAnyOrder("SHORT OPEN", "OVER OPEN");
        assertThat(transferLine(transfer)).isEqualTo("20 18 0 2 DONE");
        assertThat(onHand(sku, VILLAGE)).as("it is no stock of this paper").isEqualTo(18);
        assertThat(take(unit, line(3, 0, 0)).is(409).text("code")).isEqualTo("more-than-packed");
    }

    @Test
    void aLostUnitThatTurnsUpAfterItWasWrittenOffIsOpenedAndAllOfItIsOver() {
        String sku = stocked(StorageClass.DRY, 60);
        String transfer = ship(VILLAGE, sku, 60).is(201).text("transferId");
        List<String> units = unitsOf(transfer);
        toTheVillage(units);
        String lost = units.getLast();
        assertThat(work.does(ScanKind.UNBAG, VILLAGE, lost, null)).isEqualTo("AT_NODE");
        assertThat(work.answer(lost(lost))).isEqualTo("LOST");
        take(units.getFirst(), line(49, 0, 0)).is(200);
        door.post("/api/dispatch/transfers/" + transfer + "/loss", Map.of("reason", "丢了"), dispatcher)
                .is(200);
        assertThat(transferLine(transfer)).isEqualTo("60 49 0 11 DONE");
        assertThat(work.does(ScanKind.FOUND, VILLAGE, lost, null)).isEqualTo("AT_NODE");
        var found = Map.of("node", VILLAGE, "units", List.of(Map.of("barcode", lost)));
        assertThat(door.post("/api/station/goods/receipts", found, keeper)
                        .is(200)
                        .raw())
                .contains("\"differences\":[\"" + lost + "\"]");
        assertThat(differences(lost)).containsExactlyInAnyOrder("SHORT CLOSED", "OVER OPEN");
        assertThat(states(transfer)).containsOnly("HANDED_OVER STOCK " + VILLAGE);
        assertThat(transferLine(transfer)).isEqualTo("60 49 0 11 DONE");
        assertThat(onHand(sku, VILLAGE)).isEqualTo(49);
    }

    private Scan lost(String unit) {
        return ScanDraft.of(ids.next(), "gun-1", ScanKind.LOST, VILLAGE)
                .madeAt(work.now())
                .parcel(unit)
                .reason("不见了")
                .scan();
    }

    @Test
    void aSealedBagTakesNothingMoreAndAUnitLiesInOneBagOnly() {
        String sku = stocked(StorageClass.DRY, 60);
        var units = barcodes(list(ship(VILLAGE, sku, 60).is(201).body(), "units"));
        String bag = work.bag(HUB, TOWN);
        String other = work.bag(HUB, TOWN);
        assertThat(work.does(ScanKind.BAG, HUB, units.getFirst(), bag)).isEqualTo("AT_NODE");
        assertThat(work.does(ScanKind.BAG, HUB, units.getFirst(), other)).isEqualTo("in-bag");
        seal(HUB, bag, "S-1");
        assertThat(work.does(ScanKind.BAG, HUB, units.getLast(), bag)).isEqualTo("bag-sealed");
        String poison = stocked(StorageClass.HAZARDOUS, 4);
        String drum =
                barcodes(list(ship(VILLAGE, poison, 4).is(201).body(), "units")).getFirst();
        assertThat(work.does(ScanKind.BAG, HUB, units.getLast(), other)).isEqualTo("AT_NODE");
        assertThat(work.does(ScanKind.BAG, HUB, drum, other)).isEqualTo("bag-hazardous");
        var back = new Scan(
                ids.next(),
                "gun-1",
                work.now(),
                ScanKind.RETURN,
                HUB,
                drum,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "x",
                null,
                null,
                null);
        assertThat(work.answer(back)).isEqualTo("goods-stay");
    }

    @Test
    void whatWasShippedIsCorrectedByPackingItAnewUntilAUnitLiesInABag() {
        String sku = stocked(StorageClass.DRY, 60);
        String transfer = ship(VILLAGE, sku, 60).is(201).text("transferId");
        var first = unitsOf(transfer);
        assertThat(correct(transfer, 50).is(201).body()).containsEntry("state", "POSTED");
        assertThat(unitsOf(transfer)).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(held(transfer)).isEqualTo(2);
        assertThat(onHand(sku, HUB)).isEqualTo(10);
        // A claim of a reserve that opens there is about what still stands there.
        claimed(sku, 1);
        correct(transfer, 49).is(201);
        assertThat(correct(transfer, 50).is(409).text("code")).isEqualTo("stock-bound");
        claimed(sku, 0);
        correct(transfer, 50).is(201);
        assertThat(onHand(sku, HUB)).isEqualTo(10);
        String unit = unitsOf(transfer).getFirst();
        assertThat(work.does(ScanKind.BAG, HUB, first.getFirst(), work.bag(HUB, TOWN)))
                .isEqualTo("withdrawn");
        assertThat(work.does(ScanKind.BAG, HUB, unit, work.bag(HUB, TOWN))).isEqualTo("AT_NODE");
        correct(transfer, 45).is(409, "transfer-under-way");
        assertThat(held(transfer)).isEqualTo(2);
    }

    @Test
    void whatWasReceivedIsCorrectedInItsUnitsTooSoThatTheRestIsTakenInWithThem() {
        String sku = stocked(StorageClass.DRY, 60);
        Answer sent = ship(VILLAGE, sku, 60).is(201);
        String transfer = sent.text("transferId");
        List<String> units = barcodes(list(sent.body(), "units"));
        toTheVillage(units);
        take(units.getFirst(), line(50, 0, 0)).is(200);
        correct(transfer, VILLAGE, keeper, 55, 0).is(409, "more-than-packed");
        correct(transfer, VILLAGE, keeper, 47, 1).is(201);
        assertThat(onHand(sku, VILLAGE)).isEqualTo(48);
        assertThat(differences(units.getFirst())).containsExactlyInAnyOrder("SHORT OPEN", "DAMAGED OPEN");
        assertThat(audit.violations()).isEmpty();
        take(units.getFirst(), line(2, 0, 0)).is(200);
        assertThat(differences(units.getFirst())).contains("SHORT CLOSED");
        // Fewer were written than came: nothing of it is proposed or waited for again.
        take(units.getLast(), line(8, 0, 0)).is(200);
        assertThat(differences(units.getLast())).containsExactly("SHORT OPEN");
        correct(transfer, VILLAGE, keeper, 10, 0).is(201);
        assertThat(differences(units.getLast())).containsExactly("SHORT CLOSED");
        door.post(
                        "/api/station/goods/receipts",
                        Map.of("node", VILLAGE, "units", List.of(Map.of("barcode", units.getLast()))),
                        keeper)
                .is(200);
        assertThat(transferLine(transfer)).isEqualTo("60 60 1 0 DONE");
        assertThat(onHand(sku, VILLAGE)).isEqualTo(60);
    }

    @Test
    void aStationWithoutRetailAsksForNoGoods() {
        String sku = stocked(StorageClass.DRY, 4);
        for (String node : List.of(StandInNetwork.VILLAGE23, VILLAGE)) {
            String who = door.person(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, node)));
            var asked = door.post("/api/station/requests", Map.of("node", node, "skuCode", sku, "pieces", 3), who);
            if (node.equals(VILLAGE)) {
                asked.is(201);
            } else {
                asked.is(409, "no-retail");
            }
        }
    }

    @Test
    void aCrateTakesWhatOnePersonLiftsAndLiesInNoBag() {
        String sku = stocked(StorageClass.DRY, 60);
        var units = barcodes(list(ship(VILLAGE, sku, 60).is(201).body(), "units"));
        String crate = work.desk
                .openBag(Work.keeper(HUB), "req-" + ids.next(), HUB, TOWN, Bags.Kind.CRATE)
                .sscc();
        assertThat(work.does(ScanKind.BAG, HUB, units.getFirst(), crate)).isEqualTo("AT_NODE");
        assertThat(work.does(ScanKind.BAG, HUB, units.getLast(), crate)).isEqualTo("crate-full");
        assertThat(work.answer(inner(HUB, crate, work.bag(HUB, TOWN)))).isEqualTo("crate-in-bag");
        String small = work.bag(HUB, TOWN);
        assertThat(work.does(ScanKind.BAG, HUB, units.getLast(), small)).isEqualTo("AT_NODE");
        assertThat(work.answer(inner(HUB, small, crate))).isEqualTo("crate-full");
    }

    @Test
    void unitsAreTakenInWhereTheyWereToGoByWhoWorksThereAndOnce() {
        String sku = stocked(StorageClass.DRY, 4);
        String transfer = ship(VILLAGE, sku, 4).is(201).text("transferId");
        String unit = unitsOf(transfer).getFirst();
        assertThat(take(unit, line(4, 0, 0)).is(409).text("code")).isEqualTo("unit-not-here");
        var byLine = Map.of("lines", List.of(Map.of("lineNo", 1, "good", 4, "damaged", 0)));
        door.post("/api/station/transfers/" + transfer + "/receipts", byLine, keeper)
                .is(409, "receive-by-units");
        String stranger = door.person(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, "V12")));
        var there = Map.of("node", HUB, "units", List.of(Map.of("barcode", unit)));
        door.post("/api/station/goods/receipts", there, worker).is(404);
        door.post(
                        "/api/station/goods/receipts",
                        Map.of("node", VILLAGE, "units", List.of(Map.of("barcode", unit))),
                        stranger)
                .is(404);
        assertThat(onHand(sku, VILLAGE)).isZero();
        toTheVillage(List.of(unit));
        take(unit, line(4, 0, 0)).is(200);
        assertThat(take(unit, line(1, 0, 0)).is(409).text("code")).isEqualTo("more-than-packed");
        assertThat(onHand(sku, VILLAGE)).isEqualTo(4);
    }

    @Test
    void twoTransfersForTheLastRoomOfABusAndOneIsTold() throws Exception {
        String sku = stocked(StorageClass.DRY, 40);
        var tries = new ArrayList<Callable<Answer>>();
        // 6 kg each; the bus takes 10.
        for (int i = 0; i < 2; i++) {
            tries.add(() -> ship(StandInNetwork.VILLAGE21, sku, 12));
        }
        var ended = new ArrayList<Answer>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var each : threads.invokeAll(tries)) {
                ended.add(each.get());
            }
        }
        assertThat(ended).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
        assertThat(ended.stream()
                        .filter(each -> each.status() == 409)
                        .findFirst()
                        .orElseThrow()
                        .raw())
                .contains("no-way", "FULL");
        // Nothing of the other has left the shelf; by himself somebody may carry it.
        assertThat(onHand(sku, HUB)).isEqualTo(28);
        var own = shipment(StandInNetwork.VILLAGE21, sku, 12);
        own.put("carriage", "LINE_ELSE_OWN");
        assertThat(door.post("/api/station/transfers", own, worker).is(201).body())
                .containsEntry("carriage", "OWN")
                .containsEntry("units", List.of());
        assertThat(sql.one(
                        "SELECT MAX(held_grams) AS held FROM log_departure WHERE line_code = ? AND service_date = ?",
                        row -> row.number("held"),
                        StandInTimetable.BUS,
                        Work.DAY.plusDays(day)))
                .contains(6_000L);
    }

    /** Bagged and sealed at hub and township, each with its own departure. @return the bag in which they lie at the station */
    private String toTheVillage(List<String> units) {
        work.at(day, 11, 30);
        String first = work.bag(HUB, TOWN);
        units.forEach(
                unit -> assertThat(work.does(ScanKind.BAG, HUB, unit, first)).isEqualTo("AT_NODE"));
        seal(HUB, first, "S-76");
        assertThat(work.does(ScanKind.LOAD, HUB, null, first)).isEqualTo("LOADED");
        work.at(day, 12, 0);
        assertThat(work.answer(trip(ScanKind.DEPART, HUB, "HUB-T1/" + Work.DAY.plusDays(day))))
                .isEqualTo("ON_TRIP");
        String manifest = "/api/station/manifest?node=" + TOWN + "&trip=HUB-T1/" + Work.DAY.plusDays(day);
        String clerk = door.person(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, TOWN)));
        assertThat(door.get(manifest + "&format=ZPL", clerk).is(200).raw()).contains("^XA");
        assertThat(door.get(manifest, clerk).is(200).raw()).startsWith("%PDF");
        work.at(day, 13, 5);
        assertThat(work.does(ScanKind.UNLOAD, TOWN, null, first)).isEqualTo("ARRIVED");
        String second = work.bag(TOWN, VILLAGE);
        units.forEach(unit -> {
            assertThat(work.does(ScanKind.UNBAG, TOWN, unit, null)).isEqualTo("AT_NODE");
            assertThat(work.does(ScanKind.BAG, TOWN, unit, second)).isEqualTo("AT_NODE");
        });
        seal(TOWN, second, "S-77");
        work.at(day, 14, 40);
        assertThat(work.does(ScanKind.LOAD, TOWN, null, second)).isEqualTo("LOADED");
        work.at(day, 15, 0);
        work.answer(trip(ScanKind.DEPART, TOWN, "T1-V11/" + Work.DAY.plusDays(day)));
        work.at(day, 15, 45);
        assertThat(work.does(ScanKind.UNLOAD, VILLAGE, null, second)).isEqualTo("ARRIVED");
        return second;
    }

    private void seal(String node, String bag, String seal) {
        assertThat(work.answer(full(ScanKind.SEAL, node, bag, null, seal, null)))
                .isEqualTo("OPEN");
    }

    private Scan trip(ScanKind kind, String node, String trip) {
        return full(kind, node, null, null, null, trip);
    }

    private Scan inner(String node, String inner, String outer) {
        return full(ScanKind.BAG, node, outer, inner, null, null);
    }

    private Scan full(ScanKind kind, String node, String bag, String inner, String seal, String trip) {
        return new Scan(
                ids.next(),
                "gun-1",
                work.now(),
                kind,
                node,
                null,
                bag,
                null,
                null,
                null,
                null,
                null,
                inner,
                seal,
                null,
                null,
                trip,
                null,
                null,
                null,
                null);
    }

    private String stocked(StorageClass storageClass, int pieces) {
        String sku = catalog.sku("U" + ids.next(), storageClass, false);
        var receive = Map.of("deed", "RECEIVE", "node", HUB, "skuCode", sku, "pieces", pieces);
        door.post("/api/station/stock/acts", receive, worker).is(201);
        return sku;
    }

    private Map<String, Object> shipment(String to, String sku, int pieces) {
        return new HashMap<>(
                Map.of("fromNode", HUB, "toNode", to, "lines", List.of(Map.of("skuCode", sku, "pieces", pieces))));
    }

    private Answer ship(String to, String sku, int pieces) {
        return door.post("/api/station/transfers", shipment(to, sku, pieces), worker);
    }

    private Answer take(String unit, Map<String, Object> line) {
        return door.post(
                "/api/station/goods/receipts",
                Map.of("node", VILLAGE, "units", List.of(Map.of("barcode", unit, "lines", List.of(line)))),
                keeper);
    }

    private void claimed(String sku, int claims) {
        work.transactions.run(() -> sql.change(
                "UPDATE log_stock_level SET blocked = ? WHERE sku_code = ? AND node_code = ?", claims, sku, HUB));
    }

    private Answer correct(String transfer, int pieces) {
        return correct(transfer, HUB, worker, pieces, 0);
    }

    /** The paper's last act at the node. */
    private Answer correct(String transfer, String node, String who, int pieces, int damaged) {
        String act = sql.one(
                        "SELECT MAX(act_id) AS act_id FROM log_stock_act WHERE document_id = ? AND node_code = ?",
                        row -> row.string("act_id"),
                        transfer,
                        node)
                .orElseThrow();
        return door.post(
                "/api/station/papers/" + transfer + "/acts/" + act + "/correction",
                Map.of("reason", "录错", "lines", List.of(Map.of("lineNo", 1, "good", pieces, "damaged", damaged))),
                who);
    }

    private static Map<String, Object> line(int good, int damaged, int over) {
        return Map.of("lineNo", 1, "good", good, "damaged", damaged, "over", over);
    }

    private Map<String, Object> get(String path, String who) {
        return door.get(path, who).is(200).body();
    }

    private List<String> unitsOf(String transfer) {
        return sql.list(
                "SELECT barcode FROM log_goods_unit WHERE transfer_id = ? ORDER BY unit_no",
                row -> row.string("barcode"),
                transfer);
    }

    private List<String> states(String transfer) {
        return sql.list(
                "SELECT p.state, p.holder_kind, p.holder FROM log_goods_unit u JOIN log_parcel p ON p.barcode = u.barcode"
                        + " WHERE u.transfer_id = ?",
                row -> row.string("state") + " " + row.string("holder_kind") + " " + row.string("holder"),
                transfer);
    }

    private int held(String transfer) {
        return sql.list(
                        "SELECT seq FROM log_departure_hold WHERE holder LIKE ?",
                        row -> row.integer("seq"),
                        transfer + "-%")
                .size();
    }

    private List<String> differences(String unit) {
        return sql.list(
                "SELECT kind, state FROM log_difference WHERE barcode = ?",
                row -> row.string("kind") + " " + row.string("state"),
                unit);
    }

    private String transferLine(String transfer) {
        return sql.one(
                        "SELECT CONCAT_WS(' ', shipped, received, damaged, lost, state) AS told FROM log_transfer_line l"
                                + " JOIN log_transfer t ON t.transfer_id = l.transfer_id WHERE l.transfer_id = ?",
                        row -> row.string("told"),
                        transfer)
                .orElseThrow();
    }

    private long onHand(String sku, String node) {
        return sql.one(
                        "SELECT COALESCE(SUM(on_hand), 0) AS n FROM log_stock_level WHERE sku_code = ? AND node_code = ?",
                        row -> row.number("n"),
                        sku,
                        node)
                .orElseThrow();
    }

    private static List<String> barcodes(List<Map<String, Object>> units) {
        return units.stream().map(unit -> (String) unit.get("barcode")).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> unitOf(Map<String, Object> proposed) {
        return (Map<String, Object>) proposed.get("unit");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> body, String name) {
        return Stream.of((List<Object>) body.get(name))
                .flatMap(List::stream)
                .map(each -> (Map<String, Object>) each)
                .toList();
    }
}
