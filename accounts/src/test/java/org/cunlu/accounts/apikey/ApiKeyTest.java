package org.cunlu.accounts.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.FreshCodes;
import org.cunlu.accounts.MovableTime;
import org.cunlu.accounts.session.Statements;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.AuditRow;
import org.cunlu.kernel.audit.Auditor;
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

/** Keys of outside systems on two instances over one database. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeyTest {
    private static final Duration FELT_EVERYWHERE = Duration.ofSeconds(2);
    private static final String COUNTY = "500233";
    private static final String KEYS = "/api/county/keys";

    private EmbeddedServer here;
    private EmbeddedServer there;
    private Door door;
    private Door doorThere;
    private FreshCodes codes;
    private Answer operator;
    private int named;

    @BeforeAll
    void startTwo() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("api-keys", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        room.put("cunlu.demo", "true");
        room.put("accounts.statements-heard", "true");
        here = ApplicationContext.run(EmbeddedServer.class, room, "test");
        there = ApplicationContext.run(EmbeddedServer.class, room, "test");
        codes = new FreshCodes(here.getApplicationContext());
        operator = operatorOf(COUNTY);
    }

    @AfterAll
    void stopThem() {
        there.close();
        here.close();
    }

    @BeforeEach
    void arrive() {
        door = Door.at(here);
        doorThere = Door.at(there);
    }

    @AfterEach
    void leave() {
        bean(MovableTime.class).goOn();
    }

    @Test
    void opensWhatItsScopesNameAndNothingElse() {
        Answer made = make("EPCIS_QUERY").is(201);
        String key = made.text("key");
        assertThat(key).matches("ck_" + made.text("id") + "_[A-Za-z0-9_-]{43}");
        assertThat(shown("/api/epcis/probe", key).is(200).body()).containsEntry("caller", "nobody");
        assertThat(same(shown("/api/hooks/probe", key).is(404, "not-found")))
                .isEqualTo(same(door.get("/api/hooks/nowhere", null).is(404)));
        shown("/api/hooks/open", key).is(200);
    }

    @Test
    void neverActsAsAPerson() {
        String key = make("EPCIS_QUERY").text("key");
        shown("/api/epcis/probe/person", key).is(401);
        for (String path : List.of("/api/auth/me", "/api/probe/keeper", KEYS, "/api/probe/forgotten")) {
            shown(path, key).is(401, "key-invalid");
        }
        door.get("/api/epcis/probe", operator.text("accessToken")).is(404, "not-found");
        door.get("/api/keys/self", operator.text("accessToken")).is(404, "not-found");
        door.get("/api/epcis/probe", key).is(401, "token-invalid");
    }

    @Test
    void tellsItsHolderWhatItIs() {
        Answer made = make("EPCIS_QUERY", "CARRIER_TRACKING");
        Map<String, Object> self =
                shown("/api/keys/self", made.text("key")).is(200).body();
        assertThat(self)
                .containsOnlyKeys("keyId", "county", "name", "scopes", "expiresAt")
                .containsEntry("keyId", made.text("id"))
                .containsEntry("county", COUNTY)
                .containsEntry("scopes", List.of("EPCIS_QUERY", "CARRIER_TRACKING"))
                .containsEntry("expiresAt", made.text("expiresAt"));
        assertThat(Duration.between(Instant.now(), Instant.parse(made.text("expiresAt"))))
                .isBetween(Duration.ofDays(364), Duration.ofDays(365));
    }

    @Test
    void allWrongKeysLookAlike() {
        Answer made = make("EPCIS_QUERY");
        String key = made.text("key");
        String otherSecret = key.substring(0, key.length() - 43)
                + make("EPCIS_QUERY").text("key").substring(17);
        var wrong = new ArrayList<Map<String, Object>>();
        for (String text :
                List.of(otherSecret, "ck_0000000000000_" + "A".repeat(43), key + "A", key.toLowerCase(), "ck_", "x")) {
            wrong.add(same(shown("/api/epcis/probe", text).is(401, "key-invalid")));
        }
        revoke(made).is(204);
        wrong.add(same(shown("/api/epcis/probe", key).is(401, "key-invalid")));
        assertThat(wrong).containsOnly(wrong.getFirst());
        door.send(
                        "GET",
                        "/api/epcis/probe",
                        null,
                        "apikey  " + make("EPCIS_QUERY").text("key"))
                .is(200);
    }

    @Test
    void isOverWhenItsTimeIs() {
        bean(MovableTime.class).stop();
        String key = order(Map.of("name", name(), "scopes", List.of("EPCIS_QUERY"), "days", 1))
                .text("key");
        bean(MovableTime.class).forward(Duration.ofDays(1).minusMillis(1));
        shown("/api/epcis/probe", key).is(200);
        bean(MovableTime.class).forward(Duration.ofMillis(1));
        shown("/api/epcis/probe", key).is(401, "key-invalid");
    }

    @Test
    void refusesWhatNoKeyCanBe() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("name", name(), "scopes", List.of()),
                Map.of("name", name(), "scopes", List.of("COUNTY_OPERATOR")),
                Map.of("name", " ", "scopes", List.of("EPCIS_QUERY")),
                Map.of("name", "a\u202eb", "scopes", List.of("EPCIS_QUERY")),
                Map.of("name", "x".repeat(81), "scopes", List.of("EPCIS_QUERY")),
                Map.of("name", name(), "scopes", List.of("EPCIS_QUERY"), "days", 0),
                Map.of("name", name(), "scopes", List.of("EPCIS_QUERY"), "days", 731),
                Map.of("name", name(), "scopes", List.of("EPCIS_QUERY"), "networks", List.of("10.0.0.0/33")),
                Map.of("name", name(), "scopes", List.of("EPCIS_QUERY"), "networks", List.of("0.0.0.0/0")),
                Map.of("name", name(), "scopes", List.of("EPCIS_QUERY"), "networks", List.of("example.com")))) {
            order(wrong).is(400);
        }
        order(Map.of("name", name(), "scopes", List.of("EPCIS_QUERY"), "days", 730))
                .is(201);
        assertThat(trail("accounts.api-key.refused")).contains("network-invalid");
    }

    @Test
    void countsFromItsOwnAddressesOnly() {
        String key = order(Map.of(
                        "name",
                        name(),
                        "scopes",
                        List.of("EPCIS_QUERY"),
                        "networks",
                        List.of("203.0.113.0/24", "2001:db8::/32")))
                .text("key");
        door = door.from("203.0.113.255");
        shown("/api/epcis/probe", key).is(200);
        door = door.from("2001:db8:1:2:3:4:5:6");
        shown("/api/epcis/probe", key).is(200);
        door = door.from("203.0.114.0");
        shown("/api/epcis/probe", key).is(401, "key-invalid");
        door = door.from("2001:db9::1");
        shown("/api/epcis/probe", key).is(401, "key-invalid");
    }

    @Test
    void needsAFreshSecondFactorAndTheRole() {
        var body = Map.of("name", name(), "scopes", List.of("EPCIS_QUERY"));
        door.fresh("POST", KEYS, body, operator.text("accessToken"), null).is(403, "second-factor-needed");
        Answer consumer = door.signUp(Door.anyPhone());
        door.fresh("POST", KEYS, body, consumer.text("accessToken"), "123456").is(404, "not-found");
        door.get(KEYS, consumer.text("accessToken")).is(404, "not-found");
        door.get(KEYS, null).is(401);
    }

    @Test
    void anotherCountysOperatorDoesNotFindIt() {
        Answer made = make("EPCIS_QUERY");
        Answer stranger = operatorOf("500234");
        assertThat(list(stranger)).isEmpty();
        act(stranger, "DELETE", "/" + made.text("id"), null).is(404, "not-found");
        act(stranger, "POST", "/" + made.text("id") + "/rotate", Map.of("version", 1))
                .is(404, "not-found");
        act(stranger, "POST", "", Map.of("name", name(), "scopes", List.of("EPCIS_QUERY")))
                .is(404, "not-found");
        // Of a township of the county, not of the county.
        act(operatorOf("500233112"), "DELETE", "/" + made.text("id"), null).is(404, "not-found");
        act(operator, "DELETE", "/0000000000000", null).is(404, "not-found");
        act(operator, "DELETE", "/nonsense", null).is(404, "not-found");
        shown("/api/epcis/probe", made.text("key")).is(200);
        assertThat(trailOf(made))
                .contains(
                        "accounts.api-key.revoke.refused null -> not-found",
                        "accounts.api-key.rotate.refused null -> not-found");
    }

    @Test
    void aNameIsGivenOnceAmongTheLiving() {
        String name = "快递 " + name();
        Answer made =
                order(Map.of("name", name, "scopes", List.of("EPCIS_QUERY"))).is(201);
        order(Map.of("name", " " + name + " ", "scopes", List.of("EPCIS_QUERY")))
                .is(409, "key-name-taken");
        revoke(made).is(204);
        revoke(made).is(204);
        order(Map.of("name", name, "scopes", List.of("EPCIS_QUERY"))).is(201);
        assertThat(trailOf(made))
                .filteredOn(row -> row.startsWith("accounts.api-key.revoke "))
                .hasSize(1);
    }

    @Test
    void theOldOneIsGoodForADayBesideTheNewOne() {
        bean(MovableTime.class).stop();
        Answer made = make("EPCIS_QUERY");
        Answer rotated = rotate(made, 1).is(200);
        assertThat(rotated.text("key")).isNotEqualTo(made.text("key")).startsWith("ck_" + made.text("id"));
        bean(MovableTime.class).forward(Duration.ofDays(1).minusMillis(1));
        shown("/api/epcis/probe", made.text("key")).is(200);
        assertThat(shown("/api/keys/self", made.text("key")).text("expiresAt"))
                .isEqualTo(rotated.text("previousUntil"));
        bean(MovableTime.class).forward(Duration.ofMillis(1));
        shown("/api/epcis/probe", made.text("key")).is(401, "key-invalid");
        shown("/api/epcis/probe", rotated.text("key")).is(200);
    }

    @Test
    void rotatedTwiceTheFirstIsOver() {
        Answer first = make("EPCIS_QUERY");
        Answer second = rotate(first, 1).is(200);
        Answer third = rotate(first, 2).is(200);
        shown("/api/epcis/probe", first.text("key")).is(401, "key-invalid");
        shown("/api/epcis/probe", second.text("key")).is(200);
        shown("/api/epcis/probe", third.text("key")).is(200);
        rotate(first, 2).is(409, "key-rotated-meanwhile");
        revoke(first).is(204);
        rotate(first, 3).is(409, "key-over");
        for (Answer any : List.of(second, third)) {
            shown("/api/epcis/probe", any.text("key")).is(401, "key-invalid");
        }
    }

    @Test
    void rotationLengthensNoLifeButTheNewOnes() {
        bean(MovableTime.class).stop();
        Answer made = order(Map.of("name", name(), "scopes", List.of("EPCIS_QUERY"), "days", 1));
        Answer rotated = act(
                        operator,
                        "POST",
                        "/" + made.text("id") + "/rotate",
                        Map.of("version", 1, "overlapHours", 168, "days", 30))
                .is(200);
        assertThat(rotated.text("previousUntil")).isEqualTo(made.text("expiresAt"));
        bean(MovableTime.class).forward(Duration.ofDays(1));
        shown("/api/epcis/probe", made.text("key")).is(401);
        shown("/api/epcis/probe", rotated.text("key")).is(200);
    }

    @Test
    void ofManyRotationsAtOnceOneCounts() throws Exception {
        Answer made = make("EPCIS_QUERY");
        var tries = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 8; i++) {
            Answer rival = operatorOf(COUNTY);
            String code = codes.next(rival.text("accountId"));
            Door his = i % 2 == 0 ? door : doorThere;
            tries.add(() -> his.fresh(
                    "POST",
                    KEYS + "/" + made.text("id") + "/rotate",
                    Map.of("version", 1),
                    rival.text("accessToken"),
                    code));
        }
        var answers = new ArrayList<Answer>();
        try (var threads = Executors.newFixedThreadPool(tries.size())) {
            for (var answer : threads.invokeAll(tries)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).containsOnly(200, 409);
        String won = answers.stream()
                .filter(a -> a.status() == 200)
                .findFirst()
                .orElseThrow()
                .text("key");
        shown("/api/epcis/probe", won).is(200);
        shown("/api/epcis/probe", made.text("key")).is(200);
    }

    @Test
    void revocationAndRotationAreFeltOnTheOtherInstanceWithinTwoSeconds() {
        Answer made = make("EPCIS_QUERY");
        String key = "ApiKey " + made.text("key");
        doorThere.send("GET", "/api/epcis/probe", null, key).is(200);
        act(operator, "POST", "/" + made.text("id") + "/rotate", Map.of("version", 1, "overlapHours", 0))
                .is(200);
        await().atMost(FELT_EVERYWHERE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() ->
                        doorThere.send("GET", "/api/epcis/probe", null, key).is(401));
        Answer second = make("EPCIS_QUERY");
        String next = "ApiKey " + second.text("key");
        doorThere.send("GET", "/api/epcis/probe", null, next).is(200);
        revoke(second).is(204);
        long revoked = System.nanoTime();
        await().atMost(FELT_EVERYWHERE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() ->
                        doorThere.send("GET", "/api/epcis/probe", null, next).is(401));
        System.out.println("revocation felt there after " + (System.nanoTime() - revoked) / 1_000_000 + " ms");
    }

    @Test
    void aThousandRequestsAskTheDatabaseNothing() {
        String key = make("EPCIS_QUERY").text("key");
        shown("/api/epcis/probe", key).is(200);
        List<String> sent = bean(Statements.class).during(() -> {
            for (int i = 0; i < 1_000; i++) {
                shown("/api/epcis/probe", key).is(200);
            }
        });
        assertThat(sent.stream()
                        .filter(text -> text.contains("FROM acc_api_key"))
                        .count())
                .isLessThanOrEqualTo(1);
        assertThat(sent.stream()
                        .filter(text -> text.contains("UPDATE acc_api_key"))
                        .count())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void showsToTheMinuteWhenItWasUsedLast() {
        bean(MovableTime.class).stop();
        Answer made = make("EPCIS_QUERY");
        assertThat(listed(made)).doesNotContainKey("lastUsedAt").containsEntry("state", "LIVE");
        shown("/api/epcis/probe", made.text("key")).is(200);
        String first =
                bean(MovableTime.class).now().truncatedTo(ChronoUnit.MINUTES).toString();
        bean(KeyUses.class).write();
        assertThat(listed(made)).containsEntry("lastUsedAt", first);
        bean(MovableTime.class).forward(Duration.ofMinutes(1));
        doorThere
                .send("GET", "/api/epcis/probe", null, "ApiKey " + made.text("key"))
                .is(200);
        there.getApplicationContext().getBean(KeyUses.class).write();
        bean(KeyUses.class).write();
        assertThat(listed(made))
                .containsEntry(
                        "lastUsedAt", Instant.parse(first).plusSeconds(60).toString());
    }

    @Test
    void anAddressThatShowsManyWrongKeysIsNotListenedToButKnownSystemsThereAre() {
        String key = make("EPCIS_QUERY").text("key");
        shown("/api/epcis/probe", key).is(200);
        int heard = 0;
        Answer last = null;
        for (int i = 0; i < 70; i++) {
            last = shown("/api/epcis/probe", "ck_" + String.format("%013d", i) + "_" + "A".repeat(43));
            heard += last.status() == 401 ? 1 : 0;
        }
        assertThat(heard).isBetween(60, 62);
        last.is(429, "too-many-guesses");
        assertThat(last.raw().headers().firstValue("Retry-After")).isPresent();
        shown("/api/epcis/probe", key).is(200);
        door = Door.at(here);
        shown("/api/epcis/probe", "ck_0000000000001_" + "A".repeat(43)).is(401);
    }

    @Test
    void listsByPages() {
        make("EPCIS_QUERY");
        make("EPCIS_QUERY");
        Answer page = door.get(KEYS + "?limit=1", operator.text("accessToken")).is(200);
        assertThat((List<?>) page.body().get("items")).hasSize(1);
        Answer next = door.get(KEYS + "?limit=1&cursor=" + page.text("next"), operator.text("accessToken"));
        assertThat(next.body().get("items")).isNotEqualTo(page.body().get("items"));
        assertThat(page.raw().body()).asString().doesNotContain("ck_").doesNotContain("hash");
    }

    @Test
    void theAuditFindsKeysThatNobodyMightMakeAndTextsThatWereKept() {
        Answer made = make("EPCIS_QUERY");
        rotate(made, 1).is(200);
        revoke(make("EPCIS_QUERY")).is(204);
        assertThat(violations()).isEmpty();
        change("UPDATE acc_api_key SET made_under = '0000000000000' WHERE key_id = ?", made.text("id"));
        assertThat(violations()).containsExactly("API keys were made by operators of their county");
        change(
                "UPDATE acc_api_key SET made_under = (SELECT MAX(grant_id) FROM acc_grant WHERE account_id = made_by)"
                        + " WHERE key_id = ?",
                made.text("id"));
        change(
                "INSERT INTO ker_trail (trail_id, county_code, recorded_at, actor, act, subject, state_after)"
                        + " VALUES ('0000000000009', '500233', UTC_TIMESTAMP(3), 'x', 'x', ?, ?)",
                made.text("id"),
                made.text("key"));
        assertThat(violations()).containsExactly("API keys are kept as hashes only");
        change("DELETE FROM ker_trail WHERE trail_id = '0000000000009'");
        change("UPDATE acc_api_key SET version = version + 1 WHERE key_id = ?", made.text("id"));
        assertThat(violations()).containsExactly("API keys have their rows in the trail");
        change("UPDATE acc_api_key SET version = version - 1 WHERE key_id = ?", made.text("id"));
        assertThat(violations()).isEmpty();
    }

    private List<String> violations() {
        return bean(Auditor.class).run().stream()
                .filter(row -> row.name().startsWith("API keys") && !row.clean())
                .map(AuditRow::name)
                .toList();
    }

    private Answer operatorOf(String subtree) {
        Answer somebody = Door.at(here).signUp(Door.anyPhone());
        String accountId = somebody.text("accountId");
        bean(Accounts.class)
                .grant(accountId, new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, subtree)), "system");
        codes.enrol(accountId);
        return somebody;
    }

    private String name() {
        return "system " + ++named;
    }

    private Answer make(String... scopes) {
        return order(Map.of("name", name(), "scopes", List.of(scopes)));
    }

    private Answer order(Map<String, Object> body) {
        return act(operator, "POST", "", body);
    }

    private Answer rotate(Answer made, int version) {
        return act(operator, "POST", "/" + made.text("id") + "/rotate", Map.of("version", version));
    }

    private Answer revoke(Answer made) {
        return act(operator, "DELETE", "/" + made.text("id"), null);
    }

    private Answer act(Answer who, String method, String path, Object body) {
        return door.fresh(method, KEYS + path, body, who.text("accessToken"), codes.next(who.text("accountId")));
    }

    private Answer shown(String path, String key) {
        return door.send("GET", path, null, "ApiKey " + key);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> list(Answer who) {
        return (List<Map<String, Object>>) door.get(KEYS + "?limit=100", who.text("accessToken"))
                .is(200)
                .body()
                .get("items");
    }

    private Map<String, Object> listed(Answer made) {
        return list(operator).stream()
                .filter(key -> key.get("id").equals(made.text("id")))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> same(Answer answer) {
        var body = new LinkedHashMap<>(answer.body());
        body.remove("requestId");
        return body;
    }

    private List<String> trail(String act) {
        return bean(Transactions.class)
                .read(() -> bean(Sql.class)
                        .list(
                                "SELECT state_after FROM ker_trail WHERE act = ?",
                                row -> row.string("state_after"),
                                act));
    }

    private List<String> trailOf(Answer made) {
        return bean(Transactions.class)
                .read(() -> bean(Sql.class)
                        .list(
                                "SELECT act, state_before, state_after FROM ker_trail WHERE subject = ?",
                                row -> row.string("act") + " " + row.string("state_before") + " -> "
                                        + row.string("state_after"),
                                made.text("id")));
    }

    private void change(String sql, Object... arguments) {
        bean(Transactions.class).run(() -> bean(Sql.class).change(sql, arguments));
    }

    private <T> T bean(Class<T> type) {
        return here.getApplicationContext().getBean(type);
    }
}
