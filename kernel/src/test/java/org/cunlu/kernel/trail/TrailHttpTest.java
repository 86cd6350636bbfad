package org.cunlu.kernel.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrailHttpTest implements TestPropertyProvider {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Inject
    EmbeddedServer server;

    @Inject
    Transactions transactions;

    @Inject
    Trail trail;

    @Inject
    Sql sql;

    @Inject
    JsonMapper json;

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("trail-http", Server.DATABASE));
        properties.put("test.door", "open");
        return properties;
    }

    @BeforeAll
    void fiftyRowsOfTwoCounties() {
        for (int i = 0; i < 50; i++) {
            int row = i;
            transactions.run(
                    () -> trail.record(row % 5 == 0 ? "five" : "other", "test.act" + row % 2, "s" + row, "a", "b"));
        }
        transactions.run(
                () -> sql.change("UPDATE ker_trail SET county_code = '500999' WHERE subject IN ('s1', 's5', 's49')"));
    }

    @Test
    void showsOnesOwnCountyNewestFirstPageByPage() throws Exception {
        var seen = new ArrayList<String>();
        String query = "?limit=20";
        do {
            Map<?, ?> page = read(get(query, "COUNTY_OPERATOR", "500233"));
            ((List<?>) page.get("items")).forEach(item -> seen.add((String) ((Map<?, ?>) item).get("subject")));
            query = page.get("next") == null ? null : "?limit=20&cursor=" + page.get("next");
        } while (query != null);
        assertThat(seen)
                .hasSize(47)
                .doesNotContain("s1", "s5", "s49")
                .startsWith("s48", "s47")
                .endsWith("s2", "s0");
    }

    @Test
    void filtersByActorActAndSubject() throws Exception {
        assertThat(subjects("?actor=five&act=test.act1&limit=100")).containsExactly("s45", "s35", "s25", "s15");
        assertThat(subjects("?subject=s7")).containsExactly("s7");
        assertThat(subjects("?subject=s5")).isEmpty();
        assertThat(subjects("?actor=nobody")).isEmpty();
    }

    @Test
    void whoHasNoCountySeesNothingAndWhoHasNotTheRoleFindsNoSuchAddress() throws Exception {
        assertThat((List<?>) read(get("", "COUNTY_OPERATOR", "500234")).get("items"))
                .isEmpty();
        assertThat((List<?>) read(get("", "COUNTY_OPERATOR", null)).get("items"))
                .isEmpty();
        assertThat(get("", "DISPATCHER", "500233").statusCode()).isEqualTo(404);
        assertThat(get("", null, null).statusCode()).isEqualTo(401);
        assertThat(get("?cursor=zz", "COUNTY_OPERATOR", "500233").statusCode()).isEqualTo(400);
    }

    private List<String> subjects(String query) throws Exception {
        return ((List<?>) read(get(query, "COUNTY_OPERATOR", "500233")).get("items"))
                .stream()
                        .map(item -> (String) ((Map<?, ?>) item).get("subject"))
                        .toList();
    }

    private Map<?, ?> read(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readValue(answer.body(), Map.class);
    }

    private HttpResponse<String> get(String query, String role, String subtree) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.getURL() + "/api/county/trail" + query));
        if (role != null) {
            request.header(Door.ROLE, role);
        }
        if (subtree != null) {
            request.header(Door.SUBTREE, subtree);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
