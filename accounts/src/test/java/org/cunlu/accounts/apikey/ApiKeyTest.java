package org.cunlu.accounts.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.MovableTime;
import org.cunlu.kernel.audit.AuditRow;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a key opens, and for whom. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeyTest extends KeyHolders {
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
}
