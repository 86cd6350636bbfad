package org.cunlu.accounts.realname;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Looks;
import org.cunlu.accounts.NameService;
import org.cunlu.accounts.NameService.Answer;
import org.cunlu.accounts.RealNames;
import org.cunlu.accounts.VerifiedNames;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The adapter of a verification service, against a provider that stands in for one. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpNameServiceTest implements TestPropertyProvider {
    private static final String NUMBER = "11010519491231002X";
    private static final String KEY = "key-of-the-county";

    @Inject
    EmbeddedServer server;

    @Inject
    NameService service;

    @Inject
    RealNames realNames;

    @Inject
    VerifiedNames names;

    @Inject
    Looks looks;

    @Inject
    Transactions transactions;

    private final Map<String, String> heard = new ConcurrentHashMap<>();
    private HttpServer provider;
    private volatile String says = "{\"match\": true}";
    private volatile int status = 200;

    @Override
    public Map<String, String> getProperties() {
        provider = standIn();
        var room = new LinkedHashMap<>(TestServers.properties("name-service", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        room.put(
                "cunlu.accounts.name-service.url",
                "http://127.0.0.1:" + provider.getAddress().getPort() + "/check");
        room.put("cunlu.accounts.name-service.key", KEY);
        room.put("cunlu.accounts.name-service.patience", "1s");
        return room;
    }

    @AfterAll
    void close() {
        provider.stop(0);
    }

    @Test
    void asksWithItsKeyAndUnderstandsBothAnswers() {
        answers(200, "{\"match\": true, \"serial\": \"1\"}");
        assertThat(service.check("ID_CARD", "张三丰", NUMBER)).isEqualTo(Answer.MATCH);
        assertThat(heard)
                .containsEntry("authorization", "Bearer " + KEY)
                .containsEntry("body", "{\"document\":\"ID_CARD\",\"name\":\"张三丰\",\"number\":\"" + NUMBER + "\"}");
        answers(200, "{\"match\": false}");
        assertThat(service.check("ID_CARD", "张三丰", NUMBER)).isEqualTo(Answer.NO_MATCH);
    }

    @Test
    void takesNothingElseForAnAnswer() {
        for (String odd : new String[] {"", "yes", "{}", "{\"match\": \"true\"}", "[true]", "{\"match\": null}"}) {
            answers(200, odd);
            assertThat(service.check("ID_CARD", "张三丰", NUMBER)).as(odd).isEqualTo(Answer.UNAVAILABLE);
        }
        answers(500, "{\"match\": true}");
        assertThat(service.check("ID_CARD", "张三丰", NUMBER)).isEqualTo(Answer.UNAVAILABLE);
        answers(302, "{\"match\": true}");
        assertThat(service.check("ID_CARD", "张三丰", NUMBER)).isEqualTo(Answer.UNAVAILABLE);
    }

    @Test
    void isNotAskedInsideATransaction() {
        assertThatThrownBy(() -> transactions.run(() -> service.check("ID_CARD", "张三丰", NUMBER)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void decidesWhatItKnowsAndLeavesTheRestToPeople() {
        Door door = Door.at(server);
        answers(200, "{\"match\": true}");
        var known = door.signUp(Door.anyPhone());
        handIn(door, known, "50023319800101001");
        assertThat(realNames.of(known.text("accountId"))).isPresent();
        answers(200, "{\"match\": false}");
        var liar = door.signUp(Door.anyPhone());
        handIn(door, liar, "50023319800101002");
        assertThat(state(door, liar)).isEqualTo("DECLINED");
        answers(503, "");
        var unlucky = door.signUp(Door.anyPhone());
        handIn(door, unlucky, "50023319800101003");
        assertThat(state(door, unlucky)).isEqualTo("PENDING");
        // It matches, and stands for another already: a person looks into it.
        answers(200, "{\"match\": true}");
        var copy = door.signUp(Door.anyPhone());
        handIn(door, copy, "50023319800101001");
        assertThat(state(door, copy)).isEqualTo("PENDING");
        assertThat(realNames.of(copy.text("accountId"))).isEmpty();
    }

    @Test
    void aVerifiedNameIsOpenedOnlyAfterTheLookIsWrittenDown() {
        Door door = Door.at(server);
        answers(200, "{\"match\": true}");
        String known = door.signUp(Door.anyPhone()).text("accountId");
        var verified = door.signUp(Door.anyPhone());
        handIn(door, verified, "50023319800101009");
        String seen = verified.text("accountId");
        var inspector = new Caller(
                "INSPECTOR0001", List.of(new Grant(Role.INSPECTOR, new Scope(Scope.Kind.SUBTREE, "500233"))));
        assertThatThrownBy(() -> names.reveal(inspector, List.of(seen), "input-ledger", " "))
                .isInstanceOf(ProblemException.class);
        assertThat(looks.at(seen, null, 9).items()).isEmpty();
        assertThat(names.reveal(inspector, List.of(seen, known), "input-ledger", "inspection"))
                .containsExactly(Map.entry(seen, "张三丰"));
        assertThat(looks.at(seen, null, 9).items()).singleElement().satisfies(look -> {
            assertThat(look.what()).isEqualTo("input-ledger");
            assertThat(look.why()).isEqualTo("inspection");
        });
    }

    private void answers(int withStatus, String body) {
        status = withStatus;
        says = body;
    }

    private static void handIn(Door door, Door.Answer who, String seventeen) {
        var body = Map.of("document", "ID_CARD", "name", "张三丰", "number", IdentityDocumentTest.numbered(seventeen));
        assertThat(door.send("PUT", "/api/auth/real-name", body, "Bearer " + who.text("accessToken"))
                        .is(200)
                        .body())
                .containsEntry("state", "PENDING");
    }

    private static String state(Door door, Door.Answer who) {
        return door.get("/api/auth/real-name", who.text("accessToken")).is(200).text("state");
    }

    private HttpServer standIn() {
        try {
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/check", exchange -> {
                heard.put("authorization", exchange.getRequestHeaders().getFirst("Authorization"));
                heard.put("body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] body = says.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            http.start();
            return http;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
