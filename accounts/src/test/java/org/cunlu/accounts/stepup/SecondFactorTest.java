package org.cunlu.accounts.stepup;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.Executors;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.MovableTime;
import org.cunlu.accounts.TotpSecret;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The second factor on two instances over one database. */
@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondFactorTest implements TestPropertyProvider {
    private static final Map<String, Object> ACT = Map.of("what", "村路 powerful");

    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    MovableTime time;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private final Map<String, String> room = new LinkedHashMap<>();
    private EmbeddedServer otherServer;
    private Door door;
    private Door otherDoor;
    private Answer keeper;
    private TotpSecret secret;

    @Override
    public Map<String, String> getProperties() {
        room.putAll(TestServers.properties("second-factor", Server.DATABASE));
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
    void somebodyIsAKeeper() {
        time.stop();
        door = Door.at(server);
        otherDoor = Door.at(otherServer);
        keeper = door.signUp(Door.anyPhone());
        accounts.grant(
                keeper.text("accountId"),
                new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, "500233112203")),
                "system");
    }

    @AfterEach
    void leave() {
        time.goOn();
    }

    @Test
    void enrolsWithThePasswordAndOneCodeOfTheApp() {
        post("", Map.of("password", "not his own 橙")).is(403, "password-wrong");
        post("", Map.of()).is(403, "password-wrong");
        post("", Map.of("code", "123456")).is(403, "password-wrong");
        Answer begun = post("", Map.of("password", Door.PASSWORD)).is(201);
        secret = new TotpSecret(begun.text("secret"));
        assertThat(begun.text("uri"))
                .startsWith("otpauth://totp/Cunlu%3A138****")
                .contains(secret.base32());
        assertThat(begun.raw().headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(state()).containsEntry("enrolled", false);
        act(code(0)).is(403, "second-factor-needed");
        post("/confirm", Map.of("code", "0")).is(403, "second-factor-wrong");
        Answer confirmed = post("/confirm", Map.of("code", code(0))).is(200);
        assertThat(recoveryCodes(confirmed)).hasSize(10).doesNotHaveDuplicates();
        assertThat(state()).containsEntry("enrolled", true).containsEntry("recoveryCodesLeft", 10);
        post("/confirm", Map.of("code", code(1))).is(409, "second-factor-enrolled");
        post("", Map.of("password", Door.PASSWORD)).is(409, "second-factor-enrolled");
    }

    @Test
    void anEnrolmentNotConfirmedInTimeIsBegunAnew() {
        secret = new TotpSecret(
                post("", Map.of("password", Door.PASSWORD)).is(201).text("secret"));
        String first = code(0);
        secret = new TotpSecret(
                post("", Map.of("password", Door.PASSWORD)).is(201).text("secret"));
        post("/confirm", Map.of("code", first)).is(403, "second-factor-wrong");
        time.forward(Duration.ofMinutes(15));
        post("/confirm", Map.of("code", code(0))).is(403, "second-factor-wrong");
    }

    @Test
    void aPowerfulActNeedsAFreshCodeAndReceivesItsBody() {
        act(null).is(403, "second-factor-needed");
        enrol();
        act(null).is(403, "second-factor-needed");
        act("").is(403, "second-factor-needed");
        assertThat(act(code(1)).is(200).body()).isEqualTo(ACT);
    }

    @Test
    void whoMayNotCallItIsNotAskedForACode() {
        Answer consumer = door.signUp(Door.anyPhone());
        door.fresh("POST", "/api/probe/powerful", ACT, consumer.text("accessToken"), "123456")
                .is(404, "not-found");
        door.post("/api/probe/powerful", ACT, null).is(401, "token-missing");
    }

    @Test
    void aCodeIsGoodOnceOnAllInstancesButForItsOwnRetry() {
        enrol();
        String code = code(1);
        act(code).is(200);
        act(code).is(200);
        act(otherDoor, ACT, code).is(200);
        act(otherDoor, Map.of("what", "else"), code).is(403, "second-factor-wrong");
        act(door, Map.of("what", "else"), code).is(403, "second-factor-wrong");
        time.forward(FactorUse.RETRY_WITHIN.plusSeconds(1));
        act(code).is(403, "second-factor-wrong");
    }

    @Test
    void codesOfOneStepOnEitherSideAreGoodAndNeverAnEarlierOneThanTheLast() {
        enrol();
        time.forward(Duration.ofMinutes(5));
        act(code(-2)).is(403, "second-factor-wrong");
        act(code(2)).is(403, "second-factor-wrong");
        act(code(-1)).is(200);
        act(door, Map.of("what", "second"), code(1)).is(200);
        act(door, Map.of("what", "third"), code(0)).is(403, "second-factor-wrong");
    }

    @Test
    void ofRivalsWithOneCodeOneActs() throws Exception {
        enrol();
        String code = code(1);
        var outcomes = new ArrayList<Integer>();
        try (var crowd = Executors.newFixedThreadPool(8)) {
            var tries = new ArrayList<Callable<Answer>>();
            for (int i = 0; i < 8; i++) {
                Door through = i % 2 == 0 ? door : otherDoor;
                Map<String, Object> own = Map.of("what", "act " + i);
                tries.add(() -> act(through, own, code));
            }
            for (var attempt : crowd.invokeAll(tries)) {
                outcomes.add(attempt.get().status());
            }
        }
        assertThat(outcomes).containsOnlyOnce(200);
        assertThat(outcomes).allMatch(status -> List.of(200, 403, 429).contains(status));
    }

    @Test
    void fiveWrongCodesCloseTheDoorForAQuarterOfAnHour() {
        enrol();
        for (int i = 0; i < 4; i++) {
            act(wrong()).is(403, "second-factor-wrong");
        }
        act(code(1)).is(200);
        for (int i = 0; i < 5; i++) {
            act(otherDoor, Map.of("what", "try"), wrong()).is(403, "second-factor-wrong");
        }
        time.forward(Duration.ofSeconds(60));
        Answer closed = act(door, Map.of("what", "right"), code(0)).is(429, "too-many-guesses");
        assertThat(closed.raw().headers().firstValue("Retry-After")).contains("840");
        post("/confirm", Map.of("code", code(0))).is(409, "second-factor-enrolled");
        time.forward(Duration.ofMinutes(14).plusSeconds(1));
        act(door, Map.of("what", "right"), code(0)).is(200);
        assertThat(refusals())
                .contains("probe.powerful.refused second-factor-wrong", "probe.powerful.refused too-many-guesses");
    }

    @Test
    void fourWrongCodesAreForgottenAfterAWhile() {
        enrol();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                act(wrong()).is(403, "second-factor-wrong");
            }
            time.forward(Duration.ofMinutes(15));
            signInAgain();
        }
        act(code(0)).is(200);
    }

    @Test
    void wrongPasswordsAtEnrolmentAreBoundedToo() {
        for (int i = 0; i < 5; i++) {
            post("", Map.of("password", "guess number " + i)).is(403, "password-wrong");
        }
        post("", Map.of("password", Door.PASSWORD)).is(429, "too-many-guesses");
    }

    @Test
    void eachRecoveryCodeIsGoodOnceAndNewOnesEndTheOld() {
        List<String> codes = recoveryCodes(enrol());
        act(door, Map.of("what", "1"), codes.get(0).toLowerCase(java.util.Locale.ROOT))
                .is(200);
        act(door, Map.of("what", "2"), codes.get(0)).is(403, "second-factor-wrong");
        assertThat(state()).containsEntry("recoveryCodesLeft", 9);
        Answer replaced = door.fresh(
                        "POST",
                        "/api/auth/second-factor/recovery-codes",
                        null,
                        keeper.text("accessToken"),
                        codes.get(1))
                .is(200);
        act(door, Map.of("what", "3"), codes.get(2)).is(403, "second-factor-wrong");
        act(door, Map.of("what", "4"), recoveryCodes(replaced).get(9)).is(200);
        assertThat(stored("acc_recovery_code")).isEqualTo(10);
    }

    @Test
    void itIsTakenOffOnlyWithItself() {
        enrol();
        takeOff(null).is(403, "second-factor-needed");
        takeOff(wrong()).is(403, "second-factor-wrong");
        String code = code(1);
        takeOff(code).is(204);
        takeOff(code).is(204);
        act(code(1)).is(403, "second-factor-needed");
        assertThat(state()).containsEntry("enrolled", false).containsEntry("recoveryCodesLeft", 0);
        enrol();
    }

    @Test
    void nothingOfItIsKeptInTheOpen() {
        List<String> codes = recoveryCodes(enrol());
        String dump = transactions
                .read(() -> sql.one(
                        "SELECT CONCAT(HEX(t.secret_sealed), ' ', (SELECT GROUP_CONCAT(HEX(r.code_index))"
                                + " FROM acc_recovery_code r WHERE r.account_id = t.account_id)) AS text"
                                + " FROM acc_totp t WHERE t.account_id = ?",
                        row -> row.string("text"),
                        keeper.text("accountId")))
                .orElseThrow();
        String hex = java.util.HexFormat.of()
                .withUpperCase()
                .formatHex(secret.base32().getBytes());
        assertThat(dump).doesNotContain(hex);
        for (String code : codes) {
            assertThat(dump)
                    .doesNotContain(java.util.HexFormat.of()
                            .withUpperCase()
                            .formatHex(code.replace("-", "").getBytes()));
        }
    }

    private Answer enrol() {
        secret = new TotpSecret(
                post("", Map.of("password", Door.PASSWORD)).is(201).text("secret"));
        return post("/confirm", Map.of("code", code(0))).is(200);
    }

    private void signInAgain() {
        String phone =
                accounts.person(keeper.text("accountId")).orElseThrow().phone().national();
        keeper = door.signIn(phone, Door.PASSWORD).is(200);
    }

    private Answer act(String code) {
        return act(door, ACT, code);
    }

    private Answer act(Door through, Map<String, Object> body, String code) {
        return through.fresh("POST", "/api/probe/powerful", body, keeper.text("accessToken"), code);
    }

    private Answer takeOff(String code) {
        return door.fresh("DELETE", "/api/auth/second-factor", null, keeper.text("accessToken"), code);
    }

    private Answer post(String path, Object body) {
        return door.post("/api/auth/second-factor" + path, body, keeper.text("accessToken"));
    }

    private Map<String, Object> state() {
        return door.get("/api/auth/second-factor", keeper.text("accessToken"))
                .is(200)
                .body();
    }

    private String code(int stepsFromNow) {
        return secret.code(TotpSecret.stepAt(time.now()) + stepsFromNow);
    }

    /** A code that none of the steps near now has. */
    private String wrong() {
        var near = new ArrayList<String>();
        for (int i = -2; i <= 2; i++) {
            near.add(code(i));
        }
        int n = 0;
        while (near.contains(String.format("%06d", n))) {
            n++;
        }
        return String.format("%06d", n);
    }

    @SuppressWarnings("unchecked")
    private static List<String> recoveryCodes(Answer answer) {
        return (List<String>) answer.body().get("recoveryCodes");
    }

    private List<String> refusals() {
        return transactions.read(() -> sql.list(
                "SELECT act, state_after FROM ker_trail WHERE actor = ?",
                row -> row.string("act") + " " + row.string("state_after"),
                keeper.text("accountId")));
    }

    private long stored(String table) {
        return transactions
                .read(() -> sql.one(
                        "SELECT COUNT(*) AS n FROM " + table + " WHERE account_id = ?",
                        row -> row.number("n"),
                        keeper.text("accountId")))
                .orElseThrow();
    }
}
