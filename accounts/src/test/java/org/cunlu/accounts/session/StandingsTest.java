package org.cunlu.accounts.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.AuthorityFeed;
import org.cunlu.accounts.Browser;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.Sessions;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.time.ClockControl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What requests believe of their sessions, on two instances over one database. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandingsTest {
    private static final Duration FELT_EVERYWHERE = Duration.ofSeconds(2);
    private static final Grant KEEPER = new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, "500233112203"));

    private EmbeddedServer here;
    private EmbeddedServer there;
    private Accounts accounts;
    private Sql sql;
    private Transactions transactions;
    private Door door;
    private Door doorThere;
    private String accountId;
    private Answer tokens;

    @BeforeAll
    void startTwo() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("standings", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        room.put("cunlu.demo", "true");
        room.put("accounts.statements-heard", "true");
        here = ApplicationContext.run(EmbeddedServer.class, room, "test");
        there = ApplicationContext.run(EmbeddedServer.class, room, "test");
        accounts = bean(Accounts.class);
        sql = bean(Sql.class);
        transactions = bean(Transactions.class);
    }

    @AfterAll
    void stopThem() {
        there.close();
        here.close();
    }

    @BeforeEach
    void signUp() {
        door = Door.at(here);
        doorThere = Door.at(there);
        tokens = door.signUp(Door.anyPhone());
        accountId = tokens.text("accountId");
    }

    @Test
    void aThousandRequestsOfFiftySessionsAskTheDatabaseNothing() throws Exception {
        var access = new ArrayList<String>();
        for (int i = 0; i < 50; i++) {
            access.add(bean(Sessions.class)
                    .open(accountId, Origin.WITHIN, Sessions.Way.PASSWORD)
                    .accessToken());
        }
        access.forEach(token -> door.get("/api/probe/open", token).is(200));
        Thread.sleep(700);
        Statements heard = bean(Statements.class);
        assertThat(heard.during(() -> pause(1_200)))
                .as("what the instance asks by itself")
                .isNotEmpty();
        List<String> sent = heard.during(() -> {
            for (int i = 0; i < 1_000; i++) {
                Answer answer = door.get("/api/probe/open", access.get(i % 50)).is(200);
                assertThat(answer.body()).containsEntry("caller", accountId);
            }
        });
        assertThat(sent).noneMatch(text -> text.contains("acc_session") || text.contains("acc_grant"));
        // The instance's own looks, at changes, at messages to send and at webhooks, come by the clock and not by the
        // requests.
        assertThat(sent)
                .filteredOn(text -> text.contains("acc_"))
                .allMatch(text -> Stream.of("acc_authority_change", "acc_notice", "acc_webhook")
                        .anyMatch(text::contains))
                .hasSizeLessThan(100);
    }

    @Test
    void suspensionHereIsFeltThereWithinTwoSecondsHoweverOftenHeAsks() {
        feltSoon(401, "/api/auth/me", () -> accounts.suspend(accountId, "system"));
    }

    @Test
    void aRoleThatEndsHereEndsThereWithinTwoSeconds() {
        accounts.grant(accountId, KEEPER, "system");
        await().atMost(FELT_EVERYWHERE)
                .untilAsserted(
                        () -> doorThere.get("/api/probe/keeper", access()).is(200));
        feltSoon(404, "/api/probe/keeper", () -> accounts.revoke(accountId, KEEPER, "system"));
    }

    @Test
    void signingOutHereIsFeltThereWithinTwoSeconds() {
        feltSoon(
                401,
                "/api/auth/me",
                () -> door.post("/api/auth/sign-out", null, access()).is(204));
    }

    @Test
    void aBrowserThatIsSignedOutHereIsAVisitorThereWithinTwoSeconds() {
        var browser = new Browser(here.getURI());
        String token = browser.get("/probe/form").body();
        browser.post("/probe/enter", Map.of("account", accountId, "_csrf", token));
        var sameThere = new Browser(there.getURI());
        sameThere.cookies().putAll(browser.cookies());
        assertThat(sameThere.get("/probe/who").body()).isEqualTo(accountId);
        door.send("DELETE", "/api/auth/sessions", null, "Bearer " + access()).is(204);
        assertThat(browser.get("/probe/who").body()).isEqualTo("visitor");
        await().atMost(FELT_EVERYWHERE)
                .untilAsserted(
                        () -> assertThat(sameThere.get("/probe/who").body()).isEqualTo("visitor"));
    }

    @Test
    void aChangeThatIsCommittedLongAfterItWasWrittenIsHeardToo() throws Exception {
        var written = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var aside = Executors.newSingleThreadExecutor()) {
            var suspending = aside.submit(() -> transactions.run(() -> {
                accounts.suspend(accountId, "system");
                written.countDown();
                try {
                    assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
            assertThat(written.await(5, TimeUnit.SECONDS)).isTrue();
            doorThere.get("/api/auth/me", access()).is(200);
            Thread.sleep(3_000);
            doorThere.get("/api/auth/me", access()).is(200);
            feltSoon(401, "/api/auth/me", () -> {
                go.countDown();
                try {
                    suspending.get();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    @Test
    void whatWasRolledBackIsToldToNobody() {
        long before = told();
        assertThatThrownBy(() -> transactions.run(() -> {
                    accounts.suspend(accountId, "system");
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(told()).isEqualTo(before);
        door.get("/api/auth/me", access()).is(200);
        assertThatThrownBy(() -> bean(AuthorityFeed.class).changed(accountId))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void withoutTheFeedNothingOlderThanTwoSecondsIsBelieved() {
        doorThere.get("/api/auth/me", access()).is(200);
        ChangeFeed feedThere = there.getApplicationContext().getBean(ChangeFeed.class);
        await().until(feedThere::fresh);
        transactions.run(() -> sql.change("RENAME TABLE acc_authority_change TO acc_authority_gone"));
        try {
            await().atMost(Duration.ofSeconds(3)).until(() -> !feedThere.fresh());
            doorThere.get("/api/auth/me", access()).is(200);
            // Not told of: as if the feed lost it.
            feltSoon(
                    403,
                    "/api/auth/me",
                    () -> transactions.run(() ->
                            sql.change("UPDATE acc_account SET state = 'SUSPENDED' WHERE account_id = ?", accountId)));
        } finally {
            transactions.run(() -> sql.change("RENAME TABLE acc_authority_gone TO acc_authority_change"));
        }
        await().atMost(Duration.ofSeconds(3)).until(feedThere::fresh);
    }

    @Test
    void aRoleWithDatesBeginsAndEndsByTheCountysClockWithoutAnybodySayingSo() {
        Instant noon = bean(Clock.class).instant().plus(Duration.ofHours(1));
        transactions.run(() -> sql.change(
                "INSERT INTO acc_grant (grant_id, account_id, role, scope_kind, scope_value, valid_from, valid_until,"
                        + " standing, given_by) VALUES (?, ?, 'STATION_KEEPER', 'NODE', '500233112203', ?, ?, 1, 'system')",
                accountId,
                accountId,
                noon,
                noon.plus(Duration.ofHours(1))));
        ClockControl clock = bean(ClockControl.class);
        both(404);
        clock.moveTo(noon.minusSeconds(20));
        both(404);
        clock.moveTo(noon);
        both(200);
        clock.moveTo(noon.plus(Duration.ofMinutes(59)));
        both(200);
        clock.moveTo(noon.plus(Duration.ofHours(1)));
        both(404);
    }

    @Test
    void anAccountIsNeverTakenForAnothersSession() {
        Answer other = door.signUp(Door.anyPhone());
        AccessTokens maker = bean(AccessTokens.class);
        String own = session(tokens);
        door.get("/api/auth/me", access()).is(200);
        String mixed = maker.make(other.text("accountId"), own, Instant.now());
        door.get("/api/auth/me", mixed).is(401, "session-over");
        door.get("/api/auth/me", access()).is(200);
    }

    @Test
    void manyRequestsAtOnceAskOnce() throws Exception {
        Statements heard = bean(Statements.class);
        List<String> sent = heard.during(() -> {
            try (var crowd = Executors.newFixedThreadPool(16)) {
                var asks = new ArrayList<Callable<Answer>>();
                for (int i = 0; i < 64; i++) {
                    asks.add(() -> door.get("/api/probe/open", access()).is(200));
                }
                crowd.invokeAll(asks);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(sent).filteredOn(text -> text.contains("FROM acc_session")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void oldNewsIsSweptAndWhatMayStillBeNewsStays() {
        transactions.run(() -> {
            bean(ChangeTable.class).insert("0000000000OLD", accountId);
            sql.change("UPDATE acc_authority_change SET told_at = TIMESTAMPADD(HOUR, -25, UTC_TIMESTAMP(3))"
                    + " WHERE change_id = '0000000000OLD'");
            bean(ChangeTable.class).insert("0000000000NEW", accountId);
        });
        bean(SessionHousekeeping.class).sweep();
        assertThat(sql.list(
                        "SELECT change_id FROM acc_authority_change WHERE change_id LIKE '0000000000%'",
                        row -> row.string("change_id")))
                .containsExactly("0000000000NEW");
    }

    /** Both instances know the session; one of them changes something; the other asks all the time. */
    private void feltSoon(int status, String path, Runnable change) {
        assertThat(doorThere.get(path, access()).status()).isEqualTo(200);
        change.run();
        long changed = System.nanoTime();
        while (doorThere.get(path, access()).status() != status) {
            assertThat(Duration.ofNanos(System.nanoTime() - changed)).isLessThan(FELT_EVERYWHERE);
            pause(20);
        }
        System.out.println("felt there after " + (System.nanoTime() - changed) / 1_000_000 + " ms: " + path);
        assertThat(Duration.ofNanos(System.nanoTime() - changed)).isLessThan(FELT_EVERYWHERE);
    }

    private void both(int status) {
        door.get("/api/probe/keeper", access()).is(status);
        doorThere.get("/api/probe/keeper", access()).is(status);
    }

    private String session(Answer of) {
        return ((AccessTokens.Reading.Good) bean(AccessTokens.class).read(of.text("accessToken"))).sessionId();
    }

    private long told() {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM acc_authority_change WHERE account_id = ?",
                        row -> row.number("n"),
                        accountId)
                .orElseThrow();
    }

    private <T> T bean(Class<T> type) {
        return here.getApplicationContext().getBean(type);
    }

    private String access() {
        return tokens.text("accessToken");
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
