package org.cunlu.kernel.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Door;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLetterHttpTest implements TestPropertyProvider {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Inject
    EmbeddedServer server;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Inject
    JsonMapper json;

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("letters", Server.DATABASE));
        properties.put("test.door", "open");
        return properties;
    }

    @BeforeEach
    void twentyFiveDead() {
        transactions.run(() -> {
            sql.change("DELETE FROM ker_inbox");
            sql.change("DELETE FROM ker_outbox");
            for (int i = 10; i < 35; i++) {
                String id = "0AAAAAAAAAA" + i;
                sql.change(
                        "INSERT INTO ker_inbox (event_id, subscriber, topic, state, attempts, last_error, first_seen)"
                                + " VALUES (?, 'a.b', 'a.c', 'DEAD', 8, 'IllegalStateException', UTC_TIMESTAMP(3))",
                        id);
                if (i < 34) {
                    sql.change(
                            "INSERT INTO ker_outbox (event_id, topic, subject, county_code, version, payload,"
                                    + " occurred_at, recorded_at)"
                                    + " VALUES (?, 'a.c', 's', '1', 1, '{}', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                            id);
                }
            }
        });
    }

    @Test
    void pagesShowEachOnceInOrder() throws Exception {
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = read(send("GET", "?limit=10" + (cursor == null ? "" : "&cursor=" + cursor), 200));
            for (Object item : (List<?>) page.get("items")) {
                seen.add((String) ((Map<?, ?>) item).get("eventId"));
            }
            cursor = (String) page.get("next");
        } while (cursor != null);
        assertThat(seen).hasSize(25).isSorted().doesNotHaveDuplicates();
        assertThat(read(send("GET", "?cursor=rubbish", 400))).containsEntry("field", "cursor");
    }

    @Test
    void replayRevivesOnceAndLeavesATrail() throws Exception {
        send("POST", "/a.b/0AAAAAAAAAA10/replay", 202);
        assertThat(state("0AAAAAAAAAA10")).isEqualTo("FAILED 0");
        send("POST", "/a.b/0AAAAAAAAAA10/replay", 404);
        assertThat(sql.one(
                                "SELECT actor FROM ker_trail WHERE act = 'county.dead-letter-replayed' AND subject = ?",
                                row -> row.string("actor"),
                                "0AAAAAAAAAA10 a.b")
                        .orElseThrow())
                .isEqualTo(Door.ACCOUNT);
    }

    @Test
    void whatHasNoEventStaysDead() throws Exception {
        assertThat(read(send("POST", "/a.b/0AAAAAAAAAA34/replay", 409))).containsEntry("code", "nothing-to-replay");
        assertThat(state("0AAAAAAAAAA34")).isEqualTo("DEAD 8");
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        send("POST", "/other/0AAAAAAAAAA10/replay", 404);
        send("POST", "/a.b/0AAAAAAAAAA99/replay", 404);
    }

    private String state(String eventId) {
        return sql.one(
                        "SELECT state, attempts FROM ker_inbox WHERE event_id = ?",
                        row -> row.string("state") + " " + row.integer("attempts"),
                        eventId)
                .orElseThrow();
    }

    private HttpResponse<String> send(String method, String path, int status) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.getURL() + "/api/county/dead-letters" + path))
                .header(Door.ROLE, "COUNTY_OPERATOR")
                .method(method, BodyPublishers.noBody());
        var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private Map<String, Object> read(HttpResponse<String> answer) throws Exception {
        return json.readValue(answer.body(), Argument.mapOf(String.class, Object.class));
    }
}
