package org.cunlu.accounts.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.FreshCodes;
import org.cunlu.accounts.PersonalData;
import org.cunlu.accounts.Phones;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Consent, looks, export and being forgotten, at the door. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyTest implements TestPropertyProvider {
    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    Consents consents;

    @Inject
    Recipients recipients;

    @Inject
    OpenThings open;

    @Inject
    Auditor auditor;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private Door door;
    private String phone;
    private Answer person;

    /** Stands for what another module has open with somebody. */
    @Singleton
    @Requires(property = "privacy.test", value = "true")
    static class OpenThings implements PersonalData {
        private final Map<String, String> open = new HashMap<>();

        @Override
        public String section() {
            return "open-things";
        }

        @Override
        public Object export(String accountId) {
            return Map.of("open", open.containsKey(accountId));
        }

        @Override
        public List<Objection> objections(String accountId) {
            return open.containsKey(accountId) ? List.of(new Objection("open-orders", open.get(accountId))) : List.of();
        }

        @Override
        public List<Kept> erase(String accountId) {
            return List.of(new Kept("订单 · Orders", "电子商务法第31条 · E-Commerce Law art. 31"));
        }
    }

    @Override
    public Map<String, String> getProperties() {
        var room = new LinkedHashMap<>(TestServers.properties("privacy", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        room.put("privacy.test", "true");
        room.put("cunlu.accounts.codes.phone-per-minute", "5"); // somebody signs up twice with one number
        return room;
    }

    @BeforeEach
    void arrive() {
        door = Door.at(server);
        phone = Door.anyPhone();
        person = door.signUp(phone);
    }

    @Test
    void isGivenAndWithdrawnWithOneCallEachAndTheHistoryStays() {
        assertThat(consents.given(id(), "marketing")).isFalse();
        put("marketing").is(204);
        put("marketing").is(204);
        assertThat(consents.given(id(), "marketing")).isTrue();
        delete("marketing").is(204);
        delete("marketing").is(204);
        assertThat(consents.given(id(), "marketing")).isFalse();
        put("marketing").is(204);
        assertThat(count("SELECT COUNT(*) AS v FROM acc_consent WHERE purpose = 'marketing' AND account_id = ?", id()))
                .isEqualTo(2);
        put("no-such").is(404);
        put("village-record").is(404);
    }

    @Test
    void showsEachPurposeInBothLanguages() throws Exception {
        put("marketing").is(204);
        var raw = new String(
                door.send("GET", "/api/auth/data", null, bearer()).raw().body(), StandardCharsets.UTF_8);
        assertThat(raw).contains("\"marketing\"");
        for (var purpose : transactions.read(() -> sql.list(
                "SELECT CONCAT(title_zh, '|', title_en, '|', text_zh, '|', text_en) AS v FROM acc_purpose",
                row -> row.string("v")))) {
            assertThat(purpose.split("\\|")).hasSize(4).noneMatch(String::isBlank);
        }
    }

    @Test
    void asksAnewForANewVersion() {
        put("voice-ordering").is(204);
        assertThat(consents.given(id(), "voice-ordering")).isTrue();
        transactions.run(
                () -> sql.change("INSERT INTO acc_purpose SELECT purpose, 2, required, title_zh, title_en, text_zh,"
                        + " text_en, '2025-02-01' FROM acc_purpose WHERE purpose = 'voice-ordering' AND version = 1"));
        transactions.run(
                () -> sql.change("INSERT INTO acc_purpose SELECT purpose, 3, required, title_zh, title_en, text_zh,"
                        + " text_en, '2999-01-01' FROM acc_purpose WHERE purpose = 'voice-ordering' AND version = 1"));
        assertThat(consents.given(id(), "voice-ordering")).isFalse();
        put("voice-ordering").is(204);
        assertThat(consents.given(id(), "voice-ordering")).isTrue();
        assertThat(count(
                        "SELECT COUNT(*) AS v FROM acc_consent WHERE purpose = 'voice-ordering' AND account_id = ?"
                                + " AND standing = 1",
                        id()))
                .isEqualTo(1);
    }

    @Test
    void keepsOneOfManyAtOnce() throws Exception {
        Callable<Integer> give = () -> put("marketing").status();
        try (var pool = Executors.newFixedThreadPool(6)) {
            assertThat(pool.invokeAll(Collections.nCopies(6, give)))
                    .extracting(Future::resultNow)
                    .containsOnly(204);
        }
        assertThat(count("SELECT COUNT(*) AS v FROM acc_consent WHERE purpose = 'marketing' AND account_id = ?", id()))
                .isEqualTo(1);
    }

    @Test
    void opensOthersRecipientsOnlyAfterTheLookIsWritten() {
        String one = recipients.keep(id(), new Recipient("王秀英", "13800138000", "解放碑1号"));
        Caller viewer = caller(door.signUp(Door.anyPhone()));
        assertThat(recipients.find(viewer.accountId(), List.of(one))).isEmpty();
        assertThatThrownBy(() -> recipients.reveal(viewer, List.of(one), "recipient", " "))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("reason-missing"));
        assertThat(looksAt(id())).isZero();
        assertThat(recipients
                        .reveal(viewer, List.of(one), "recipient", "hand-over P1")
                        .get(one)
                        .phone())
                .isEqualTo("13800138000");
        assertThat(looksAt(id())).isEqualTo(1);
        assertThat(recipients.reveal(caller(person), List.of(one), "recipient", "my own"))
                .hasSize(1);
        assertThat(looksAt(id())).as("one's own data is no look").isEqualTo(1);
        assertThatThrownBy(() -> transactions.run(() -> recipients.reveal(viewer, List.of(one), "recipient", "inside")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void showsLooksToTheirPersonAndHisCounty() {
        String one = recipients.keep(id(), new Recipient("王秀英", "13800138000", null));
        Caller viewer = caller(door.signUp(Door.anyPhone()));
        recipients.reveal(viewer, List.of(one), "recipient", "first");
        recipients.reveal(viewer, List.of(one), "recipient", "second");
        Answer mine = door.get("/api/auth/looks?limit=1", token()).is(200);
        assertThat(items(mine))
                .singleElement()
                .satisfies(look -> assertThat(look)
                        .containsEntry("viewer", viewer.accountId())
                        .containsEntry("why", "second"));
        Answer next = door.get("/api/auth/looks?limit=1&cursor=" + mine.text("next"), token())
                .is(200);
        assertThat(items(next))
                .singleElement()
                .satisfies(look -> assertThat(look).containsEntry("why", "first"));
        assertThat(next.body()).doesNotContainKey("next");
        door.get("/api/auth/looks?cursor=rubbish", token()).is(400, "cursor-invalid");
        assertThat(items(door.get("/api/county/looks", operator("500233")).is(200)))
                .anyMatch(look -> id().equals(look.get("subject")));
        assertThat(items(door.get("/api/county/looks", operator("500101")).is(200)))
                .isEmpty();
        assertThat(items(door.get("/api/county/looks", operator("500233112")).is(200)))
                .isEmpty();
        door.get("/api/county/looks", token()).is(404);
    }

    @Test
    void stopsAScraperAtTwoHundredADay() {
        Caller scraper = caller(door.signUp(Door.anyPhone()));
        List<String> ids = transactions.run(() -> IntStream.range(0, 30)
                .mapToObj(i -> recipients.keep(id(), new Recipient("张" + i, "13800138000", null)))
                .toList());
        int opened = 0;
        ProblemException stopped = null;
        while (stopped == null && opened < 300) {
            try {
                recipients.reveal(scraper, List.of(ids.get(opened % 30)), "recipient", "just looking");
                opened++;
            } catch (ProblemException e) {
                stopped = e;
            }
        }
        // A bucket fills again evenly: in the seconds of this test by one at most.
        assertThat(opened).isBetween(200, 201);
        assertThat(stopped.code()).isEqualTo("too-many-looks");
        assertThat(looksAt(id())).isEqualTo(opened);
        assertThat(count(
                        "SELECT COUNT(*) AS v FROM ker_trail WHERE act = 'accounts.look.refused' AND actor = ?",
                        scraper.accountId()))
                .isEqualTo(1);
    }

    @Test
    void exportsAllThatIsKnownInTheOpenFiveTimesADay() {
        recipients.keep(id(), new Recipient("王秀英", "13800138000", "解放碑1号"));
        put("marketing").is(204);
        Answer all = door.get("/api/auth/data", token()).is(200);
        assertThat(all.body())
                .containsKeys(
                        "exportedAt",
                        "account",
                        "consents",
                        "grants",
                        "looks",
                        "recipients",
                        "representation",
                        "verification",
                        "open-things");
        assertThat(all.body().get("account").toString()).contains(phone).contains("张三丰");
        assertThat(all.body().get("recipients").toString()).contains("王秀英").contains("解放碑1号");
        assertThat(all.body().get("consents").toString()).contains("marketing");
        assertThat(all.raw().headers().firstValue("Cache-Control")).contains("no-store");
        for (int i = 0; i < 4; i++) {
            door.get("/api/auth/data", token()).is(200);
        }
        door.get("/api/auth/data", token()).is(429, "too-many-exports");
        door.get("/api/auth/data", null).is(401);
    }

    @Test
    void forgetsWhoeverProvesHimselfAndLetsTheNumberBeginAnew() {
        String recipient = recipients.keep(id(), new Recipient("王秀英", "13800138000", null));
        put("marketing").is(204);
        erase(Map.of("password", "not his own 橙")).is(403, "proof-wrong");
        erase(Map.of()).is(403, "proof-wrong");
        Answer erased = erase(Map.of("password", Door.PASSWORD)).is(200);
        assertThat(erased.body().get("kept").toString()).contains("电子商务法第31条").contains("假名");
        assertThat(accounts.active(id())).isFalse();
        assertThat(accounts.byPhone(phone)).isEmpty();
        assertThat(accounts.person(id())).hasValueSatisfying(left -> {
            assertThat(left.phone()).isNull();
            assertThat(left.name()).doesNotContain("张");
        });
        assertThat(recipients.masked(List.of(recipient))).isEmpty();
        assertThat(consents.given(id(), "marketing")).isFalse();
        assertThat(count("SELECT COUNT(*) AS v FROM acc_consent WHERE purpose = 'marketing' AND account_id = ?", id()))
                .isEqualTo(1);
        assertThat(count("SELECT COUNT(*) AS v FROM acc_erasure WHERE account_id = ?", id()))
                .isEqualTo(1);
        assertThat(count("SELECT COUNT(*) AS v FROM ker_trail WHERE act = 'accounts.erase' AND subject = ?", id()))
                .isEqualTo(1);
        door.get("/api/auth/me", token()).is(401);
        door.signIn(phone, Door.PASSWORD).is(401, "sign-in-refused");
        Answer anew = door.signUp(phone);
        assertThat(anew.text("accountId")).isNotEqualTo(id());
        assertThat(violations()).isEmpty();
    }

    @Test
    void doesNotForgetWhileSomethingIsOpen() {
        open.open.put(id(), "未完成订单 2 笔 · 2 open orders");
        Answer refused = erase(Map.of("password", Door.PASSWORD)).is(409, "erasure-not-yet");
        assertThat(refused.text("detail")).isEqualTo("未完成订单 2 笔 · 2 open orders");
        assertThat(accounts.active(id())).isTrue();
        assertThat(accounts.byPhone(phone)).contains(id());
        open.open.clear();
        accounts.grant(id(), new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, "1")), "system");
        assertThat(erase(Map.of("password", Door.PASSWORD))
                        .is(409)
                        .body()
                        .get("facts")
                        .toString())
                .contains("roles-held");
    }

    @Test
    void forgetsWhoeverBringsHisSecondFactorOrACodeButNotOnlyASession() {
        var codes = new FreshCodes(server.getApplicationContext());
        codes.enrol(id());
        String right = codes.next(id());
        door.fresh("POST", "/api/auth/erasure", Map.of(), token(), Phones.otherThan(right))
                .is(403, "second-factor-wrong");
        assertThat(accounts.active(id())).isTrue();
        door.fresh("POST", "/api/auth/erasure", Map.of(), token(), right).is(200);
        assertThat(accounts.active(id())).isFalse();

        phone = Door.anyPhone();
        person = door.signUp(phone);
        String code = door.askCode(phone, "ERASURE");
        erase(Map.of("code", Phones.otherThan(code))).is(400, "code-wrong");
        erase(Map.of("code", door.askCode(phone, "SIGN_IN"))).is(400, "code-wrong");
        erase(Map.of("code", code)).is(200);
        assertThat(accounts.active(id())).isFalse();
    }

    @Test
    void boundsGuessesAtTheProof() {
        for (int i = 0; i < 5; i++) {
            erase(Map.of("password", "guess-" + i + "-mrt")).is(403, "proof-wrong");
        }
        erase(Map.of("password", Door.PASSWORD)).is(429, "too-many-guesses");
    }

    @Test
    void isForgottenOnceByManyAtOnce() throws Exception {
        Callable<Integer> erase = () -> erase(Map.of("password", Door.PASSWORD)).status();
        try (var pool = Executors.newFixedThreadPool(4)) {
            var statuses = pool.invokeAll(Collections.nCopies(4, erase)).stream()
                    .map(Future::resultNow)
                    .toList();
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        }
        assertThat(count("SELECT COUNT(*) AS v FROM acc_erasure WHERE account_id = ?", id()))
                .isEqualTo(1);
    }

    private List<String> violations() {
        return auditor.run().stream()
                .filter(row -> row.violations() > 0)
                .map(row -> row.name() + " " + row.examples())
                .toList();
    }

    private Answer erase(Object proof) {
        return door.post("/api/auth/erasure", proof, token());
    }

    private Answer put(String purpose) {
        return door.send("PUT", "/api/auth/consents/" + purpose, null, bearer());
    }

    private Answer delete(String purpose) {
        return door.send("DELETE", "/api/auth/consents/" + purpose, null, bearer());
    }

    private String operator(String subtree) {
        Answer somebody = door.signUp(Door.anyPhone());
        accounts.grant(
                somebody.text("accountId"),
                new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, subtree)),
                "system");
        return somebody.text("accessToken");
    }

    private static Caller caller(Answer somebody) {
        return new Caller(somebody.text("accountId"), List.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Answer page) {
        return (List<Map<String, Object>>) page.body().get("items");
    }

    private long looksAt(String subject) {
        return count("SELECT COUNT(*) AS v FROM acc_look WHERE subject = ?", subject);
    }

    private String id() {
        return person.text("accountId");
    }

    private String token() {
        return person.text("accessToken");
    }

    private String bearer() {
        return "Bearer " + token();
    }

    private long count(String query, String id) {
        return transactions
                .read(() -> sql.one(query, row -> row.number("v"), id))
                .orElseThrow();
    }
}
