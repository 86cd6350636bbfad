package org.cunlu.app.doors;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.DemoFactors;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Sessions;
import org.cunlu.accounts.TotpSecret;
import org.cunlu.app.county.DemoCounty;
import org.cunlu.app.county.DemoPerson;
import org.cunlu.app.doors.Givable.Rule;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.caller.Scope.Kind;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Origin;
import org.cunlu.logistics.NetworkImport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who gives which role, in the demo county with its real network, shops and brands: every giver against every role. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GivingRolesTest {
    private static final String GRANTS = "/api/auth/grants";
    private static final String INVITATIONS = "/api/auth/invitations";

    private record Giver(Role role, String id, String token) {}

    private static final List<Rule> RULES = Givable.rules();

    private final Map<Role, Giver> givers = new EnumMap<>(Role.class);
    /** Who has the same roles, somewhere else. */
    private final Map<Role, Giver> elsewhere = new EnumMap<>(Role.class);

    private final AtomicInteger people = new AtomicInteger();
    private EmbeddedServer server;
    private Wire wire;

    @BeforeAll
    void start() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("givers"));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        server = ApplicationContext.run(EmbeddedServer.class, room, "test");
        wire = new Wire("127.0.0.1", server.getPort());
        bean(DemoCounty.class).loadOnce(done -> {});
        assertThat(RULES).extracting(Rule::role).containsExactlyInAnyOrder(Role.values());
        for (DemoPerson person : DemoPerson.all()) {
            String id = bean(Accounts.class).byPhone(person.phone()).orElseThrow();
            givers.put(person.role(), giver(person.role(), id));
            elsewhere.put(person.role(), giver(person.role(), newcomer(scopeElsewhere(person))));
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void theAuditIsClean() {
        assertThat(bean(Auditor.class).run())
                .filteredOn(row -> row.name().contains("grant") && !row.clean())
                .isEmpty();
    }

    @Test
    void eachRoleIsGivenByThoseOfTheTableAndByNobodyElse() {
        for (Giver giver : givers.values()) {
            long refused = rows(giver, "accounts.grant.refused");
            String unknown = post(giver, "/api/auth/no-such-address", "{}");
            for (Rule rule : RULES) {
                String phone = phone();
                String recipient = account(phone);
                String told = giver.role() + " gives " + rule.role();
                String answer = post(giver, GRANTS, order(phone, rule.role(), rule.scope()));
                if (!rule.givers().contains(giver.role())) {
                    refused++;
                    assertThat(answer).as(told).isEqualTo(unknown);
                    assertThat(held(recipient)).as(told).isEmpty();
                } else if (rule.twoPeople()) {
                    assertThat(Wire.status(answer)).as(told + answer).isEqualTo(202);
                    assertThat(held(recipient)).as(told).isEmpty();
                } else {
                    assertThat(Wire.status(answer)).as(told + answer).isEqualTo(201);
                    assertThat(held(recipient)).as(told).containsExactly(new Grant(rule.role(), rule.scope()));
                }
            }
            leavesRows(giver, "accounts.grant.refused", refused);
        }
    }

    @Test
    void nobodyGivesWhatLiesOutsideOfHisOwnScope() {
        for (Giver giver : elsewhere.values()) {
            long before = rows(giver, "accounts.grant.refused");
            String unknown = post(giver, "/api/auth/no-such-address", "{}");
            for (Rule rule : RULES) {
                String phone = phone();
                String recipient = account(phone);
                String told = giver.role() + " of elsewhere gives " + rule.role();
                assertThat(post(giver, GRANTS, order(phone, rule.role(), rule.scope())))
                        .as(told)
                        .isEqualTo(unknown);
                assertThat(held(recipient)).as(told).isEmpty();
            }
            leavesRows(giver, "accounts.grant.refused", before + RULES.size());
        }
    }

    @Test
    void eachRoleIsOfferedByThoseOfTheTableUnlessItTakesTwo() {
        for (Giver giver : givers.values()) {
            long refused = rows(giver, "accounts.invite.refused");
            String unknown = post(giver, "/api/auth/no-such-address", "{}");
            for (Rule rule : RULES) {
                String told = giver.role() + " offers " + rule.role();
                String answer = post(giver, INVITATIONS, order(null, rule.role(), rule.scope()));
                if (!rule.givers().contains(giver.role())) {
                    refused++;
                    assertThat(answer).as(told).isEqualTo(unknown);
                } else if (rule.twoPeople()) {
                    refused++;
                    assertThat(answer).as(told).startsWith("HTTP/1.1 400").contains("\"not-by-invitation\"");
                } else {
                    assertThat(Wire.status(answer)).as(told + answer).isEqualTo(201);
                }
            }
            leavesRows(giver, "accounts.invite.refused", refused);
        }
    }

    @Test
    void eachRoleIsEndedByThoseWhoMayGiveItAndByNobodyElse() {
        for (Giver giver : givers.values()) {
            long refused = rows(giver, "accounts.revoke.refused");
            String unknown = send(giver, "DELETE", "/api/auth/no-such-address", "");
            for (Rule rule :
                    RULES.stream().filter(each -> each.role() != Role.CONSUMER).toList()) {
                String recipient = newcomer(new Grant(rule.role(), rule.scope()));
                String told = giver.role() + " ends " + rule.role();
                String grantId =
                        bean(Grants.class).standing(recipient).getFirst().grantId();
                String answer = send(giver, "DELETE", GRANTS + "/" + grantId, "");
                if (rule.givers().contains(giver.role())) {
                    assertThat(Wire.status(answer)).as(told + answer).isEqualTo(204);
                    assertThat(bean(Grants.class).standing(recipient)).as(told).isEmpty();
                } else {
                    refused++;
                    assertThat(answer).as(told).isEqualTo(unknown);
                    assertThat(bean(Grants.class).standing(recipient)).as(told).hasSize(1);
                }
            }
            leavesRows(giver, "accounts.revoke.refused", refused);
        }
    }

    @Test
    void nothingIsGivenOrOfferedForANodeThatTheNetworkHasClosed() throws IOException {
        Giver operator = givers.get(Role.COUNTY_OPERATOR);
        String closing = "500233001202"; // nothing stands there, so it may close
        var there = new Scope(Kind.NODE, closing);
        String phone = phone();
        String recipient = account(phone);
        assertThat(Wire.status(post(operator, INVITATIONS, order(null, Role.STATION_KEEPER, there))))
                .isEqualTo(201);
        load(closing, "CLOSED");
        try {
            String unknown = post(operator, "/api/auth/no-such-address", "{}");
            for (Role role : List.of(Role.STATION_KEEPER, Role.WAREHOUSE_WORKER, Role.DRIVER)) {
                assertThat(post(operator, GRANTS, order(phone, role, there))).isEqualTo(unknown);
                assertThat(post(operator, INVITATIONS, order(null, role, there)))
                        .isEqualTo(unknown);
            }
            assertThat(held(recipient)).isEmpty();
        } finally {
            for (String next : List.of("PLANNED", "BUILT", "OPEN")) {
                load(closing, next);
            }
        }
        assertThat(Wire.status(post(operator, GRANTS, order(phone, Role.STATION_KEEPER, there))))
                .isEqualTo(201);
    }

    /** Whoever is refused at the door leaves his row a moment later. */
    private void leavesRows(Giver giver, String act, long expected) {
        Awaitility.await("rows of " + giver.role())
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(rows(giver, act)).isEqualTo(expected));
    }

    private long rows(Giver giver, String act) {
        return bean(Transactions.class)
                .read(() -> bean(Sql.class)
                        .one(
                                "SELECT COUNT(*) AS n FROM ker_trail WHERE actor = ? AND act = ?",
                                row -> row.number("n"),
                                giver.id(),
                                act))
                .orElseThrow();
    }

    private void load(String node, String to) throws IOException {
        try (var file = new BufferedReader(new InputStreamReader(
                DemoCounty.class.getResourceAsStream("/demo/network.csv"), StandardCharsets.UTF_8))) {
            String wanted = file.lines()
                    .filter(line -> line.startsWith("record,") || line.startsWith("node," + node + ","))
                    .map(line -> line.replace(",OPEN,", "," + to + ","))
                    .collect(Collectors.joining("\n"));
            assertThat(wanted.lines()).hasSize(2);
            assertThat(bean(NetworkImport.class)
                            .network(new StringReader(wanted), false, "test")
                            .faults())
                    .isEmpty();
        }
    }

    private String post(Giver giver, String path, String body) {
        return send(giver, "POST", path, body);
    }

    /** With a second factor that is good, so that nothing else can be what refuses. */
    private String send(Giver giver, String method, String path, String body) {
        bean(Transactions.class)
                .run(() ->
                        bean(Sql.class).change("UPDATE acc_totp SET last_step = 0 WHERE account_id = ?", giver.id()));
        int n = people.incrementAndGet();
        return wire.ask(
                method,
                path,
                Map.of(
                        "Authorization",
                        "Bearer " + giver.token(),
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        UUID.randomUUID().toString(),
                        "Second-Factor",
                        DemoPerson.SECRET.code(TotpSecret.stepAt(Instant.now())),
                        "X-Forwarded-For",
                        "10.7." + (n >> 8 & 255) + "." + (n & 255)),
                body);
    }

    private static String order(String phone, Role role, Scope scope) {
        return "{" + (phone == null ? "" : "\"phone\":\"" + phone + "\",") + "\"role\":\"" + role
                + "\",\"scope\":{\"kind\":\"" + scope.kind() + "\",\"value\":\"" + scope.value() + "\"}}";
    }

    private List<Grant> held(String account) {
        return bean(Grants.class).of(account).stream()
                .filter(grant -> grant.role() != Role.CONSUMER)
                .toList();
    }

    private Giver giver(Role role, String id) {
        bean(DemoFactors.class).enrol(id, DemoPerson.SECRET);
        String token = bean(Sessions.class)
                .open(id, Origin.WITHIN, Sessions.Way.PASSWORD)
                .accessToken();
        return new Giver(role, id, token);
    }

    private static Grant scopeElsewhere(DemoPerson person) {
        Scope scope = switch (person.scopeKind()) {
            case SELF, NODE -> new Scope(Kind.NODE, "500233001");
            case SUBTREE -> new Scope(Kind.SUBTREE, "500233001");
            case SHOP -> new Scope(Kind.SHOP, "S-ZHONGCHENG-02");
            case BRAND -> new Scope(Kind.BRAND, "B-ELSEWHERE");
            case LEVEL, HOLDING -> new Scope(Kind.LEVEL, "CITY");
        };
        return new Grant(person.role(), scope);
    }

    private String newcomer(Grant grant) {
        String id = account(phone());
        if (grant.role() != Role.CONSUMER) {
            bean(Accounts.class).grant(id, grant, "system");
        }
        return id;
    }

    private String phone() {
        return "139" + String.format("%08d", people.incrementAndGet());
    }

    private String account(String phone) {
        return bean(Transactions.class).run(() -> bean(AccountLives.class).open(MobileNumber.of(phone), null, "张三丰"));
    }

    private <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }
}
