package org.cunlu.logistics.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
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
import org.cunlu.logistics.StationWork;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.Traces;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whoever has a code sees where the goods come from, and nobody in them. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracingTest implements TestPropertyProvider {
    private static final String NODE = StandInNetwork.VILLAGE11;
    private static final String GTIN = "06901234567892";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Inject
    EmbeddedServer server;

    @Inject
    JsonMapper json;

    @Inject
    StandInCatalog catalog;

    @Inject
    StockBook book;

    @Inject
    Traces traces;

    @Inject
    Stock stock;

    @Inject
    Shipments shipments;

    @Inject
    StationWork desk;

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

    private String sku;
    private String lot;
    private String shop;
    private LocalDate today;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void aLotOfACooperative() {
        clock.set(Instant.now());
        today = CountyTime.date(clock.instant());
        sku = catalog.sku("T" + ids.next(), StorageClass.DRY, true);
        lot = "L" + ids.next();
        shop = "S" + ids.next();
        catalog.lot(lot, sku, today.plusDays(30));
        transactions.run(() -> {
            sql.change("DELETE FROM cat_sku_gtin");
            sql.change("INSERT INTO cat_sku_gtin (sku_code, gtin) VALUES (?, ?)", sku, GTIN);
            sql.change(
                    "INSERT INTO cat_seller (code, name, kind, home_node) VALUES (?, '绿源合作社', 'COOPERATIVE', ?)",
                    shop,
                    NODE);
            version(1, "绿园合作社");
            version(2, "绿源合作社");
            sql.change(
                    "INSERT INTO cat_lot_inspection (inspection_id, lot_code, what, inspector, inspected_on, passed,"
                            + " recorded_by, recorded_at) VALUES (?, ?, '农残', '检测员张三丰', ?, TRUE, 'x', ?)",
                    (lot + "0".repeat(32)).substring(0, 32),
                    lot,
                    today.minusDays(1),
                    clock.instant());
        });
    }

    @Test
    @SuppressWarnings("unchecked")
    void aLotsEventsStandInTheOrderOfTimeFromTheFieldToTheBuyerWithCorrections() throws Exception {
        receive(6);
        String barcode = sold(2);
        var answer = get("/api/trace/" + lot, "application/ld+json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/ld+json");
        Map<String, Object> document = json.readValue(answer.body(), Map.class);
        assertThat(document).containsEntry("type", "EPCISDocument").containsEntry("schemaVersion", "2.0");
        var events = (List<Map<String, Object>>) ((Map<String, Object>) document.get("epcisBody")).get("eventList");
        assertThat(events)
                .extracting(event -> event.get("bizStep") + "/" + event.get("disposition"))
                .containsExactly(
                        "commissioning/active",
                        "commissioning/active",
                        "inspecting/conformant",
                        "receiving/in_progress",
                        "packing/in_progress",
                        "accepting/retail_sold");
        assertThat(events.stream()
                        .map(event -> OffsetDateTime.parse((String) event.get("eventTime")))
                        .toList())
                .isSorted();
        var wrong = (Map<String, Object>) events.getFirst().get("errorDeclaration");
        assertThat(wrong).containsEntry("reason", "incorrect_data");
        assertThat(wrong.get("correctiveEventIDs"))
                .isEqualTo(List.of(events.get(1).get("eventID")));
        assertThat(events.get(1)).doesNotContainKey("errorDeclaration");
        assertThat(events.get(3)).containsEntry("readPoint", Map.of("id", "urn:cunlu:node:" + NODE));
        assertThat(answer.body()).contains("/01/" + GTIN + "/10/" + lot).doesNotContain(barcode);
        noPeople(answer.body());
    }

    @Test
    void whoOrdersNowIsToldOfTheLotThatIsTakenNextAndOfNoneThatMayNotGo() {
        assertThat(traces.next(sku, List.of(NODE))).isEmpty();
        receive(6);
        assertThat(traces.next(sku, List.of(StandInNetwork.VILLAGE12, NODE)))
                .get()
                .extracting(Traces.Story::code)
                .isEqualTo(lot);
        clock.set(clock.instant().plus(Duration.ofDays(31)));
        assertThat(traces.next(sku, List.of(NODE))).isEmpty();
    }

    @Test
    void whatWasTakenBackIsDeclaredAsNotHavingHappened() throws Exception {
        String act = receive(6);
        transactions.run(() -> sql.change(
                "INSERT INTO log_stock_act (act_id, county_code, node_code, kind, actor, occurred_at, recorded_at, reverses)"
                        + " VALUES (?, '500233', ?, 'REVERSED', 'KEEPER', ?, ?, ?)",
                ids.next(),
                NODE,
                clock.instant(),
                clock.instant(),
                act));
        try {
            assertThat(get("/api/trace/" + lot, "application/json").body()).contains("did_not_occur");
        } finally {
            transactions.run(() -> sql.change("DELETE FROM log_stock_act WHERE reverses = ?", act));
        }
    }

    @Test
    void aParcelTellsItsLotsAndItsOwnWay() throws Exception {
        receive(6);
        String barcode = sold(2);
        String story =
                get("/api/trace/" + barcode + "/story", "application/json").body();
        assertThat(story).contains(lot, "绿源合作社", "采收、生产", "打包", "买家已取", "节点 " + NODE, "/cunlu/21/" + barcode);
        noPeople(story);
        String events = get("/api/trace/" + barcode, "application/json").body();
        assertThat(events).contains("urn:cunlu:parcel:" + barcode, "retail_sold", "commissioning");
        noPeople(events);
    }

    @Test
    void aLotIsFoundByEveryFormOfItsLinkAndNotByAnothersGtin() throws Exception {
        String link = "https://id.gs1.org/01/" + GTIN + "/10/" + lot;
        String quoted = URLEncoder.encode(link, StandardCharsets.UTF_8);
        assertThat(get("/api/trace/" + quoted, "application/json").statusCode()).isEqualTo(200);
        assertThat(get("/api/trace/" + quoted + "/story", "application/json").statusCode())
                .isEqualTo(200);
        assertThat(get("/api/trace/01/" + GTIN + "/10/" + lot, "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/api/trace/01/04006381333931/10/" + lot, "application/json")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/api/trace/01/06901234567893/10/" + lot, "application/json")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/api/trace/NOBODY-KNOWS-IT", "application/json").statusCode())
                .isEqualTo(404);
        assertThat(get("/api/trace/NOBODY-KNOWS-IT/story", "application/json").statusCode())
                .isEqualTo(404);
        assertThat(get("/api/trace/CN000000000000000", "application/json").statusCode())
                .isEqualTo(404);
    }

    @Test
    void ofAFarmersLotNeitherHisNameNorHisPlotIsTold() throws Exception {
        transactions.run(() -> sql.change("UPDATE cat_seller SET kind = 'FARMER' WHERE code = ?", shop));
        for (String address : List.of("/api/trace/" + lot, "/api/trace/" + lot + "/story")) {
            assertThat(get(address, "application/json").body())
                    .doesNotContain("绿源合作社")
                    .doesNotContain("老张家果园")
                    .contains("PD20150012");
        }
    }

    @Test
    void aShippedLineOfALotTrackedSkuWithoutItsLotIsFoundByTheAudit() {
        receive(6);
        String barcode = sold(2);
        assertThat(audit.violations()).isEmpty();
        transactions.run(() -> sql.change("UPDATE log_parcel_lot SET quantity = 1 WHERE barcode = ?", barcode));
        try {
            assertThat(audit.violations().toString())
                    .contains("shipped lines of lot-tracked SKUs have their lots", barcode);
        } finally {
            transactions.run(() -> sql.change("UPDATE log_parcel_lot SET quantity = 2 WHERE barcode = ?", barcode));
        }
    }

    private static void noPeople(String text) {
        assertThat(text)
                .doesNotContain("KEEPER")
                .doesNotContain("RECIPIENT0001")
                .doesNotContain("张三丰")
                .doesNotContain("ORDER-")
                .doesNotContain("tester");
    }

    private void version(int version, String producer) {
        sql.change(
                "INSERT INTO cat_lot_version (lot_code, version, seller_code, producer, produced_on, expires_on, plot,"
                        + " area_code, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, '老张家果园', ?, 'x', ?)",
                lot,
                version,
                shop,
                producer,
                today.minusDays(2),
                today.plusDays(30),
                NODE,
                clock.instant());
        sql.change(
                "INSERT INTO cat_lot_input (lot_code, version, seq, name, registration_no, applied_on, safe_days)"
                        + " VALUES (?, ?, 0, '吡虫啉', 'PD20150012', ?, 15)",
                lot,
                version,
                today.minusDays(40));
    }

    private String receive(long pieces) {
        var part = new StockPart(sku, NODE, lot, StockOwner.OWN, StockStatus.AVAILABLE, "");
        var act = new Act(What.RECEIVED, StandInNetwork.COUNTY, NODE, "张三丰送来", "tester", null, null, null);
        String id = transactions.run(() -> book.post(act, List.of(new Change(part, pieces))));
        clock.set(clock.instant().plus(Duration.ofSeconds(1)));
        return id;
    }

    /** An order that is collected where the goods stand. */
    private String sold(long pieces) {
        String order = ids.next();
        var lines = List.of(new StockLine(sku, NODE, pieces));
        Instant now = clock.instant();
        transactions.run(() -> {
            shipments.book(new Shipments.Booking(
                    order,
                    StandInNetwork.COUNTY,
                    NODE,
                    NODE,
                    "RECIPIENT0001",
                    0,
                    lines,
                    new Promise.Kept(List.of(), now, new Arrival(today, null, null, "按时 · in time"))));
            stock.reserve(StandInNetwork.COUNTY, Map.of(order, lines), true);
        });
        String barcode = shipments.track(List.of(order)).get(order).barcode();
        scan(ScanKind.PACK, barcode, null);
        clock.set(clock.instant().plus(Duration.ofSeconds(1)));
        scan(ScanKind.HAND_OVER, barcode, shipments.pickupCode(order).orElseThrow());
        return barcode;
    }

    private void scan(ScanKind kind, String barcode, String code) {
        var keeper =
                new Caller("KEEPER" + NODE, List.of(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, NODE))));
        var scan =
                new Scan(ids.next(), "gun-1", clock.instant(), kind, NODE, barcode, null, null, code, null, null, null);
        assertThat(desk.scan(keeper, List.of(scan)).getFirst().code()).isNull();
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        var request = HttpRequest.newBuilder(server.getURI().resolve(path))
                .header("Accept", accept)
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
