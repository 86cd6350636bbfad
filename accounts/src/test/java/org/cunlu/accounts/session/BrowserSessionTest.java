package org.cunlu.accounts.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Browser;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.MovableTime;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.Unguessable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers: their cookie, and what other sites can make them do. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserSessionTest {
    private static final String COOKIE = "cunlu-session";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<String, Object> room = new LinkedHashMap<>();
    private EmbeddedServer server;
    private MovableTime time;
    private ProbePages pages;
    private Door door;
    private Browser browser;
    private String accountId;

    @BeforeAll
    void start() {
        room.putAll(TestServers.properties("browsers", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        room.put("accounts.statements-heard", "true");
        server = ApplicationContext.run(EmbeddedServer.class, room, "test");
        time = bean(MovableTime.class);
        pages = bean(ProbePages.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void signUp() {
        time.stop();
        door = Door.at(server);
        browser = new Browser(server.getURI());
        accountId = door.signUp(Door.anyPhone()).text("accountId");
    }

    @AfterEach
    void goOn() {
        time.goOn();
    }

    @Test
    void aBrowserIsKnownByACookieThatNoScriptReads() {
        assertThat(browser.get("/probe/who").body()).isEqualTo("visitor");
        HttpResponse<String> in = enter();
        String set = only(Browser.set(in));
        assertThat(set)
                .startsWith(COOKIE + "=")
                .containsIgnoringCase("; HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/")
                .contains("Max-Age=7776000")
                .doesNotContain("Domain")
                .doesNotContain("Secure");
        assertThat(browser.cookies().get(COOKIE)).hasSize(43);
        assertThat(browser.get("/probe/who").body()).isEqualTo(accountId);
        assertThat(bean(Sql.class)
                        .list(
                                "SELECT cookie_hash FROM acc_session WHERE account_id = ? AND cookie_hash IS NOT NULL",
                                row -> row.bytes("cookie_hash"),
                                accountId))
                .containsExactly(new Unguessable(browser.cookies().get(COOKIE)).hash());
    }

    @Test
    void overTlsTheCookieIsOfThisHostAlone() {
        var secure = new LinkedHashMap<>(room);
        secure.put("cunlu.public-url", "https://cunlu.example");
        secure.put("cunlu.tls.in-front", "true");
        try (var other = ApplicationContext.run(EmbeddedServer.class, secure, "test")) {
            var far = new Browser(other.getURI());
            String token = far.get("/probe/form").body();
            assertThat(far.cookies()).containsKey("__Host-cunlu-visit");
            HttpResponse<String> in = far.post("/probe/enter", Map.of("account", accountId, "_csrf", token));
            assertThat(only(Browser.set(in)))
                    .startsWith("__Host-cunlu-session=")
                    .contains("Secure")
                    .containsIgnoringCase("; HttpOnly")
                    .contains("Path=/")
                    .doesNotContain("Domain");
            assertThat(far.get("/probe/who").body()).isEqualTo(accountId);
            // Without the prefix it is some other host's.
            far.cookies().put(COOKIE, far.cookies().remove("__Host-cunlu-session"));
            assertThat(far.get("/probe/who").body()).isEqualTo("visitor");
        }
    }

    @Test
    void theApiKnowsNoCookie() {
        enter();
        for (String path : List.of("/api/auth/me", "/api/auth/sessions", "/api/probe/keeper")) {
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(browser.get("/api/probe/open").body()).contains("visitor");
        for (String path :
                List.of("//api/probe/open", "/./api/probe/open", "/probe/../api/probe/open", "/%61pi/probe/open")) {
            assertThat(browser.get(path).body()).as(path).doesNotContain(accountId);
        }
        assertThat(browser.send("POST", "/api/auth/sign-out", "", Map.of()).statusCode())
                .isEqualTo(401);
        assertThat(browser.send("DELETE", "/api/auth/sessions", "", Map.of()).statusCode())
                .isEqualTo(401);
        assertThat(browser.get("/probe/who").body()).isEqualTo(accountId);
    }

    @Test
    void signingInMakesANewCookieAndEndsTheOldOne() {
        enter();
        var old = new Browser(server.getURI());
        old.cookies().putAll(browser.cookies());
        String before = browser.cookies().get(COOKIE);
        enter();
        assertThat(browser.cookies().get(COOKIE)).isNotEqualTo(before);
        assertThat(browser.get("/probe/who").body()).isEqualTo(accountId);
        assertThat(old.get("/probe/who").body()).isEqualTo("visitor");
    }

    @Test
    void aCookieThatAnAttackerPlantedNeverBecomesASession() {
        String planted = Unguessable.next().text();
        browser.cookies().put(COOKIE, planted);
        assertThat(browser.get("/probe/who").body()).isEqualTo("visitor");
        enter();
        assertThat(browser.cookies().get(COOKIE)).isNotEqualTo(planted);
        var attacker = new Browser(server.getURI());
        attacker.cookies().put(COOKIE, planted);
        assertThat(attacker.get("/probe/who").body()).isEqualTo("visitor");
    }

    @Test
    void signingOutEndsTheSessionAndTakesTheCookieBack() {
        enter();
        var thief = new Browser(server.getURI());
        thief.cookies().putAll(browser.cookies());
        HttpResponse<String> out = browser.post("/probe/leave", Map.of("_csrf", token()));
        assertThat(only(Browser.set(out))).startsWith(COOKIE + "=;").contains("Max-Age=0");
        assertThat(thief.get("/probe/who").body()).isEqualTo("visitor");
    }

    @Test
    void aBrowserThatStaysAwayForThirtyDaysIsForgotten() {
        enter();
        time.forward(Duration.ofDays(30).minusSeconds(5));
        assertThat(browser.get("/probe/who").body()).isEqualTo(accountId);
        time.forward(Duration.ofSeconds(5));
        assertThat(browser.get("/probe/who").body()).isEqualTo("visitor");
    }

    @Test
    void aBrowserThatComesEveryWeekIsForgottenAfterNinetyDays() {
        enter();
        for (int day = 7; day < 90; day += 7) {
            time.forward(Duration.ofDays(7));
            assertThat(browser.get("/probe/who").body()).as("day " + day).isEqualTo(accountId);
            bean(Sightings.class).write();
            forget();
        }
        time.forward(Duration.ofDays(6).minusSeconds(1));
        assertThat(browser.get("/probe/who").body()).isEqualTo(accountId);
        time.forward(Duration.ofSeconds(1));
        assertThat(browser.get("/probe/who").body()).isEqualTo("visitor");
    }

    @Test
    void manyPagesOfOneBrowserAskTheDatabaseOnce() {
        enter();
        browser.get("/probe/who");
        Statements heard = bean(Statements.class);
        List<String> sent = heard.during(() -> {
            for (int i = 0; i < 50; i++) {
                assertThat(browser.get("/probe/who").body()).isEqualTo(accountId);
            }
        });
        assertThat(sent).noneMatch(text -> text.contains("FROM acc_session") || text.contains("acc_grant"));
        // Cookies that never were are asked for each time, and remembered by nobody.
        var stranger = new Browser(server.getURI());
        stranger.cookies().put(COOKIE, Unguessable.next().text());
        assertThat(heard.during(() -> {
                    stranger.get("/probe/who");
                    stranger.get("/probe/who");
                }))
                .filteredOn(text -> text.contains("FROM acc_session"))
                .hasSize(2);
    }

    @Test
    void suspensionEndsBrowsersToo() {
        enter();
        bean(Accounts.class).suspend(accountId, "system");
        assertThat(browser.get("/probe/who").body()).isEqualTo("visitor");
    }

    @Test
    void aSuspendedAccountGetsNoCookie() {
        bean(Accounts.class).suspend(accountId, "system");
        HttpResponse<String> in = browser.post("/probe/enter", Map.of("account", accountId, "_csrf", token()));
        assertThat(in.statusCode()).isEqualTo(403);
        assertThat(in.body()).contains("account-suspended");
        assertThat(browser.cookies()).doesNotContainKey(COOKIE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void nothingChangesWithoutTheTokenOfTheForm(String method) {
        enter();
        int before = pages.changes.get();
        refused(browser.send(method, "/probe/change", "", Map.of()));
        refused(browser.send(method, "/probe/change", "a=b", Map.of("Content-Type", FORM)));
        refused(browser.send(method, "/probe/change", "{}", Map.of("Content-Type", "text/plain")));
        refused(browser.send(method, "/probe/change", "{}", Map.of("Content-Type", "application/json")));
        String part = "--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n%s\r\n";
        Map<String, String> parts = Map.of("Content-Type", "multipart/form-data; boundary=x");
        refused(browser.send(method, "/probe/change", part.formatted("x") + "--x--\r\n", parts));
        refused(browser.send(method, "/probe/change", part.formatted(token()).repeat(2) + "--x--\r\n", parts));
        refused(browser.send(method, "/probe/change?_csrf=" + token(), "", Map.of()));
        assertThat(pages.changes.get()).isEqualTo(before);
        assertThat(browser.send(method, "/probe/change", "", Map.of("X-CSRF-Token", token()))
                        .body())
                .isEqualTo("changed " + (before + 1));
        assertThat(browser.send(method, "/probe/change", "_csrf=" + token(), Map.of("Content-Type", FORM))
                        .body())
                .isEqualTo("changed " + (before + 2));
        assertThat(browser.send(method, "/probe/change", part.formatted(token()) + "--x--\r\n", parts)
                        .body())
                .isEqualTo("changed " + (before + 3));
    }

    @Test
    void peopleAreRefusedWithAPageAndProgramsWithAProblem() {
        enter();
        int before = pages.changes.get();
        String browsersWord = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        HttpResponse<String> page = browser.send(
                "POST",
                "/probe/change",
                "_csrf=x",
                Map.of("Content-Type", FORM, "Accept", browsersWord, "X-Request-Id", "request-of-a-page"));
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).isEqualToIgnoringCase("text/html;charset=utf-8"));
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.body())
                .startsWith("<!DOCTYPE html>")
                .contains("<html lang=\"zh-CN\">")
                .contains(
                        "<h1>页面已过期，请返回重试 <span lang=\"en\">The page is out of date; go back and try again</span></h1>")
                .contains("没有做任何更改。")
                .contains("request-of-a-page")
                .doesNotContain("<script");
        for (String program : List.of("*/*", "application/json, */*", "text/plain")) {
            HttpResponse<String> problem =
                    browser.send("POST", "/probe/change", "_csrf=x", Map.of("Content-Type", FORM, "Accept", program));
            refused(problem);
            assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        assertThat(pages.changes.get()).isEqualTo(before);
    }

    @Test
    void theTokenOfAnotherOrOfAnEarlierSessionIsGoodForNothing() {
        String beforeSignIn = token();
        enter();
        String own = token();
        refused(change(beforeSignIn));
        var other = new Browser(server.getURI());
        refused(change(other.get("/probe/form").body()));
        for (String rubbish : List.of("", "x", "A".repeat(43), own.substring(1), own + "A", "村路", "%")) {
            refused(change(rubbish));
        }
        refused(browser.send("POST", "/probe/change", "_csrf=" + own + "&_csrf=" + own, Map.of("Content-Type", FORM)));
        assertThat(change(own).statusCode()).isEqualTo(200);
        enter();
        refused(change(own));
        assertThat(change(token()).statusCode()).isEqualTo(200);
    }

    @Test
    void noTwoFormsShowTheSameToken() {
        enter();
        String first = token();
        String second = token();
        assertThat(first).isNotEqualTo(second);
        assertThat(change(first).statusCode()).isEqualTo(200);
        assertThat(change(second).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "rubbish"})
    void theBrowsersWordOfAnotherSiteIsEnoughToRefuse(String site) {
        enter();
        refused(with("Sec-Fetch-Site", site));
        assertThat(with("Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "", "http://127.0.0.1", "http://127.0.0.1.evil.example:80"})
    void anotherOriginIsRefusedEvenWithTheRightToken(String origin) {
        enter();
        int before = pages.changes.get();
        // Some the framework refuses before us, without words.
        assertThat(with("Origin", origin).statusCode()).isEqualTo(403);
        assertThat(pages.changes.get()).isEqualTo(before);
        assertThat(with("Origin", server.getURI().toString()).statusCode()).isEqualTo(200);
    }

    @Test
    void theSignInFormIsBoundToTheBrowserThatAskedForIt() {
        var attacker = new Browser(server.getURI());
        String theirs = attacker.get("/probe/form").body();
        refused(browser.post("/probe/enter", Map.of("account", accountId, "_csrf", theirs)));
        // A browser that has a visit of its own does not take another's either.
        browser.get("/probe/form");
        refused(browser.post("/probe/enter", Map.of("account", accountId, "_csrf", theirs)));
        assertThat(browser.get("/probe/who").body()).isEqualTo("visitor");
    }

    @Test
    void readingChangesNothing() {
        enter();
        int before = pages.changes.get();
        assertThat(browser.get("/probe/change?_csrf=" + token()).statusCode()).isEqualTo(405);
        assertThat(browser.send("HEAD", "/probe/change", "", Map.of()).statusCode())
                .isEqualTo(405);
        assertThat(pages.changes.get()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "村路", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "\"; DROP TABLE", "a b"})
    void rubbishInTheCookieIsAVisitor(String rubbish) {
        browser.cookies().put(COOKIE, rubbish.equals("村路") ? "%E6%9D%91" : rubbish);
        assertThat(browser.get("/probe/who").body()).isEqualTo("visitor");
    }

    private HttpResponse<String> enter() {
        HttpResponse<String> in = browser.post("/probe/enter", Map.of("account", accountId, "_csrf", token()));
        assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
        return in;
    }

    private String token() {
        return browser.get("/probe/form").body();
    }

    private HttpResponse<String> change(String token) {
        return browser.post("/probe/change", Map.of("_csrf", token));
    }

    private HttpResponse<String> with(String header, String value) {
        return browser.send("POST", "/probe/change", "_csrf=" + token(), Map.of("Content-Type", FORM, header, value));
    }

    private void forget() {
        bean(Transactions.class)
                .run(() -> bean(org.cunlu.accounts.AuthorityFeed.class).changed(accountId));
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("\"csrf\"");
    }

    private static String only(List<String> cookies) {
        assertThat(cookies).hasSize(1);
        return cookies.getFirst();
    }

    private <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }
}
