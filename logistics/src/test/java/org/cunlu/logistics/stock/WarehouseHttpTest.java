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
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Arrival;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.cunlu.logistics.standin.StandInTimetable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A hub's day through its doors: bins, a wave, picks, bags, a load list, throughput, restocking. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarehouseHttpTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String TOWN = StandInNetwork.TOWN1;
    private static final String VILLAGE = StandInNetwork.VILLAGE11;

    @Inject
    EmbeddedServer server;

    @Inject
    Shipments shipments;

    @Inject
    Stock stock;

    @Inject
    StandInCatalog catalog;

    @Inject
    StandInTimetable timetable;

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
    private String worker;
    private String boss;
    private String sku;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void people() {
        // Tokens are of real time.
        clock.set(Instant.now());
        door = WarehouseDoor.at(server);
        worker = door.person(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.NODE, HUB)));
        boss = door.person(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, HUB)));
        sku = catalog.sku("H" + ids.next(), StorageClass.DRY, false);
        transactions.run(() -> sql.change("DELETE FROM log_bin WHERE node_code IN (?, ?)", HUB, TOWN));
        transactions.run(() -> sql.change("DELETE FROM log_adjustment_day WHERE node_code IN (?, ?)", HUB, TOWN));
    }

    @AfterEach
    void booksStillBalance() {
        transactions.run(() -> sql.change("DELETE FROM log_bin WHERE node_code IN (?, ?)", HUB, TOWN));
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whereBinsAreRegisteredNoOtherTakesGoods() {
        receive(HUB, 5, "ANY-1", worker).is(201);
        bins(HUB, List.of(bin("A-1", "DRY", 20), bin("C-1", "CHILLED", 10))).is(204);
        receive(HUB, 5, "A-1", worker).is(201);
        receive(HUB, 5, "A-2", worker).is(400, "bin-unknown");
        receive(HUB, 5, "C-1", worker).is(400, "bin-of-other-class");
        putAway("ANY-1", "NOWHERE").is(400, "bin-unknown");
        putAway("ANY-1", "A-1").is(201);
        receive(HUB, 5, "-MISSING", worker).is(409, "set-aside");
        door.send("DELETE", "/api/dispatch/bins/" + HUB + "/A-1", Map.of(), boss)
                .is(409, "bin-not-empty");
        door.send("DELETE", "/api/dispatch/bins/" + HUB + "/C-1", Map.of(), boss)
                .is(204);
        assertThat(door.get("/api/station/bins?node=" + HUB, worker).is(200).raw())
                .contains("A-1")
                .doesNotContain("C-1");
        bins(VILLAGE, List.of(bin("A-1", null, 1))).is(400, "no-bins");
        bins(HUB, List.of(bin("A-1", null, 1), bin("A-1", null, 2))).is(400, "bin-twice");
        bins(HUB, List.of(bin("-X", null, 1))).is(400);
        String other = door.person(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, StandInNetwork.TOWN2)));
        door.send("PUT", "/api/dispatch/bins", Map.of("node", HUB, "bins", List.of(bin("A-9", null, 1))), other)
                .is(404, "not-found");
    }

    @Test
    @SuppressWarnings("unchecked")
    void aWaveIsPickedSortedAndLoadedAndItsWorkIsTold() {
        bins(HUB, List.of(bin("Z-1", null, 1), bin("A-1", null, 2))).is(204);
        String far = catalog.sku("H" + ids.next(), StorageClass.DRY, false);
        receive(HUB, sku, 9, "A-1", worker).is(201);
        receive(HUB, far, 9, "Z-1", worker).is(201);
        String barcode = order(Map.of(sku, 2L, far, 1L));
        var leg = timetable.nextDeparture(HUB, TOWN, clock.instant()).orElseThrow();
        assertThat(door.get("/api/station/waves/due?node=" + HUB, worker)
                        .is(200)
                        .raw())
                .contains("\"serviceDate\":\"" + leg.serviceDate() + "\"");
        var wave = door.post(
                        "/api/station/waves",
                        Map.of(
                                "node",
                                HUB,
                                "lineCode",
                                leg.lineCode(),
                                "serviceDate",
                                leg.serviceDate().toString()),
                        worker)
                .is(201);
        String waveId = (String) ((Map<String, Object>) wave.body().get("wave")).get("waveId");
        String list = door.post("/api/station/waves/" + waveId + "/lists", Map.of("max", 100), worker)
                .is(200)
                .raw();
        // Z-1 is walked to before A-1.
        assertThat(list.indexOf(far)).isBetween(0, list.indexOf(sku));
        var pick = new HashMap<String, Object>(Map.of("scanner", "gun-7"));
        sql.list(
                        "SELECT line_id, pieces FROM log_pick_line WHERE wave_id = ? AND barcode = ?",
                        row -> Map.entry(row.string("line_id"), row.number("pieces")),
                        waveId,
                        barcode)
                .forEach(line -> {
                    pick.put("scanId", "scan-" + ids.next());
                    pick.put("found", line.getValue());
                    door.post("/api/station/picks/" + line.getKey(), pick, worker)
                            .is(200);
                });
        assertThat(door.get(
                                "/api/station/load-list?node=" + HUB + "&line=" + leg.lineCode() + "&date="
                                        + leg.serviceDate(),
                                worker)
                        .is(200)
                        .raw())
                .contains("unpacked")
                .contains(barcode);
        assertThat(scan("PACK", barcode, null)).contains("APPLIED");
        var sorted = door.get("/api/station/sorting/" + barcode + "?node=" + HUB, worker)
                .is(200);
        assertThat(sorted.body()).containsEntry("nextNode", TOWN);
        String bag = door.post(
                        "/api/station/bags", Map.of("requestId", ids.next(), "node", HUB, "nextNode", TOWN), worker)
                .is(201)
                .text("sscc");
        assertThat(door.get("/api/station/sorting/" + barcode + "?node=" + HUB, worker)
                        .raw())
                .contains(bag);
        assertThat(scan("BAG", barcode, bag)).contains("APPLIED");
        assertThat(door.get(
                                "/api/station/load-list?node=" + HUB + "&line=" + leg.lineCode() + "&date="
                                        + leg.serviceDate(),
                                worker)
                        .raw())
                .contains("\"sscc\":\"" + bag + "\",\"parcels\":1");
        String day = CountyTime.date(clock.instant()).toString();
        String done = door.get("/api/dispatch/throughput?node=" + HUB + "&from=" + day + "&to=" + day, boss)
                .is(200)
                .raw();
        String me = sql.list("SELECT picker FROM log_pick_line WHERE barcode = ?", row -> row.string("picker"), barcode)
                .getFirst();
        assertThat(done)
                .contains(
                        "\"worker\":\"" + me + "\"", "\"kind\":\"PICK\",\"acts\":2,\"pieces\":3", "\"kind\":\"PACK\"");
        door.get("/api/dispatch/throughput?node=" + HUB + "&from=" + day + "&to=2020-01-01", boss)
                .is(400, "days-wrong");
        String other = door.person(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, TOWN)));
        door.get("/api/dispatch/throughput?node=" + HUB + "&from=" + day + "&to=" + day, other)
                .is(404, "not-found");
    }

    @Test
    void whatAStationNeedsIsShippedOnceAndNeverMoreThanIsFree() throws Exception {
        receive(HUB, 30, "", worker).is(201);
        policy(TOWN, 5, 10, 40);
        order(Map.of(sku, 4L));
        assertThat(door.get("/api/dispatch/all-stock-outs?limit=100&under=" + HUB, boss)
                        .is(200)
                        .raw())
                .contains("{\"node\":\"" + TOWN + "\",\"out\":{\"skuCode\":\"" + sku + "\"");
        var ask = Map.of("node", TOWN, "supplier", HUB, "skuCodes", List.of(sku));
        var answers = Rivals.all(4, rival -> door.post("/api/dispatch/replenishment/transfers", ask, boss));
        // 40 are needed, 26 are free; after that 26 are under way, which is above where more is proposed.
        assertThat(answers.stream().filter(answer -> answer.status() == 201))
                .singleElement()
                .satisfies(answer -> assertThat(answer.raw()).contains("\"proposed\":40,\"shipped\":26"));
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> answer.is(409, "nothing-to-ship"));
        door.post(
                        "/api/dispatch/replenishment/transfers",
                        Map.of("node", TOWN, "supplier", TOWN, "skuCodes", List.of(sku)),
                        boss)
                .is(400, "transfer-to-itself");
        String other = door.person(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, TOWN)));
        door.post("/api/dispatch/replenishment/transfers", ask, other).is(404, "not-found");
    }

    @Test
    void whatStandsAndDoesNotSellIsToldOfAllStationsAtOnce() {
        receive(HUB, 3, "", worker).is(201);
        String keeper = door.person(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE)));
        receive(VILLAGE, 2, "", keeper).is(201);
        String all = everything("/api/dispatch/all-slow-movers?days=30&limit=100&under=" + HUB, boss);
        assertThat(all)
                .contains(
                        "{\"node\":\"" + HUB + "\",\"slow\":{\"skuCode\":\"" + sku,
                        "{\"node\":\"" + VILLAGE + "\",\"slow\":{\"skuCode\":\"" + sku);
        String town = door.person(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, TOWN)));
        assertThat(everything("/api/dispatch/all-slow-movers?days=30&limit=100&under=" + TOWN, town))
                .contains("{\"node\":\"" + VILLAGE + "\",\"slow\":{\"skuCode\":\"" + sku)
                .doesNotContain("\"node\":\"" + HUB + "\"");
        door.get("/api/dispatch/all-slow-movers?under=" + HUB, town).is(404, "not-found");
    }

    @Test
    void anAdjustmentOfWorthIsSignedByASecondHoweverFewItsPieces() {
        catalog.price(sku, 25_000);
        receive(HUB, 9, "", worker).is(201);
        // Two pieces are worth 500 yuan, which is the limit; one fen is left of it to nobody.
        assertThat(adjust(-2).is(201).text("state")).isEqualTo("POSTED");
        assertThat(adjust(-1).is(201).text("state")).isEqualTo("PROPOSED");
    }

    @Test
    void noDoorOfTheWarehouseTakesAwayWhatAReleaseHasSetAside() {
        String tracked = catalog.sku("H" + ids.next(), StorageClass.DRY, true);
        String lot = "L" + ids.next();
        var part = new HashMap<String, Object>(Map.of("node", HUB, "skuCode", tracked, "lotCode", lot, "pieces", 5));
        part.put("deed", "RECEIVE");
        part.put("expiresOn", LocalDate.now().plusYears(1).toString());
        door.post("/api/station/stock/acts", part, worker).is(201);
        part.remove("expiresOn");
        part.put("deed", "HOLD");
        part.put("reason", "待处理");
        door.post("/api/station/stock/acts", part, worker).is(201);
        var line = Map.<String, Object>of("skuCode", tracked, "lotCode", lot, "status", "ON_HOLD", "pieces", -1);
        // Before the release each of these is done.
        write(false, line).is(201);
        write(true, line).is(201);
        ship(tracked, lot).is(201);
        String release = ids.next();
        transactions.run(() -> {
            sql.change(
                    "INSERT INTO log_release (release_id, county_code, level_code, drill, state, occasion, opened_at)"
                            + " VALUES (?, ?, 'COUNTY', 0, 'APPROVED', 'x', UTC_TIMESTAMP(3))",
                    release,
                    HUB);
            sql.change(
                    "INSERT INTO log_release_place (release_id, node_code, county_code, people, metres, state)"
                            + " VALUES (?, ?, ?, 1, 1, 'WAITING')",
                    release,
                    VILLAGE,
                    HUB);
            sql.change(
                    "INSERT INTO log_release_draw (release_id, draw_no, county_code, line_no, to_node, from_node, sku_code,"
                            + " lot_code, origin, grams, pieces) VALUES (?, 1, ?, 1, ?, ?, ?, ?, 'SALE', 1, 2)",
                    release,
                    HUB,
                    VILLAGE,
                    HUB,
                    tracked,
                    lot);
        });
        try {
            write(false, line).is(409, "release-goods");
            write(true, line).is(409, "release-goods");
            ship(tracked, lot).is(409, "release-goods");
            part.put("deed", "UNHOLD");
            part.put("pieces", 1);
            part.put("status", "ON_HOLD");
            door.post("/api/station/stock/acts", part, worker).is(409, "release-goods");
        } finally {
            transactions.run(() -> {
                sql.change("DELETE FROM log_release_draw WHERE release_id = ?", release);
                sql.change("DELETE FROM log_release_place WHERE release_id = ?", release);
                sql.change("DELETE FROM log_release WHERE release_id = ?", release);
            });
        }
    }

    private WarehouseDoor.Answer write(boolean scrap, Map<String, Object> line) {
        return door.post(
                "/api/station/adjustments",
                Map.of("node", HUB, "scrap", scrap, "reason", "受潮", "lines", List.of(line)),
                worker);
    }

    private WarehouseDoor.Answer ship(String tracked, String lot) {
        var line = Map.of("skuCode", tracked, "lotCode", lot, "status", "ON_HOLD", "pieces", 1);
        return door.post(
                "/api/station/transfers",
                Map.of("fromNode", HUB, "toNode", TOWN, "carriage", "OWN", "lines", List.of(line)),
                worker);
    }

    @Test
    void aRecallIsToldAsAListForASpreadsheet() {
        String tracked = catalog.sku("H" + ids.next(), StorageClass.DRY, true);
        String lot = "L" + ids.next();
        var receive =
                new HashMap<String, Object>(Map.of("deed", "RECEIVE", "node", HUB, "skuCode", tracked, "pieces", 5));
        receive.put("lotCode", lot);
        receive.put("expiresOn", LocalDate.now().plusYears(1).toString());
        door.post("/api/station/stock/acts", receive, worker).is(201);
        String barcode = order(Map.of(tracked, 2L));
        scan("PACK", barcode, null);
        door.post("/api/county/recalls", Map.of("node", HUB, "lotCode", "L-NONE", "reason", "疑似"), boss)
                .is(400, "lot-unknown");
        var called = door.post("/api/county/recalls", Map.of("node", HUB, "lotCode", lot, "reason", "农残超标"), boss)
                .is(201);
        assertThat(called.raw()).contains("\"heldPieces\":3,\"inNetwork\":1,\"handedOver\":0");
        String id = sql.one("SELECT recall_id FROM log_recall WHERE live_lot = ?", row -> row.string("recall_id"), lot)
                .orElseThrow();
        assertThat(door.get("/api/county/recalls/" + id + "/parcels", boss)
                        .is(200)
                        .raw())
                .contains(barcode);
        assertThat(door.csv("/api/county/recalls/" + id + "/parcels.csv", boss))
                .contains(
                        "barcode,order_id,sku_code,lot_code,pieces,state,holder,to_node",
                        barcode + ",",
                        lot + ",2,AT_NODE," + HUB);
        assertThat(door.get("/api/county/recalls/" + id + "/stock", boss)
                        .is(200)
                        .raw())
                .contains("\"status\":\"ON_HOLD\"", "\"pieces\":3");
        door.post("/api/county/recalls/" + id + "/lifting", Map.of("reason", "复检合格"), boss)
                .is(200);
        assertThat(sql.list("SELECT kind FROM acc_notice WHERE kind = 'LOT_RECALLED'", row -> row.string("kind")))
                .isNotEmpty();
    }

    /** @return all pages of a list, one after the other */
    private String everything(String path, String who) {
        var all = new StringBuilder();
        String cursor = "";
        do {
            var page = door.get(path + cursor, who).is(200);
            all.append(page.raw());
            cursor = page.body().get("next") == null
                    ? ""
                    : "&cursor=" + page.text("next").replace("/", "%2F");
        } while (!cursor.isEmpty());
        return all.toString();
    }

    private WarehouseDoor.Answer adjust(long pieces) {
        return door.post(
                "/api/station/adjustments",
                Map.of(
                        "node",
                        HUB,
                        "scrap",
                        false,
                        "reason",
                        "盘亏",
                        "lines",
                        List.of(Map.of("skuCode", sku, "pieces", pieces))),
                worker);
    }

    private void policy(String node, long min, long reorderAt, long max) {
        door.send(
                        "PUT",
                        "/api/dispatch/policies",
                        Map.of("node", node, "skuCode", sku, "min", min, "reorderAt", reorderAt, "max", max),
                        boss)
                .is(200);
    }

    private static Map<String, Object> bin(String code, String storageClass, int walkNo) {
        var bin = new HashMap<String, Object>(Map.of("code", code, "zone", "Z", "walkNo", walkNo));
        bin.put("storageClass", storageClass);
        return bin;
    }

    private WarehouseDoor.Answer bins(String node, List<Map<String, Object>> bins) {
        return door.send("PUT", "/api/dispatch/bins", Map.of("node", node, "bins", bins), boss);
    }

    private WarehouseDoor.Answer receive(String node, long pieces, String bin, String who) {
        return receive(node, sku, pieces, bin, who);
    }

    private WarehouseDoor.Answer receive(String node, String code, long pieces, String bin, String who) {
        var order =
                new HashMap<String, Object>(Map.of("deed", "RECEIVE", "node", node, "skuCode", code, "pieces", pieces));
        order.put("bin", bin.isEmpty() ? null : bin);
        return door.post("/api/station/stock/acts", order, who);
    }

    private WarehouseDoor.Answer putAway(String from, String to) {
        return door.post(
                "/api/station/stock/acts",
                Map.of("deed", "PUT_AWAY", "node", HUB, "skuCode", sku, "pieces", 1, "bin", from, "toBin", to),
                worker);
    }

    private String scan(String kind, String barcode, String bag) {
        var scan = new HashMap<String, Object>(
                Map.of("scanId", ids.next(), "scanner", "gun-7", "kind", kind, "node", HUB, "parcel", barcode));
        scan.put("bag", bag);
        return door.post("/api/station/scans", Map.of("scans", List.of(scan)), worker)
                .is(200)
                .raw();
    }

    /** @return barcode of the parcel of an order from the hub to a village */
    private String order(Map<String, Long> wanted) {
        String order = ids.next();
        var legs = timetable.way(clock.instant(), HUB, TOWN, VILLAGE);
        var lines = wanted.entrySet().stream()
                .map(each -> new StockLine(each.getKey(), HUB, each.getValue()))
                .toList();
        var promised = legs.getLast().arrivesAt();
        return transactions.run(() -> {
            String barcode = shipments.book(new Shipments.Booking(
                    order,
                    StandInNetwork.COUNTY,
                    HUB,
                    VILLAGE,
                    "RECIPIENT0001",
                    0,
                    lines,
                    new Promise.Kept(
                            legs, promised, new Arrival(CountyTime.date(promised), null, null, "按时 · in time"))));
            stock.reserve(StandInNetwork.COUNTY, Map.of(order, lines), true);
            return barcode;
        });
    }
}
