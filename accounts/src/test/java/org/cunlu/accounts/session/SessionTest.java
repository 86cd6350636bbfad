package org.cunlu.accounts.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.MovableTime;
import org.cunlu.accounts.Sessions;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.privacy.Unguessable;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions on two instances over one database. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTest implements TestPropertyProvider {
    private static final Duration FELT_EVERYWHERE = Duration.ofSeconds(2);

    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    MovableTime time;

    @Inject
    SessionHousekeeping housekeeping;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private final Map<String, String> room = new LinkedHashMap<>();
    private EmbeddedServer otherServer;
    private Door door;
    private Door otherDoor;
    private String phone;
    private Answer tokens;

    @Override
    public Map<String, String> getProperties() {
        room.putAll(TestServers.properties("sessions", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        return room;
    }

    @BeforeAll
    void startAnotherInstance() {
        otherServer = ApplicationContext.run(EmbeddedServer.class, new LinkedHashMap<String, Object>(room), "test");
    }

    @AfterAll
    void stopIt() {
        otherServer.close();
    }

    @BeforeEach
    void signUp() {
        time.stop();
        door = Door.at(server);
        otherDoor = Door.at(otherServer);
        phone = Door.anyPhone();
        tokens = door.signUp(phone);
    }

    @AfterEach
    void leave() {
        time.goOn();
    }

    @Test
    void oneInstancesTokenIsGoodOnTheOther() {
        otherDoor.get("/api/auth/me", access()).is(200);
        otherDoor.refresh(refresh()).is(200);
    }

    @Test
    void signingOutEndsTheTokenAtOnceHereAndSoonElsewhere() {
        otherDoor.get("/api/auth/me", access()).is(200);
        door.get("/api/auth/me", access()).is(200);
        door.post("/api/auth/sign-out", null, access()).is(204);
        long ended = System.nanoTime();
        door.get("/api/auth/me", access()).is(401, "session-over");
        await().atMost(FELT_EVERYWHERE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> otherDoor.get("/api/auth/me", access()).is(401, "session-over"));
        System.out.println("felt elsewhere after " + (System.nanoTime() - ended) / 1_000_000 + " ms");
        door.refresh(refresh()).is(401, "refresh-token-invalid");
    }

    @Test
    void signingOutLeavesTheOtherDeviceSignedIn() {
        Answer phoneTokens = door.signIn(phone, Door.PASSWORD).is(200);
        door.post("/api/auth/sign-out", null, access()).is(204);
        door.get("/api/auth/me", phoneTokens.text("accessToken")).is(200);
    }

    @Test
    void aRoleGivenOrTakenIsFeltAtOnceHereAndSoonElsewhere() {
        var keeper = new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, "500233112203"));
        otherDoor.get("/api/probe/keeper", access()).is(404, "not-found");
        door.get("/api/probe/keeper", access()).is(404, "not-found");
        accounts.grant(tokens.text("accountId"), keeper, "system");
        door.get("/api/probe/keeper", access()).is(200);
        await().atMost(FELT_EVERYWHERE)
                .untilAsserted(
                        () -> otherDoor.get("/api/probe/keeper", access()).is(200));
        accounts.revoke(tokens.text("accountId"), keeper, "system");
        door.get("/api/probe/keeper", access()).is(404, "not-found");
        await().atMost(FELT_EVERYWHERE)
                .untilAsserted(
                        () -> otherDoor.get("/api/probe/keeper", access()).is(404));
    }

    @Test
    void suspensionIsFeltAtOnceHereAndSoonElsewhere() {
        otherDoor.get("/api/auth/me", access()).is(200);
        accounts.suspend(tokens.text("accountId"), "system");
        assertThat(door.get("/api/auth/me", access()).status()).isEqualTo(401);
        await().atMost(FELT_EVERYWHERE)
                .untilAsserted(() -> otherDoor.get("/api/auth/me", access()).is(401));
    }

    @Test
    void aRefreshTokenIsGoodForOneExchange() {
        Answer next = door.refresh(refresh()).is(200);
        assertThat(next.text("refreshToken")).isNotEqualTo(refresh());
        door.get("/api/auth/me", next.text("accessToken")).is(200);
        door.refresh(refresh()).is(401, "refresh-token-invalid");
        door.refresh(next.text("refreshToken")).is(200);
    }

    @Test
    void aRefreshTokenThatComesBackLaterEndsItsWholeFamily() {
        Answer next = door.refresh(refresh()).is(200);
        time.forward(SessionBook.RIVALRY.plusSeconds(1));
        door.get("/api/auth/me", next.text("accessToken")).is(200);
        door.refresh(refresh()).is(401, "refresh-token-invalid");
        door.get("/api/auth/me", next.text("accessToken")).is(401, "session-over");
        door.refresh(next.text("refreshToken")).is(401, "refresh-token-invalid");
        door.signIn(phone, Door.PASSWORD).is(200);
    }

    @Test
    void ofRivalsWithOneRefreshTokenOneWinsAndGoesOn() throws Exception {
        for (int round = 0; round < 5; round++) {
            String contested = door.signIn(phone, Door.PASSWORD).is(200).text("refreshToken");
            var won = new ArrayList<Answer>();
            try (var crowd = Executors.newFixedThreadPool(8)) {
                var tries = new ArrayList<Callable<Answer>>();
                for (int i = 0; i < 8; i++) {
                    Door through = i % 2 == 0 ? door : otherDoor;
                    tries.add(() -> through.refresh(contested));
                }
                for (var attempt : crowd.invokeAll(tries)) {
                    if (attempt.get().status() == 200) {
                        won.add(attempt.get());
                    } else {
                        attempt.get().is(401, "refresh-token-invalid");
                    }
                }
            }
            assertThat(won).hasSize(1);
            door.get("/api/auth/me", won.getFirst().text("accessToken")).is(200);
            door.refresh(won.getFirst().text("refreshToken")).is(200);
        }
    }

    @Test
    void noSessionIsLeftOfOneWhoIsSuspendedWhileHeSignsIn() throws Exception {
        String accountId = tokens.text("accountId");
        var sessions = server.getApplicationContext().getBean(Sessions.class);
        var book = server.getApplicationContext().getBean(SessionBook.class);
        try (var crowd = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 20; round++) {
                Runnable app = () -> sessions.open(accountId, Origin.WITHIN, Sessions.Way.CODE);
                Runnable browser =
                        () -> book.openBrowser(accountId, Origin.WITHIN, Sessions.Way.CODE, Unguessable.next());
                var comers = Stream.of(app, browser, app).map(crowd::submit).toList();
                var suspending = crowd.submit(() -> accounts.suspend(accountId, "system"));
                suspending.get();
                for (var comer : comers) {
                    try {
                        comer.get();
                    } catch (ExecutionException e) {
                        assertThat(e.getCause()).isInstanceOf(ProblemException.class);
                    }
                }
                assertThat(liveSessions(accountId)).as("round " + round).isZero();
                accounts.reinstate(accountId, "system");
            }
        }
        assertThat(sessions.open(accountId, Origin.WITHIN, Sessions.Way.CODE)).isNotNull();
    }

    private long liveSessions(String accountId) {
        return transactions.read(() -> sql.one(
                        "SELECT COUNT(*) AS n FROM acc_session WHERE account_id = ? AND ended_at IS NULL",
                        row -> row.number("n"),
                        accountId)
                .orElseThrow());
    }

    @Test
    void tokensEndWithTheirTime() {
        String another = door.signIn(phone, Door.PASSWORD).is(200).text("refreshToken");
        time.forward(AccessTokens.LIFE.plusSeconds(10));
        door.get("/api/auth/me", access()).is(401, "token-expired");
        Answer next = door.refresh(refresh()).is(200);
        door.get("/api/auth/me", next.text("accessToken")).is(200);
        time.forward(SessionBook.REFRESH_LIFE);
        door.refresh(another).is(401, "refresh-token-invalid");
        door.refresh(next.text("refreshToken")).is(401, "refresh-token-invalid");
    }

    @Test
    void whatIsLongOverIsDeletedAndWhatIsNotStays() {
        housekeeping.sweep();
        door.refresh(refresh()).is(200);
        assertThat(rowsOf("acc_session")).isPositive();
        time.forward(SessionBook.SESSION_LIFE.plusDays(31));
        housekeeping.sweep();
        assertThat(rowsOf("acc_session")).isZero();
        assertThat(rowsOf("acc_refresh_token")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "村路", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesARefreshTokenThatWasNeverGiven(String rubbish) {
        assertThat(door.refresh(rubbish).status()).isIn(400, 401);
        // An access token is none either.
        assertThat(door.refresh(access()).status()).isIn(400, 401);
    }

    @Test
    void tellsWhatIsWrongWithAToken() {
        door.get("/api/auth/me", null).is(401, "token-missing");
        door.get("/api/auth/me", access() + "x").is(401, "token-invalid");
        door.get("/api/auth/me", refresh()).is(401, "token-invalid");
        String changed = access().replaceFirst("\\.[A-Za-z0-9]", ".!");
        door.get("/api/auth/me", changed).is(401, "token-invalid");
        for (String scheme : List.of("Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "Token x", access())) {
            door.send("GET", "/api/auth/me", null, scheme).is(401, "token-invalid");
        }
        Answer refused = door.get("/api/auth/me", null);
        assertThat(refused.raw().headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(refused.raw().headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
    }

    @Test
    void letsVisitorsSeeWhatIsOpenAndNothingElse() {
        assertThat(door.get("/api/probe/open", null).is(200).body()).containsEntry("caller", "visitor");
        assertThat(door.get("/api/probe/open", access()).is(200).body())
                .containsEntry("caller", tokens.text("accountId"));
        assertThat(door.get("/api/probe/open", "rubbish").is(200).body()).containsEntry("caller", "visitor");
        door.get("/api/probe/keeper", null).is(401, "token-missing");
        door.get("/api/probe/keeper", access()).is(404, "not-found");
    }

    @Test
    void closesWhatNobodySaidIsOpenButAnswers404WhereNothingIs() {
        door.get("/api/probe/forgotten", null).is(401, "token-missing");
        door.get("/api/probe/forgotten", access()).is(404, "not-found");
        door.get("/api/nowhere", null).is(404, "not-found");
        door.get("/api/nowhere", access()).is(404, "not-found");
        door.get("/api/auth/sign-in", null).is(405, "method-not-allowed");
        for (String framework : List.of("/login", "/logout", "/oauth/access_token", "/token_info", "/beans", "/env")) {
            assertThat(door.get(framework, null).status()).as(framework).isEqualTo(404);
        }
        door.get("/health", null).is(200);
    }

    private long rowsOf(String table) {
        return transactions
                .read(() -> sql.one("SELECT COUNT(*) AS n FROM " + table, row -> row.number("n")))
                .orElseThrow();
    }

    private String access() {
        return tokens.text("accessToken");
    }

    private String refresh() {
        return tokens.text("refreshToken");
    }
}
