package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.LOAD;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import com.google.zxing.BarcodeFormat;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.accounts.Accounts;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.NumberKind;
import org.cunlu.logistics.StationWork;
import org.cunlu.logistics.label.Paper;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInRecipients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The endpoints as a scanner, a page and a stranger meet them. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StationHttpTest implements TestPropertyProvider {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String PASSWORD = "kx93-mrt 忠橙";

    @Inject
    EmbeddedServer server;

    @Inject
    JsonMapper json;

    @Inject
    Accounts accounts;

    @Inject
    StandInRecipients recipients;

    @Inject
    MovedClock clock;

    @Inject
    Work work;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void realTimeBecauseTokensLiveByIt() {
        clock.set(Instant.now());
    }

    private record Answer(int status, Map<String, Object> body) {
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> list(String name) {
            return (List<Map<String, Object>>) body.get(name);
        }
    }

    @Test
    void packsListsAndHandsOverOverHttp() throws Exception {
        String keeper = token(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE11)));
        Booked booked = work.book(StorageClass.DRY, 700, VILLAGE11);
        var scan = Map.of(
                "scanId",
                work.ids.next(),
                "scanner",
                "gun-7",
                "deviceTime",
                "2026-11-23T01:02:03Z",
                "kind",
                "PACK",
                "node",
                VILLAGE11,
                "parcel",
                booked.barcode());
        var packed = post("/api/station/scans", Map.of("scans", List.of(scan, scan)), keeper);
        assertThat(packed.status()).isEqualTo(200);
        assertThat(packed.list("results")).extracting(row -> row.get("outcome")).containsExactly("APPLIED", "REPEATED");
        assertThat(packed.list("results")).extracting(row -> row.get("state")).containsExactly("READY", "READY");

        var listed = get("/api/station/parcels?node=" + VILLAGE11 + "&state=READY&limit=100", keeper);
        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.list("items"))
                .anySatisfy(item -> assertThat(item)
                        .containsEntry("barcode", booked.barcode())
                        .containsEntry("cashDueFen", 700)
                        .containsEntry("recipientMasked", "张** 138****5678"));

        var wrongCash = pickup(booked, 1L, keeper);
        assertThat(wrongCash.status()).isEqualTo(409);
        assertThat(wrongCash.body()).containsEntry("code", "cash-mismatch");
        var collected = pickup(booked, 700L, keeper);
        assertThat(collected.status()).isEqualTo(200);
        assertThat(collected.body()).containsEntry("barcode", booked.barcode()).containsEntry("state", "HANDED_OVER");
    }

    @Test
    void severalParcelsOfOneWhoSaysHisNameAreHandedOverOverHttp() throws Exception {
        String id = work.ids.next();
        String name = "郑" + id;
        recipients.name(id, name, "13700007777", null);
        String keeper = token(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE11)));
        String other = token(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, TOWN1)));
        for (int parcel = 0; parcel < 2; parcel++) {
            Booked booked = work.bookFor(id, StorageClass.DRY, 100, VILLAGE11);
            assertThat(work.does(StationWork.ScanKind.PACK, VILLAGE11, booked.barcode(), null))
                    .isEqualTo("READY");
        }
        var claimant = Map.of("name", name, "phoneTail", "7777");
        var look = Map.of("node", VILLAGE11, "claimant", claimant);
        assertThat(post("/api/station/pickups/look", look, other).status()).isEqualTo(404);
        assertThat(post("/api/station/pickups/look", Map.of("node", VILLAGE11), keeper)
                        .body())
                .containsEntry("code", "claim-invalid");
        var waits = post("/api/station/pickups/look", look, keeper);
        assertThat(waits.list("parcels")).hasSize(2);
        assertThat(waits.body()).containsEntry("cashDueFen", 200);
        var several = Map.of("node", VILLAGE11, "claimant", claimant, "cashFen", 200);
        assertThat(post("/api/station/pickups/several", several, keeper).body()).containsEntry("code", "key-missing");
        assertThat(keyed("/api/station/pickups/several", Map.of("node", VILLAGE11), keeper, work.ids.next())
                        .body())
                .containsEntry("code", "claim-invalid");
        String key = work.ids.next();
        var done = keyed("/api/station/pickups/several", several, keeper, key);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.list("results")).extracting(row -> row.get("state")).containsOnly("HANDED_OVER");
        assertThat(keyed("/api/station/pickups/several", several, keeper, key)).isEqualTo(done);
        assertThat(get("/api/station/cash?node=" + VILLAGE11, keeper).status()).isEqualTo(200);
        assertThat(get("/api/station/today?node=" + VILLAGE11, keeper).body()).containsKey("toShelve");
    }

    private Answer keyed(String path, Object body, String token, String key) throws Exception {
        return send(
                HttpRequest.newBuilder(server.getURI().resolve(path))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))),
                token);
    }

    private static Map<String, Object> scan(String id, String kind, Booked booked, Instant deviceTime) {
        return Map.of(
                "scanId",
                id,
                "scanner",
                "gun-8",
                "deviceTime",
                deviceTime.toString(),
                "kind",
                kind,
                "node",
                VILLAGE11,
                "parcel",
                booked.barcode(),
                "reason",
                "压坏");
    }

    @Test
    void scansThatWereKeptAreAppliedInTheirOrderAndAWrongClockIsTold() throws Exception {
        Booked booked = work.book(VILLAGE11);
        String keeper = token(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE11)));
        Instant dayAhead = clock.instant().plusSeconds(86_400);
        var batch = Map.of(
                "sentAt",
                dayAhead.toString(),
                "scans",
                List.of(
                        scan(work.ids.next(), "DAMAGED", booked, dayAhead.minusSeconds(60)),
                        scan(work.ids.next(), "PACK", booked, dayAhead.minusSeconds(90))));
        var answer = post("/api/station/scans", batch, keeper);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.list("results")).extracting(row -> row.get("outcome")).containsOnly("APPLIED");
        assertThat(answer.body()).containsEntry("clockOffSeconds", 86_400);
        assertThat((String) answer.body().get("notice")).contains("ahead");
        assertThat(post("/api/station/scans", batch, keeper).list("results"))
                .extracting(row -> row.get("outcome"))
                .containsOnly("REPEATED");
    }

    @Test
    void aDifferenceIsListedAndClosedByTheDispatcherAndIsNobodyElses() throws Exception {
        Booked booked = work.book(VILLAGE11);
        String keeper = token(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE11)));
        String other = token(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, TOWN1)));
        String dispatcher = token(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, HUB)));
        String elsewhere = token(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, "500233102")));
        post(
                "/api/station/scans",
                Map.of(
                        "scans",
                        List.of(
                                scan(work.ids.next(), "PACK", booked, clock.instant()),
                                scan(work.ids.next(), "DAMAGED", booked, clock.instant()))),
                keeper);
        assertThat(get("/api/station/differences?node=" + VILLAGE11, other).status())
                .isEqualTo(404);
        assertThat(get("/api/station/differences?node=" + VILLAGE11 + "&cursor=x", keeper)
                        .status())
                .isEqualTo(400);
        String id = ofParcel(get("/api/station/differences?limit=100&node=" + VILLAGE11, keeper), booked);
        assertThat(ofParcel(get("/api/dispatch/differences?limit=100", dispatcher), booked))
                .isEqualTo(id);
        assertThat(ofParcel(get("/api/dispatch/differences?limit=100", elsewhere), booked))
                .isNull();
        String station = "/api/station/differences/" + id + "/closing";
        String dispatch = "/api/dispatch/differences/" + id + "/closing";
        assertThat(post(station, Map.of("reason", "FOUND"), other).status()).isEqualTo(404);
        assertThat(post(station, Map.of("reason", "NODE_PAYS"), keeper).body())
                .containsEntry("code", "reason-not-yours");
        assertThat(post(dispatch, Map.of("reason", "NODE_PAYS"), elsewhere).status())
                .isEqualTo(404);
        var closed = post(dispatch, Map.of("reason", "NODE_PAYS", "note", "照价赔偿"), dispatcher);
        assertThat(closed.body()).containsEntry("state", "CLOSED").containsEntry("note", "照价赔偿");
        assertThat(post(dispatch, Map.of("reason", "NODE_PAYS"), dispatcher).status())
                .isEqualTo(200);
        assertThat(post(dispatch, Map.of("reason", "WRITTEN_OFF"), dispatcher).body())
                .containsEntry("code", "difference-closed");
        assertThat(ofParcel(get("/api/dispatch/differences?limit=100", dispatcher), booked))
                .isNull();
        assertThat(ofParcel(get("/api/dispatch/differences?limit=100&state=CLOSED", dispatcher), booked))
                .isEqualTo(id);
    }

    @Test
    void labelsArePrintedForWhoHoldsTheThingAndForNobodyElse() throws Exception {
        work.at(6, 30);
        Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
        String bag = work.bag(VILLAGE11, TOWN1);
        String keeper = token(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE11)));
        String other = token(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, TOWN1)));
        String label = "/api/station/parcels/" + booked.barcode() + "/label?node=";
        paperSays(label + VILLAGE11, keeper, booked.barcode(), "节点 " + VILLAGE11, "节点 " + VILLAGE12, booked.barcode());
        assertThat(work.does(PACK, VILLAGE11, booked.barcode(), null)).isEqualTo("AT_NODE");
        assertThat(work.does(BAG, VILLAGE11, booked.barcode(), bag)).isEqualTo("AT_NODE");
        String bagLabel = "/api/station/bags/" + bag + "/label?node=" + VILLAGE11;
        paperSays(bagLabel, keeper, "]C100" + bag, "节点 " + VILLAGE11, "节点 " + TOWN1, "1 件");
        assertThat(work.does(LOAD, VILLAGE11, null, bag)).isEqualTo("LOADED");
        String trip = "V11-T1/" + Work.DAY;
        paperSays(
                "/api/station/manifest?node=" + VILLAGE11 + "&trip=" + trip, keeper, trip, "交接清单", "节点 " + TOWN1, "合计");
        assertThat(printed(label + TOWN1, other)).startsWith("404");
        assertThat(printed(label + VILLAGE11, other)).startsWith("404");
        assertThat(printed("/api/station/bags/" + bag + "/label?node=" + TOWN1, other))
                .startsWith("404");
        assertThat(printed("/api/station/manifest?node=" + VILLAGE11 + "&trip=NONE/2026-11-23", keeper))
                .startsWith("404");
        assertThat(printed(label + VILLAGE11 + "&format=DOC", keeper)).startsWith("400");
    }

    /** The same on both kinds of paper. @param code on it @param words Chinese text of the PDF, whose font comes with it */
    private void paperSays(String path, String token, String code, String... words) throws Exception {
        var kind = code.contains("/") ? BarcodeFormat.QR_CODE : BarcodeFormat.CODE_128;
        var pdf = file(path, token);
        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(Paper.text(pdf.body())).contains(words);
        assertThat(Paper.read(Paper.rendered(pdf.body()), kind)).isEqualTo(code);
        var zpl = file(path + "&format=ZPL", token);
        assertThat(zpl.statusCode()).isEqualTo(200);
        assertThat(zpl.headers().firstValue("Content-Type")).contains("application/zpl");
        var label = new String(zpl.body(), StandardCharsets.US_ASCII);
        assertThat(Paper.read(Paper.printed(label), kind)).isEqualTo(code);
    }

    private java.net.http.HttpResponse<byte[]> file(String path, String token) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(server.getURI().resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private String printed(String path, String token) throws Exception {
        var answer = CLIENT.send(
                HttpRequest.newBuilder(server.getURI().resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        return answer.statusCode() + " "
                + answer.headers().firstValue("Content-Type").orElse("") + " " + answer.body();
    }

    private static String ofParcel(Answer answer, Booked booked) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.list("items").stream()
                .filter(item -> booked.barcode().equals(item.get("barcode")))
                .map(item -> (String) item.get("differenceId"))
                .findFirst()
                .orElse(null);
    }

    @Test
    void opensABagOncePerRequest() throws Exception {
        String keeper = token(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE11)));
        var order = Map.of("requestId", work.ids.next(), "node", VILLAGE11, "nextNode", TOWN1);
        var first = post("/api/station/bags", order, keeper);
        assertThat(first.status()).isEqualTo(201);
        assertThat(NumberKind.BAG.fits((String) first.body().get("sscc"))).isTrue();
        assertThat(post("/api/station/bags", order, keeper).body()).isEqualTo(first.body());
        var nowhere = Map.of("requestId", work.ids.next(), "node", VILLAGE11, "nextNode", HUB);
        assertThat(post("/api/station/bags", nowhere, keeper).body()).containsEntry("code", "no-connection");
    }

    @Test
    void strangersFindNothing() throws Exception {
        String consumer = token(null);
        String keeper = token(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, TOWN1)));
        assertThat(get("/api/station/parcels?node=" + VILLAGE11, null).status()).isEqualTo(401);
        assertThat(get("/api/station/parcels?node=" + VILLAGE11, consumer).status())
                .isEqualTo(404);
        assertThat(get("/api/station/parcels?node=" + VILLAGE11, keeper).status())
                .isEqualTo(404);
        assertThat(get("/api/station/parcels?node=NOWHERE", keeper).status()).isEqualTo(404);
        assertThat(get("/api/station/parcels?node=" + TOWN1 + "&cursor=%E6%A9%99", keeper)
                        .status())
                .isEqualTo(400);
        assertThat(post("/api/station/scans", Map.of("scans", List.of()), keeper)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aKeeperIsToldWhomToCallAboutAParcelThatWaitsAtHisOwnStation() throws Exception {
        Booked booked = work.book(StorageClass.DRY, 0, VILLAGE11);
        String keeper = token(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE11)));
        String door = "/api/station/parcels/" + booked.barcode() + "/recipient";
        assertThat(get(door + "?why=arrived", keeper).status())
                .as("not packed yet")
                .isEqualTo(404);
        pack(booked, keeper);
        assertThat(get(door, keeper).body()).containsEntry("code", "reason-missing");
        assertThat(get(door + "?why=x", keeper).status()).isEqualTo(400);
        assertThat(get(door + "?why=" + "x".repeat(201), keeper).status()).isEqualTo(400);
        assertThat(looks(booked)).isEmpty();
        var told = get(door + "?why=parcel%20arrived", keeper);
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.body())
                .containsOnly(
                        Map.entry("barcode", booked.barcode()),
                        Map.entry("name", "张三丰"),
                        Map.entry("phone", "13812345678"));
        assertThat(looks(booked)).containsExactly("parcel arrived");
        assertThat(pickup(booked, 0L, keeper).status()).isEqualTo(200);
        assertThat(get(door + "?why=again", keeper).status())
                .as("it waits no more")
                .isEqualTo(404);
        assertThat(looks(booked)).hasSize(1);
    }

    @Test
    void forAnybodyElseAndOfOtherParcelsThereIsNobodyToCall() throws Exception {
        Booked booked = work.book(StorageClass.DRY, 0, VILLAGE11);
        pack(booked, token(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE11))));
        String door = "/api/station/parcels/" + booked.barcode() + "/recipient?why=arrived";
        for (Grant grant : List.of(
                new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, TOWN1)),
                new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.NODE, VILLAGE11)),
                new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.SUBTREE, HUB)),
                new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, HUB)))) {
            var refused = get(door, token(grant));
            assertThat(refused.status()).as("%s", grant).isEqualTo(404);
            assertThat(refused.body()).containsEntry("code", "not-found");
        }
        assertThat(get(door, null).status()).isEqualTo(401);
        String keeper = token(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE11)));
        assertThat(get("/api/station/parcels/NOSUCH/recipient?why=x", keeper).body())
                .containsEntry("code", "not-found");
        Booked onItsWay = work.book(TOWN1, VILLAGE11);
        assertThat(get("/api/station/parcels/" + onItsWay.barcode() + "/recipient?why=early", keeper)
                        .status())
                .isEqualTo(404);
        assertThat(looks(booked)).isEmpty();
        assertThat(work.sql.list(
                        "SELECT state_after FROM ker_trail WHERE act = 'logistics.recipient.refused' AND subject = ?",
                        row -> row.string("state_after"),
                        booked.barcode()))
                .as("the keeper of another station; others have no such door")
                .containsExactly("not-found");
    }

    private void pack(Booked booked, String keeper) throws Exception {
        var scan = Map.of(
                "scanId",
                work.ids.next(),
                "scanner",
                "gun-7",
                "kind",
                "PACK",
                "node",
                VILLAGE11,
                "parcel",
                booked.barcode());
        assertThat(post("/api/station/scans", Map.of("scans", List.of(scan)), keeper)
                        .list("results"))
                .extracting(row -> row.get("outcome"))
                .containsExactly("APPLIED");
    }

    /** @return why the recipient of a parcel was looked at */
    private List<String> looks(Booked booked) {
        return work.sql.list(
                "SELECT why FROM acc_look WHERE what = ?",
                row -> row.string("why"),
                "recipient of " + booked.barcode());
    }

    @Test
    void flowsAreTheCountyOperatorsAlone() throws Exception {
        String operator = token(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, HUB)));
        String ofTown = token(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, TOWN1)));
        var flows = get("/api/county/flows?from=2026-01-01&to=2026-12-31", operator);
        assertThat(flows.status()).isEqualTo(200);
        assertThat(flows.body()).containsKeys("up", "down", "across", "out");
        assertThat(get("/api/county/flows", operator).status()).isEqualTo(200);
        assertThat(get("/api/county/flows?from=2026-02-01&to=2026-01-01", operator)
                        .status())
                .isEqualTo(400);
        assertThat(get("/api/county/flows", ofTown).status()).isEqualTo(404);
        assertThat(get("/api/county/flows", token(null)).status()).isEqualTo(404);
    }

    private Answer pickup(Booked booked, long cashFen, String token) throws Exception {
        return post(
                "/api/station/pickups",
                Map.of(
                        "requestId",
                        work.ids.next(),
                        "node",
                        VILLAGE11,
                        "pickupCode",
                        work.code(booked),
                        "cashFen",
                        cashFen),
                token);
    }

    private String token(Grant grant) throws Exception {
        String phone = "139" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
        String account = accounts.register(phone, PASSWORD, "张三丰");
        if (grant != null) {
            accounts.grant(account, grant, "system");
        }
        var tokens = post("/api/auth/sign-in", Map.of("phone", phone, "password", PASSWORD), null);
        return (String) tokens.body().get("accessToken");
    }

    private Answer get(String path, String token) throws Exception {
        return send(HttpRequest.newBuilder(server.getURI().resolve(path)).GET(), token);
    }

    private Answer post(String path, Object body, String token) throws Exception {
        return send(
                HttpRequest.newBuilder(server.getURI().resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))),
                token);
    }

    @SuppressWarnings("unchecked")
    private Answer send(HttpRequest.Builder request, String token) throws Exception {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        Map<String, Object> body = answer.body().length == 0 ? Map.of() : json.readValue(answer.body(), Map.class);
        return new Answer(answer.statusCode(), body);
    }
}
