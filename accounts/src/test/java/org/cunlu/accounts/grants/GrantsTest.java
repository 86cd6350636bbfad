package org.cunlu.accounts.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.Grants;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.caller.Scope.Kind;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantsTest implements TestPropertyProvider {
    private static final String STATION = "500233112203";

    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    Grants grants;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private Door door;
    private String operatorPhone;
    private Answer operator;
    private String phone;
    private Answer person;

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("grants", Server.DATABASE));
        properties.put("cunlu.trusted-proxies", "127.0.0.0/8");
        return properties;
    }

    @BeforeAll
    void appointAnOperator() {
        door = Door.at(server);
        operatorPhone = Door.anyPhone();
        operator = door.signUp(operatorPhone);
        accounts.grant(operator.text("accountId"), grant(Role.COUNTY_OPERATOR, Kind.SUBTREE, "500233"), "system");
    }

    @BeforeEach
    void somebodySignsUp() {
        phone = Door.anyPhone();
        person = door.signUp(phone);
    }

    @Test
    void anOperatorGivesAndEndsARoleBelowHisNode() {
        give(order(phone, "STATION_KEEPER", "NODE", STATION)).is(204);
        give(order(phone, "STATION_KEEPER", "NODE", STATION)).is(204);
        assertThat(held()).containsOnlyOnce(grant(Role.STATION_KEEPER, Kind.NODE, STATION));
        door.get("/api/probe/keeper", person.text("accessToken")).is(200);
        end(order(phone, "STATION_KEEPER", "NODE", STATION)).is(204);
        end(order(phone, "STATION_KEEPER", "NODE", STATION)).is(204);
        assertThat(held()).containsExactly(grant(Role.CONSUMER, Kind.SELF, person.text("accountId")));
        door.get("/api/probe/keeper", person.text("accessToken")).is(404);
        give(order(phone, "STATION_KEEPER", "NODE", STATION)).is(204);
        assertThat(trail())
                .containsExactly(
                        "accounts.grant by operator: null -> STATION_KEEPER NODE " + STATION,
                        "accounts.revoke by operator: STATION_KEEPER NODE " + STATION + " -> null",
                        "accounts.grant by operator: null -> STATION_KEEPER NODE " + STATION);
    }

    @Test
    void nothingIsGivenBeyondTheOperatorsScope() {
        give(order(phone, "STATION_KEEPER", "NODE", "500234112203")).is(403, "scope-not-yours");
        give(order(phone, "DISPATCHER", "SUBTREE", "50")).is(403, "scope-not-yours");
        give(order(phone, "COUNTY_OPERATOR", "SUBTREE", "500233")).is(403, "role-not-yours-to-give");
        give(order(phone, "RESERVE_AUTHORITY", "LEVEL", "county")).is(403, "role-not-yours-to-give");
        give(order(phone, "STATION_KEEPER", "SUBTREE", "500233")).is(400, "scope-unfit");
        give(order(operatorPhone, "DISPATCHER", "SUBTREE", "500233")).is(403, "grant-to-oneself");
        give(order(Door.anyPhone(), "DISPATCHER", "SUBTREE", "500233")).is(404, "not-found");
        assertThat(held()).hasSize(1);
        assertThat(trail()).isEmpty();
    }

    @Test
    void nothingIsEndedBeyondTheOperatorsScope() {
        accounts.grant(person.text("accountId"), grant(Role.STATION_KEEPER, Kind.NODE, "500234112203"), "system");
        end(order(phone, "STATION_KEEPER", "NODE", "500234112203")).is(403, "scope-not-yours");
        end(order(operatorPhone, "COUNTY_OPERATOR", "SUBTREE", "500233")).is(403, "role-not-yours-to-give");
        assertThat(held()).hasSize(2);
    }

    @Test
    void nobodyElseGivesRoles() {
        var order = order(phone, "STATION_KEEPER", "NODE", STATION);
        door.send("POST", "/api/county/grants", order, null).is(401, "token-missing");
        door.send("POST", "/api/county/grants", order, bearer(person)).is(404, "not-found");
        accounts.grant(person.text("accountId"), grant(Role.DISPATCHER, Kind.SUBTREE, "500233"), "system");
        door.send("POST", "/api/county/grants", order, bearer(person)).is(404, "not-found");
        door.send("DELETE", "/api/county/grants", order, bearer(person)).is(404, "not-found");
    }

    @Test
    void refusesRubbishInWords() {
        give(order("+1 415 555 2671", "STATION_KEEPER", "NODE", STATION)).is(400, "phone-invalid");
        assertThat(give(order(phone, "EMPEROR", "NODE", STATION)).status()).isEqualTo(400);
        assertThat(give(order(phone, "STATION_KEEPER", "NODE", "")).status()).isEqualTo(400);
        assertThat(give(Map.of("phone", phone)).status()).isEqualTo(400);
    }

    @Test
    void rivalsWhoGiveTheSameRoleGiveItOnce() throws Exception {
        try (var crowd = Executors.newFixedThreadPool(8)) {
            var tries = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 8; i++) {
                tries.add(() -> {
                    grants.give(person.text("accountId"), grant(Role.DRIVER, Kind.SUBTREE, "500233"), "system");
                    return null;
                });
            }
            for (var attempt : crowd.invokeAll(tries)) {
                attempt.get();
            }
        }
        assertThat(held()).hasSize(2);
        assertThat(trail()).hasSize(1);
    }

    @Test
    void nobodyUnknownIsGivenARole() {
        assertThatThrownBy(() -> grants.give("0000000000000", grant(Role.DRIVER, Kind.NODE, STATION), "system"))
                .isInstanceOf(ProblemException.class);
    }

    private Answer give(Object order) {
        return door.send("POST", "/api/county/grants", order, bearer(operator));
    }

    private Answer end(Object order) {
        return door.send("DELETE", "/api/county/grants", order, bearer(operator));
    }

    private List<Grant> held() {
        return grants.of(person.text("accountId"));
    }

    private List<String> trail() {
        return transactions.read(() -> sql.list(
                "SELECT actor, act, state_before, state_after FROM ker_trail WHERE subject = ? ORDER BY trail_id",
                row -> row.string("act") + " by "
                        + row.string("actor").replace(operator.text("accountId"), "operator") + ": "
                        + row.string("state_before") + " -> " + row.string("state_after"),
                person.text("accountId")));
    }

    private static String bearer(Answer tokens) {
        return "Bearer " + tokens.text("accessToken");
    }

    private static Map<String, Object> order(String phone, String role, String kind, String value) {
        return Map.of("phone", phone, "role", role, "scope", Map.of("kind", kind, "value", value));
    }

    private static Grant grant(Role role, Kind kind, String value) {
        return new Grant(role, new Scope(kind, value));
    }
}
