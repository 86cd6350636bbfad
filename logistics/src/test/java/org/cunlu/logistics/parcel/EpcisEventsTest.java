package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.UNBAG;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An outside system asks for events of goods by the parameters of EPCIS 2.0. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EpcisEventsTest implements TestPropertyProvider {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    @Inject
    EmbeddedServer server;

    @Inject
    JsonMapper json;

    @Inject
    Work work;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void atHalfPastSix() {
        work.at(6, 30);
    }

    @Test
    void aParcelsWayIsToldAsEventsInTheWordsOfTheStandard() throws Exception {
        Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
        work.does(PACK, VILLAGE11, booked.barcode(), null);
        String bag = work.bag(VILLAGE11, TOWN1);
        work.does(BAG, VILLAGE11, booked.barcode(), bag);
        work.does(OUT, VILLAGE11, null, bag);
        work.at(7, 40);
        work.does(IN, TOWN1, null, bag);
        work.does(UNBAG, TOWN1, booked.barcode(), bag);
        work.at(8, 0);

        var answer = ask("MATCH_epc=" + epc(booked));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("GS1-EPCIS-Version")).contains("2.0.0");
        var document = read(answer);
        assertThat(document).containsEntry("type", "EPCISQueryDocument").containsEntry("schemaVersion", "2.0");
        assertThat(document.get("@context").toString())
                .contains("https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld");
        var events = events(document);
        assertThat(events)
                .extracting(event -> event.get("type") + " " + event.get("action") + " " + event.get("bizStep"))
                .containsExactly(
                        "ObjectEvent ADD packing",
                        "AggregationEvent ADD packing",
                        "ObjectEvent OBSERVE departing",
                        "ObjectEvent OBSERVE arriving",
                        "AggregationEvent DELETE unpacking");
        assertThat(events.get(1))
                .containsEntry("parentID", "https://id.gs1.org/00/" + bag)
                .containsEntry("childEPCs", List.of("urn:cunlu:parcel:" + booked.barcode()))
                .containsEntry("eventTime", "2026-11-23T06:30:00.000+08:00")
                .containsEntry("eventTimeZoneOffset", "+08:00")
                .containsEntry("recordTime", "2026-11-22T22:30:00.000Z")
                .containsEntry("readPoint", Map.of("id", "urn:cunlu:node:" + VILLAGE11));
        assertThat(events.get(4)).containsEntry("parentID", "https://id.gs1.org/00/" + bag);
        assertThat(events.get(2)).doesNotContainKey("bizLocation");
        assertThat(events.get(2).get("bizTransactionList").toString()).contains("urn:cunlu:trip:V11-T1/2026-11-23");
        assertThat(events).extracting(event -> event.get("eventID")).doesNotHaveDuplicates();
        assertThat(answer.body()).doesNotContain("RECIPIENT").doesNotContain("KEEPER");
        // Asked again, the same events have the same ids.
        assertThat(events(read(ask("MATCH_epc=" + epc(booked))))).isEqualTo(events);
    }

    @Test
    void eachParameterNarrowsAndTheyNarrowTogether() throws Exception {
        Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
        work.does(PACK, VILLAGE11, booked.barcode(), null);
        work.at(6, 40);
        String bag = work.bag(VILLAGE11, TOWN1);
        work.does(BAG, VILLAGE11, booked.barcode(), bag);
        work.at(6, 50);
        work.does(OUT, VILLAGE11, null, bag);
        work.at(7, 40);
        work.does(IN, TOWN1, null, bag);
        work.at(8, 0);
        String of = "MATCH_epc=" + epc(booked) + "&";
        assertThat(steps(of + "EQ_bizStep=departing")).containsExactly("departing");
        assertThat(steps(of + "EQ_bizStep=" + coded("https://ref.gs1.org/cbv/BizStep-departing")
                        + "&EQ_bizStep=arriving"))
                .containsExactly("departing", "arriving");
        assertThat(steps(of + "EQ_bizStep=" + coded("departing|arriving"))).hasSize(2);
        assertThat(steps(of + "eventType=AggregationEvent")).containsExactly("packing");
        assertThat(steps(of + "eventType=TransformationEvent")).isEmpty();
        assertThat(steps(of + "EQ_action=ADD")).containsExactly("packing", "packing");
        assertThat(steps(of + "EQ_disposition=in_transit")).containsExactly("departing");
        assertThat(steps(of + "EQ_readPoint=urn:cunlu:node:" + TOWN1)).containsExactly("arriving");
        assertThat(steps(of + "EQ_readPoint=urn:cunlu:node:" + TOWN1 + "&EQ_bizStep=departing"))
                .isEmpty();
        // From the very moment, and up to it but not at it.
        assertThat(steps(of + "GE_eventTime=" + coded("2026-11-23T06:40:00+08:00") + "&LT_eventTime="
                        + coded("2026-11-23T06:50:00.000+08:00")))
                .containsExactly("packing");
        assertThat(steps(of + "GE_recordTime=2026-11-22T23:40:00Z")).containsExactly("arriving");
        assertThat(steps(of + "LT_recordTime=2026-11-22T22:40:00Z")).containsExactly("packing");
        assertThat(steps("MATCH_parentID=https://id.gs1.org/00/" + bag)).containsExactly("packing");
        assertThat(steps("MATCH_anyEPC=https://id.gs1.org/00/" + bag)).containsExactly("packing");
        assertThat(steps("MATCH_anyEPC=" + epc(booked))).hasSize(4);
        assertThat(steps("MATCH_epc=urn:epc:id:sgtin:0614141.107346.2018")).isEmpty();
        assertThat(steps("MATCH_anyEPC=urn:epc:id:sgtin:0614141.107346.2018")).isEmpty();
    }

    @Test
    void pagesFollowEachOtherWithoutGapAndWithoutRepetition() throws Exception {
        var all = new ArrayList<String>();
        var expected = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
            work.does(PACK, VILLAGE11, booked.barcode(), null);
            expected.add("urn:cunlu:parcel:" + booked.barcode());
        }
        work.at(6, 31);
        String filter = "MATCH_epc=" + coded(String.join("|", expected));
        var answer = ask(filter + "&perPage=3");
        for (int page = 1; ; page++) {
            events(read(answer))
                    .forEach(event ->
                            all.add(((List<?>) event.get("epcList")).getFirst().toString()));
            var next = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
            if (!next.find()) {
                assertThat(page).isEqualTo(3);
                break;
            }
            answer = get(URI.create(next.group(1)), "KEY_EPCIS_QUERY");
        }
        assertThat(all).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        assertThat(ask(filter + "&perPage=7").headers().firstValue("Link")).isEmpty();
    }

    @Test
    void whatIsNotSettledYetIsNotTold() throws Exception {
        Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
        work.does(PACK, VILLAGE11, booked.barcode(), null);
        assertThat(steps("MATCH_epc=" + epc(booked))).isEmpty();
        work.at(6, 31);
        assertThat(steps("MATCH_epc=" + epc(booked))).hasSize(1);
    }

    @Test
    void aQueryThatIsWrongIsRefusedAndNotWidened() throws Exception {
        for (String wrong : List.of(
                "EQ_bizstep=packing",
                "EQ_transformationID=1",
                "eventType=Scan",
                "EQ_action=REMOVE",
                "GE_eventTime=yesterday",
                "GE_eventTime=2026-11-23T06:40:00",
                "perPage=0",
                "perPage=many",
                "nextPageToken=CN1",
                "EQ_bizStep=" + coded("x' OR '1'='1"))) {
            var answer = ask(wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(read(answer)).as(wrong).containsEntry("code", "epcis-query-parameter");
        }
    }

    @Test
    void onlyAKeyOfThatScopeComesInAndGetsLinkedDataWhenItAsks() throws Exception {
        var uri = server.getURI().resolve("/api/epcis/events?perPage=1");
        assertThat(get(uri, null).statusCode()).isEqualTo(401);
        assertThat(get(uri, "KEY_EPCIS_CAPTURE").statusCode()).isIn(403, 404);
        var linked = CLIENT.send(
                HttpRequest.newBuilder(uri)
                        .header("Test-Key", "KEY_EPCIS_QUERY")
                        .header("Accept", "application/ld+json")
                        .build(),
                BodyHandlers.ofString());
        assertThat(linked.statusCode()).isEqualTo(200);
        assertThat(linked.headers().firstValue("Content-Type").orElse("")).startsWith("application/ld+json");
    }

    private static String epc(Booked booked) {
        return "urn:cunlu:parcel:" + booked.barcode();
    }

    private static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<Object> steps(String query) throws Exception {
        var answer = ask(query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return events(read(answer)).stream().map(event -> event.get("bizStep")).toList();
    }

    private HttpResponse<String> ask(String query) throws Exception {
        return get(server.getURI().resolve("/api/epcis/events?" + query), "KEY_EPCIS_QUERY");
    }

    private HttpResponse<String> get(URI uri, String role) throws Exception {
        var request = HttpRequest.newBuilder(server.getURI().resolve(uri));
        if (role != null) {
            request.header("Test-Key", role);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> read(HttpResponse<String> answer) throws Exception {
        return json.readValue(answer.body(), Map.class);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> events(Map<String, Object> document) {
        var body = (Map<String, Object>) document.get("epcisBody");
        var results = (Map<String, Object>) body.get("queryResults");
        return (List<Map<String, Object>>) ((Map<String, Object>) results.get("resultsBody")).get("eventList");
    }
}
