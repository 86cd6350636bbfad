package org.cunlu.accounts.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Nobody has an account without having agreed to what it is for, in the words that held then. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignUpConsentTest implements TestPropertyProvider {
    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    Consents consents;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private Door door;
    private String phone;

    @Override
    public Map<String, String> getProperties() {
        var room = new LinkedHashMap<>(TestServers.properties("signupconsent", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        return room;
    }

    @BeforeEach
    void arrive() {
        door = Door.at(server);
        phone = Door.anyPhone();
    }

    @AfterEach
    void theTextsAreAsTheyWere() {
        transactions.run(() -> sql.change("DELETE FROM acc_purpose WHERE purpose = 'service' AND version > 1"));
        transactions.run(
                () -> sql.change("UPDATE acc_purpose SET effective_from = '2025-01-01' WHERE purpose = 'service'"));
    }

    @Test
    void keepsWithTheAccountWhichTextWasAgreedToWhenAndHow() {
        Answer person = door.signUp(phone);
        assertThat(kept(person.text("accountId"))).isEqualTo("service 1 ONLINE himself");
        String room = consentRoom(person);
        assertThat(room)
                .contains("\"purpose\":\"service\"", "\"version\":1,\"required\":true", "不同意则无法使用村路")
                .contains("\"given\":true");
        assertThat(door.get("/api/auth/data", person.text("accessToken"))
                        .body()
                        .get("consents")
                        .toString())
                .contains("service");
    }

    @Test
    void showsTheTextBeforeAndTakesOnlyTheVersionThatWasShown() {
        assertThat(text(door.send("GET", "/api/auth/purposes", null, null)))
                .contains("\"purpose\":\"service\",\"version\":1", "The service itself")
                .doesNotContain("marketing");
        newText(2, "2025-02-01");
        newText(3, "2999-01-01");
        String code = door.askCode(phone, "SIGN_IN");
        Answer old = signUp(code, 1).is(409, "consent-outdated");
        assertThat(old.body().get("facts").toString()).contains("version=2");
        signUp(code, 3).is(409, "consent-outdated");
        assertThat(accounts.byPhone(phone)).isEmpty();
        Answer person = signUp(code, 2).is(201);
        assertThat(kept(person.text("accountId"))).isEqualTo("service 2 ONLINE himself");
    }

    @Test
    void takesNobodyInWhileThereIsNoTextToAgreeTo() {
        transactions.run(
                () -> sql.change("UPDATE acc_purpose SET effective_from = '2999-01-01' WHERE purpose = 'service'"));
        String code = door.askCode(phone, "SIGN_IN");
        signUp(code, null).is(503, "consent-text-missing");
        assertThat(accounts.byPhone(phone)).isEmpty();
        theTextsAreAsTheyWere();
        signUp(code, null).is(201);
    }

    @Test
    void isWithdrawnByErasureAlone() {
        Answer person = door.signUp(phone);
        Answer refused = door.send("DELETE", "/api/auth/consents/service", null, "Bearer " + person.text("accessToken"))
                .is(409, "consent-required");
        assertThat(refused.text("detail")).contains("注销账号");
        assertThat(refused.body().get("facts").toString()).contains("POST /api/auth/erasure");
        assertThat(consents.given(person.text("accountId"), Consents.SERVICE)).isTrue();
        door.post("/api/auth/erasure", Map.of("password", Door.PASSWORD), person.text("accessToken"))
                .is(200);
        assertThat(consents.given(person.text("accountId"), Consents.SERVICE)).isFalse();
    }

    @Test
    void aNewTextAsksAnewWhoIsHereAlready() {
        Answer person = door.signUp(phone);
        newText(2, "2025-02-01");
        assertThat(consents.given(person.text("accountId"), Consents.SERVICE)).isFalse();
        door.send("PUT", "/api/auth/consents/service", null, "Bearer " + person.text("accessToken"))
                .is(204);
        assertThat(consents.given(person.text("accountId"), Consents.SERVICE)).isTrue();
    }

    private Answer signUp(String code, Integer version) {
        var body = new HashMap<String, Object>(Map.of("phone", phone, "code", code, "name", "张三丰"));
        if (version != null) {
            body.put("serviceVersion", version);
        }
        return door.post("/api/auth/sign-up", body, null);
    }

    private void newText(int version, String from) {
        transactions.run(() -> sql.change(
                "INSERT INTO acc_purpose SELECT purpose, ?, required, title_zh, title_en, text_zh, text_en, ?"
                        + " FROM acc_purpose WHERE purpose = 'service' AND version = 1",
                version,
                from));
    }

    private String kept(String accountId) {
        return transactions
                .read(() -> sql.one(
                        "SELECT CONCAT(purpose, ' ', version, ' ', way, CASE WHEN given_by = account_id AND taken_by ="
                                + " account_id AND standing = 1 AND recorded_at IS NOT NULL THEN ' himself' ELSE '' END)"
                                + " AS v FROM acc_consent WHERE account_id = ?",
                        row -> row.string("v"),
                        accountId))
                .orElseThrow();
    }

    private String consentRoom(Answer person) {
        return text(door.send("GET", "/api/auth/consents", null, "Bearer " + person.text("accessToken")));
    }

    private static String text(Answer answer) {
        return new String(answer.raw().body(), StandardCharsets.UTF_8);
    }
}
