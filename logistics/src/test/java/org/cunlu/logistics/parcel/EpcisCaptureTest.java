package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An outside system hands in what it saw: all of a document or nothing, once, and nothing of ours moves. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EpcisCaptureTest implements TestPropertyProvider {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

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
    void whatWasSeenIsKeptAsTheirsToldInTheSameRowAndMovesNothing() throws Exception {
        var booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
        work.does(PACK, VILLAGE11, booked.barcode(), null);
        String epc = "urn:cunlu:parcel:" + booked.barcode();
        var before = work.kept(booked);
        work.at(6, 40);
        var answer = capture(document(List.of(event("urn:uuid:" + work.ids.next(), epc))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String job = answer.headers().firstValue("Location").orElseThrow();
        assertThat(read(get(job, "KEY_EPCIS_CAPTURE")))
                .containsEntry("success", true)
                .containsEntry("running", false)
                .containsEntry("events", 1)
                .containsEntry("repeated", 0);
        assertThat(work.kept(booked)).isEqualTo(before);
        work.at(6, 50);
        assertThat(asked("MATCH_epc=" + epc))
                .extracting(event -> event.get("bizStep") + " " + event.get("cunlu:capturedBy"))
                .containsExactly("packing null", "https://ref.gs1.org/cbv/BizStep-receiving key:test");
        // Page by page they come in the same row.
        assertThat(asked("MATCH_epc=" + epc + "&perPage=1")).hasSize(2);
        String only = "MATCH_epc=" + epc + "&";
        assertThat(asked(only + "EQ_bizStep=receiving")).hasSize(1);
        assertThat(asked(only + "EQ_bizStep=urn:epcglobal:cbv:bizstep:receiving"))
                .hasSize(1);
        assertThat(asked(only + "EQ_readPoint=urn:epc:id:sgln:6990233.00001.0")).hasSize(1);
        assertThat(asked(only + "GE_eventTime=2026-11-23T05:00:01Z")).isEmpty();
        assertThat(asked("MATCH_parentID=urn:epc:id:sscc:6990233.1234567890")).isNotEmpty();
    }

    @Test
    void theSameEventIsKeptOnceAlsoWhenSeveralSendItAtOnce() throws Exception {
        String epc = "urn:epc:id:sgtin:0614141.107346." + work.ids.next();
        byte[] document = document(List.of(event(null, epc), event("urn:uuid:" + work.ids.next(), epc)));
        var answers = Rivals.all(4, rival -> {
            try {
                return capture(document).statusCode();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(answers).containsOnly(202);
        work.at(6, 50);
        assertThat(asked("MATCH_anyEPC=" + epc)).hasSize(2);
    }

    @Test
    void ofADocumentWithOneBadEventNothingIsKeptAndTheFieldIsNamed() throws Exception {
        String epc = "urn:epc:id:sgtin:0614141.107346." + work.ids.next();
        for (var wrong : List.of(
                Map.entry("type", "Scan"),
                Map.entry("action", "REMOVE"),
                Map.entry("eventTime", "2026-11-23T13:00:00"),
                Map.entry("eventTimeZoneOffset", "Z"),
                Map.entry("epcList", "CN1"),
                Map.entry("bizStep", "a step"))) {
            var bad = event("urn:uuid:" + work.ids.next(), epc);
            bad.put(wrong.getKey(), wrong.getValue());
            var answer = capture(document(List.of(event("urn:uuid:" + work.ids.next(), epc), bad)));
            assertThat(answer.statusCode()).as(wrong.toString()).isEqualTo(400);
            assertThat(answer.body()).contains("epcis-event", "epcisBody.eventList[1]." + wrong.getKey());
        }
        work.at(6, 50);
        assertThat(asked("MATCH_anyEPC=" + epc)).isEmpty();
    }

    @Test
    void whatIsNoDocumentOrTooLongIsRefused() throws Exception {
        for (String text : List.of(
                "",
                "null",
                "[]",
                "{\"type\":\"EPCISDocument\"}",
                "{\"type\":\"EPCISDocument\",\"schemaVersion\":\"1.2\",\"epcisBody\":{\"eventList\":[{}]}}",
                "{\"type\":\"EPCISDocument\",\"schemaVersion\":\"2.0\",\"epcisBody\":{\"eventList\":[]}}")) {
            assertThat(capture(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .statusCode())
                    .as(text)
                    .isEqualTo(400);
        }
        var many = new ArrayList<>(Collections.nCopies(500, event(null, "urn:epc:id:sgtin:0614141.107346.1")));
        assertThat(capture(document(many)).statusCode()).isEqualTo(202);
        many.add(event(null, "urn:epc:id:sgtin:0614141.107346.1"));
        assertThat(capture(document(many)).statusCode()).isEqualTo(400);
    }

    @Test
    void onlyAKeyThatMayHandsIn() throws Exception {
        var uri = server.getURI().resolve("/api/epcis/capture");
        var body = document(List.of(event(null, "urn:epc:id:sgtin:0614141.107346.1")));
        assertThat(CLIENT.send(
                                HttpRequest.newBuilder(uri)
                                        .header("Test-Key", "KEY_EPCIS_QUERY")
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofByteArray(body))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isIn(403, 404);
        assertThat(get("/api/epcis/capture/0000000000000", "KEY_EPCIS_CAPTURE").statusCode())
                .isEqualTo(404);
    }

    private Map<String, Object> event(String id, String epc) {
        var event = new HashMap<String, Object>();
        event.put("type", "ObjectEvent");
        if (id != null) {
            event.put("eventID", id);
        }
        event.put("action", "OBSERVE");
        event.put("bizStep", "https://ref.gs1.org/cbv/BizStep-receiving");
        event.put("eventTime", "2026-11-23T13:00:00+08:00");
        event.put("eventTimeZoneOffset", "+08:00");
        event.put("epcList", List.of(epc));
        event.put("parentID", "urn:epc:id:sscc:6990233.1234567890");
        event.put("readPoint", Map.of("id", "urn:epc:id:sgln:6990233.00001.0"));
        return event;
    }

    private byte[] document(List<Map<String, Object>> events) throws Exception {
        return json.writeValueAsBytes(Map.of(
                "@context",
                "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
                "type",
                "EPCISDocument",
                "schemaVersion",
                "2.0",
                "creationDate",
                "2026-11-23T13:00:00+08:00",
                "epcisBody",
                Map.of("eventList", events)));
    }

    private HttpResponse<String> capture(byte[] document) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(server.getURI().resolve("/api/epcis/capture"))
                        .header("Test-Key", "KEY_EPCIS_CAPTURE")
                        .header("Content-Type", "application/ld+json")
                        .POST(BodyPublishers.ofByteArray(document))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String role) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(server.getURI().resolve(path))
                        .header("Test-Key", role)
                        .build(),
                BodyHandlers.ofString());
    }

    /** All pages of an answer. */
    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> asked(String query) throws Exception {
        var all = new ArrayList<Map<String, Object>>();
        String path = "/api/epcis/events?" + query;
        while (path != null) {
            var answer = get(path, "KEY_EPCIS_QUERY");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            var body = (Map<String, Object>) read(answer).get("epcisBody");
            var results = (Map<String, Object>) body.get("queryResults");
            all.addAll((List<Map<String, Object>>) ((Map<String, Object>) results.get("resultsBody")).get("eventList"));
            path = answer.headers()
                    .firstValue("Link")
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .orElse(null);
        }
        return all;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> read(HttpResponse<String> answer) throws Exception {
        return json.readValue(answer.body(), Map.class);
    }
}
