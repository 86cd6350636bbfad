package org.cunlu.accounts.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Browser;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Sessions;
import org.cunlu.accounts.Tokens;
import org.cunlu.accounts.grants.Staff;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.http.Origin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What changes on one instance bites on each other one: on one that hears of changes, and on one whose feed is dead. There is
 * no broker here: authority goes by the database alone.
 */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryInstanceTest {
    private static final Duration FELT_WITHIN = Duration.ofSeconds(2);
    private static final String STATION = "500233112203";
    private static final Grant KEEPER = new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, STATION));

    private EmbeddedServer here;
    private EmbeddedServer there;
    private EmbeddedServer deaf;
    private Accounts accounts;
    private Door door;
    private String accountId;
    private Tokens tokens;

    @BeforeAll
    void startThree() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("everyinstance", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        here = ApplicationContext.run(EmbeddedServer.class, room, "test");
        there = ApplicationContext.run(EmbeddedServer.class, room, "test");
        deaf = ApplicationContext.run(EmbeddedServer.class, room, "test");
        ChangeFeed feed = deaf.getApplicationContext().getBean(ChangeFeed.class);
        feed.stop();
        await().until(() -> !feed.fresh());
        accounts = here.getApplicationContext().getBean(Accounts.class);
    }

    @AfterAll
    void stopThem() {
        deaf.close();
        there.close();
        here.close();
    }

    @BeforeEach
    void somebodyIsSignedIn() {
        door = Door.at(here);
        accountId = door.signUp(Door.anyPhone()).text("accountId");
        tokens = open(accountId);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRoleThatIsGiven(boolean hearing) {
        Door far = Door.at(target(hearing));
        Browser browser = browserOf(accountId, hearing);
        assertThat(keeper(far)).isEqualTo(404);
        assertThat(roles(browser)).isEqualTo("CONSUMER");
        accounts.grant(accountId, KEEPER, "system");
        felt(
                "a role given",
                hearing,
                () -> keeper(door) == 200,
                () -> keeper(far) == 200,
                () -> roles(browser).contains("STATION_KEEPER"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRoleThatEnds(boolean hearing) {
        accounts.grant(accountId, KEEPER, "system");
        Door far = Door.at(target(hearing));
        Browser browser = browserOf(accountId, hearing);
        await().atMost(FELT_WITHIN).until(() -> keeper(far) == 200);
        assertThat(roles(browser)).contains("STATION_KEEPER");
        accounts.revoke(accountId, KEEPER, "system");
        felt(
                "a role ended",
                hearing,
                () -> keeper(door) == 404,
                () -> keeper(far) == 404,
                () -> roles(browser).equals("CONSUMER"));
    }

    @ParameterizedTest
    @CsvSource({"SUSPENDED,true", "SUSPENDED,false", "ERASED,true", "ERASED,false", "MERGED,true", "MERGED,false"})
    void theEndOfAnAccount(String end, boolean hearing) {
        Runnable ending = end.equals("MERGED") ? merging() : () -> end(end);
        Door far = Door.at(target(hearing));
        Browser browser = browserOf(accountId, hearing);
        assertThat(me(door)).isEqualTo(200);
        assertThat(me(far)).isEqualTo(200);
        assertThat(roles(browser)).isEqualTo("CONSUMER");
        ending.run();
        felt(
                end,
                hearing,
                () -> dead(me(door)),
                () -> dead(me(far)),
                () -> roles(browser).equals("visitor"));
        assertThat(dead(door.refresh(tokens.refreshToken()).status())).isTrue();
        assertThat(dead(far.refresh(tokens.refreshToken()).status())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKeyThatIsRevoked(boolean hearing) {
        Staff staff = Staff.at(here);
        Staff.Member operator = staff.operator();
        Map<String, Object> wish = Map.of("name", "system " + UUID.randomUUID(), "scopes", List.of("EPCIS_QUERY"));
        var made = staff.fresh(operator, "POST", "/api/county/keys", wish).is(201);
        String key = "ApiKey " + made.text("key");
        Door far = Door.at(target(hearing));
        far.send("GET", "/api/keys/self", null, key).is(200);
        door.send("GET", "/api/keys/self", null, key).is(200);
        staff.fresh(operator, "DELETE", "/api/county/keys/" + made.text("id"), null)
                .is(204);
        felt(
                "a key revoked",
                hearing,
                () -> door.send("GET", "/api/keys/self", null, key).status() == 401,
                () -> far.send("GET", "/api/keys/self", null, key).status() == 401,
                () -> true);
    }

    /** At the very next request where it was done, and soon elsewhere, however often is asked there. */
    private void felt(
            String what, boolean hearing, BooleanSupplier here, BooleanSupplier byToken, BooleanSupplier byCookie) {
        long changed = System.nanoTime();
        assertThat(here.getAsBoolean()).as(what + " at the next request").isTrue();
        long token = until(changed, byToken, what + " by token");
        long cookie = until(changed, byCookie, what + " by cookie");
        System.out.println(what + (hearing ? ", there: " : ", without the feed: ") + "by token after " + token
                + " ms, by cookie after " + cookie + " ms");
    }

    private static long until(long changed, BooleanSupplier felt, String what) {
        while (!felt.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - changed)).as(what).isLessThan(FELT_WITHIN);
            pause();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - changed);
        assertThat(took).as(what).isLessThan(FELT_WITHIN);
        return took.toMillis();
    }

    private void end(String how) {
        if (how.equals("SUSPENDED")) {
            accounts.suspend(accountId, "system");
        } else {
            door.post("/api/auth/erasure", Map.of("password", Door.PASSWORD), tokens.accessToken())
                    .is(200);
        }
    }

    /** The account is a station's record, as whose somebody is signed in; its person claims it. */
    private Runnable merging() {
        var keeper = door.signUp(Door.anyPhone());
        accounts.grant(keeper.text("accountId"), KEEPER, "system");
        var record = Map.of(
                "name",
                "王秀英",
                "villageCode",
                STATION,
                "birthDate",
                "1950-02-03",
                "consent",
                Map.of("way", "PAPER", "on", "2025-01-02", "reference", "柜3"));
        String villagers = "/api/station/villagers";
        String bearer = "Bearer " + keeper.text("accessToken");
        var unique = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        accountId = door.send("POST", villagers, record, bearer, unique).is(201).text("accountId");
        tokens = open(accountId);
        String code = door.send("POST", villagers + "/" + accountId + "/claim-code", null, bearer)
                .is(201)
                .text("claimCode");
        String claimer = door.signUp(Door.anyPhone()).text("accessToken");
        return () -> door.post("/api/auth/claims", Map.of("claimCode", code), claimer)
                .is(200);
    }

    private EmbeddedServer target(boolean hearing) {
        return hearing ? there : deaf;
    }

    private Browser browserOf(String account, boolean hearing) {
        var browser = new Browser(target(hearing).getURI());
        String csrf = browser.get("/probe/form").body();
        assertThat(browser.post("/probe/enter", Map.of("account", account, "_csrf", csrf))
                        .statusCode())
                .isEqualTo(200);
        return browser;
    }

    private Tokens open(String account) {
        return here.getApplicationContext().getBean(Sessions.class).open(account, Origin.WITHIN, Sessions.Way.PASSWORD);
    }

    private int keeper(Door at) {
        return at.get("/api/probe/keeper", tokens.accessToken()).status();
    }

    private int me(Door at) {
        return at.get("/api/auth/me", tokens.accessToken()).status();
    }

    private static String roles(Browser browser) {
        return browser.get("/probe/roles").body();
    }

    private static boolean dead(int status) {
        return status == 401 || status == 403;
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
