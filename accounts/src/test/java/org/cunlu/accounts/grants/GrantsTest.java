package org.cunlu.accounts.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.accounts.grants.Staff.COUNTY;
import static org.cunlu.accounts.grants.Staff.STATION;
import static org.cunlu.accounts.grants.Staff.grant;
import static org.cunlu.accounts.grants.Staff.order;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.grants.Staff.Member;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.AuditRow;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope.Kind;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantsTest implements TestPropertyProvider {
    private static final Grant KEEPER = grant(Role.STATION_KEEPER, Kind.NODE, STATION);
    private static final Grant DISPATCHER = grant(Role.DISPATCHER, Kind.SUBTREE, COUNTY);

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

    @Inject
    Clock clock;

    @Inject
    Auditor auditor;

    private Staff staff;
    private Door door;
    private Member operator;
    private Member person;

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("grants", Server.DATABASE));
        properties.put("cunlu.trusted-proxies", "127.0.0.0/8");
        return properties;
    }

    @BeforeAll
    void appointAnOperator() {
        staff = Staff.at(server);
        door = staff.door();
        operator = staff.operator();
    }

    @BeforeEach
    void somebodySignsUp() {
        person = staff.member();
    }

    @AfterEach
    void allNodesAreOpenAndAllGrantsAreInOrder() {
        StandInCounty.CLOSED.clear();
        assertThat(auditor.run())
                .filteredOn(row -> !row.clean())
                .extracting(AuditRow::examples)
                .isEmpty();
    }

    @Test
    void anOperatorGivesAndEndsARoleBelowHisNode() {
        String grantId = staff.give(operator, person, KEEPER).is(201).text("grantId");
        assertThat(staff.give(operator, person, KEEPER).is(201).text("grantId")).isEqualTo(grantId);
        assertThat(staff.held(person)).containsExactly(KEEPER);
        door.get("/api/probe/keeper", person.token()).is(200);
        staff.end(operator, grantId).is(204);
        staff.end(operator, grantId).is(204);
        assertThat(staff.held(person)).isEmpty();
        door.get("/api/probe/keeper", person.token()).is(404, "not-found");
        assertThat(staff.give(operator, person, KEEPER).is(201).text("grantId")).isNotEqualTo(grantId);
        assertThat(trailOf(person))
                .containsExactly(
                        "accounts.grant by operator: null -> STATION_KEEPER NODE " + STATION,
                        "accounts.revoke by operator: STATION_KEEPER NODE " + STATION + " -> null",
                        "accounts.grant by operator: null -> STATION_KEEPER NODE " + STATION);
    }

    @Test
    void nothingIsGivenWithoutAFreshCode() {
        door.fresh("POST", "/api/auth/grants", order(person.phone(), KEEPER), operator.token(), null)
                .is(403, "second-factor-needed");
        String code = staff.codes().next(operator.id());
        door.fresh("POST", "/api/auth/grants", order(person.phone(), KEEPER), operator.token(), code)
                .is(201);
        door.fresh("POST", "/api/auth/grants", order(person.phone(), DISPATCHER), operator.token(), code)
                .is(403, "second-factor-wrong");
        assertThat(staff.held(person)).containsExactly(KEEPER);
    }

    @Test
    void eachRowNamesTheRightUnderWhichItWasGiven() {
        staff.give(operator, person, KEEPER).is(201);
        String under = grants.standing(operator.id()).getFirst().grantId();
        assertThat(column("given_under", person)).containsExactly(under);
        assertThat(column("scope_path", person)).containsExactly("/50/5002/500233/500233112/500233112203");
        assertThat(column("given_under", operator)).containsExactly((String) null);
    }

    @Test
    void aDispatcherGivesDriversAndASellerHisHosts() {
        Member dispatcher = staff.member(grant(Role.DISPATCHER, Kind.SUBTREE, "500233112"));
        Grant driver = grant(Role.DRIVER, Kind.NODE, STATION);
        staff.give(dispatcher, person, driver).is(201);
        staff.give(dispatcher, person, grant(Role.DRIVER, Kind.NODE, "500233113"))
                .is(404, "not-found");
        Member seller = staff.member(grant(Role.SELLER, Kind.SHOP, StandInCounty.SHOP));
        Grant host = grant(Role.LIVE_HOST, Kind.SHOP, StandInCounty.SHOP);
        staff.give(seller, person, host).is(201);
        staff.give(seller, person, grant(Role.LIVE_HOST, Kind.SHOP, StandInCounty.SHOP_ELSEWHERE))
                .is(404, "not-found");
        assertThat(staff.held(person)).containsExactlyInAnyOrder(driver, host);
    }

    @Test
    void whatIsBeyondTheGiversScopeLooksLikeWhatDoesNotExist() {
        Answer unknown = staff.fresh(operator, "POST", "/api/auth/grants", order(Door.anyPhone(), KEEPER))
                .is(404, "not-found");
        for (Grant beyond : List.of(
                grant(Role.STATION_KEEPER, Kind.NODE, "500234112203"),
                grant(Role.STATION_KEEPER, Kind.NODE, "忠县"),
                grant(Role.STATION_KEEPER, Kind.NODE, "５００２３３"),
                grant(Role.DISPATCHER, Kind.SUBTREE, "50"),
                grant(Role.SELLER, Kind.SHOP, StandInCounty.SHOP_ELSEWHERE),
                grant(Role.SELLER, Kind.SHOP, "S-NOWHERE"),
                grant(Role.RESERVE_OFFICER, Kind.LEVEL, "COUNTY"),
                grant(Role.CONSUMER, Kind.SELF, person.id()))) {
            Answer refused = staff.give(operator, person, beyond).is(404, "not-found");
            assertThat(sameButRequestId(refused)).isEqualTo(sameButRequestId(unknown));
        }
        assertThat(staff.held(person)).isEmpty();
        assertThat(staff.trail(operator)).contains("accounts.grant.refused not-found");
    }

    @Test
    void nothingIsGivenForAClosedNodeAndWhatWasGivenThereCanBeEnded() {
        String grantId = staff.give(operator, person, KEEPER).is(201).text("grantId");
        StandInCounty.CLOSED.add(STATION);
        staff.give(operator, staff.member(), KEEPER).is(404, "not-found");
        staff.end(operator, grantId).is(204);
        assertThat(staff.held(person)).isEmpty();
    }

    @Test
    void refusesAScopeThatDoesNotFitTheRole() {
        staff.give(operator, person, grant(Role.STATION_KEEPER, Kind.SUBTREE, COUNTY))
                .is(400, "scope-unfit");
        staff.give(operator, person, grant(Role.SELLER, Kind.NODE, STATION)).is(400, "scope-unfit");
    }

    @Test
    void nobodyGivesToHimselfOrEndsHisOwn() {
        staff.give(operator, operator, DISPATCHER).is(403, "grant-to-oneself");
        String own = grants.standing(operator.id()).getFirst().grantId();
        staff.end(operator, own).is(403, "grant-to-oneself");
        staff.end(operator, "x".repeat(400)).is(404);
        assertThat(staff.trail(operator)).contains("accounts.grant.refused grant-to-oneself");
    }

    @Test
    void nobodyGivesBackUpTheChainByWhichHeGotHisOwn() {
        Member chief = staff.operator();
        staff.give(chief, person, DISPATCHER).is(201);
        staff.give(person, chief, grant(Role.DRIVER, Kind.NODE, STATION)).is(409, "grant-circle");
        Member driver = staff.member();
        staff.give(person, driver, grant(Role.DRIVER, Kind.NODE, STATION)).is(201);
        assertThat(staff.held(chief)).hasSize(1);
    }

    @Test
    void datesBeginAndEndARole() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        staff.give(operator, person, KEEPER, now.plus(Duration.ofDays(2)).toString(), null)
                .is(201);
        assertThat(staff.held(person)).isEmpty();
        assertThat(grants.standing(person.id())).hasSize(1);
        Member other = staff.member();
        staff.give(
                        operator,
                        other,
                        KEEPER,
                        null,
                        now.plus(Duration.ofSeconds(3)).toString())
                .is(201);
        assertThat(staff.held(other)).containsExactly(KEEPER);
        staff.give(operator, other, KEEPER, null, now.plus(Duration.ofDays(3)).toString())
                .is(409, "grant-stands");
        while (clock.instant().isBefore(now.plus(Duration.ofSeconds(3)))) {
            Thread.onSpinWait();
        }
        assertThat(staff.held(other)).isEmpty();
        // What ran out makes room for a new one.
        staff.give(operator, other, KEEPER).is(201);
        assertThat(staff.held(other)).containsExactly(KEEPER);
    }

    @Test
    void noRoleLastsLongerThanItsGivers() {
        Instant end = clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.MILLIS);
        Member dispatcher = staff.member();
        staff.give(operator, dispatcher, DISPATCHER, null, end.toString()).is(201);
        Grant driver = grant(Role.DRIVER, Kind.NODE, STATION);
        staff.give(dispatcher, person, driver).is(400, "dates-beyond-yours");
        staff.give(dispatcher, person, driver, null, end.plusMillis(1).toString())
                .is(400, "dates-beyond-yours");
        staff.give(dispatcher, person, driver, null, end.toString()).is(201);
        for (String strange : new String[] {"+10000-01-01T00:00:00Z", "+999999999-12-31T00:00:00Z"}) {
            staff.give(operator, staff.member(), KEEPER, null, strange).is(400, "dates-wrong");
            staff.give(operator, staff.member(), KEEPER, strange, null).is(400, "dates-wrong");
        }
        staff.give(operator, staff.member(), KEEPER, "-999999999-01-01T00:00:00Z", null)
                .is(400, "dates-wrong");
        String past = clock.instant().minusSeconds(1).toString();
        staff.give(operator, staff.member(), KEEPER, null, past).is(400, "dates-wrong");
    }

    @Test
    void whatAGiverGaveStaysWhenHisOwnEnds() {
        Member dispatcher = staff.member();
        String own = staff.give(operator, dispatcher, DISPATCHER).is(201).text("grantId");
        Grant driver = grant(Role.DRIVER, Kind.NODE, STATION);
        staff.give(dispatcher, person, driver).is(201);
        staff.end(operator, own).is(204);
        assertThat(staff.held(person)).containsExactly(driver);
        door.fresh(
                        "POST",
                        "/api/auth/grants",
                        order(staff.member().phone(), driver),
                        dispatcher.token(),
                        staff.codes().next(dispatcher.id()))
                .is(404, "not-found");
    }

    @Test
    void whoeverMayGiveMayEndAndNobodyElse() {
        String grantId = staff.give(operator, person, KEEPER).is(201).text("grantId");
        Member dispatcher = staff.member(DISPATCHER);
        staff.end(dispatcher, grantId).is(404, "not-found");
        Member elsewhere = staff.member(grant(Role.COUNTY_OPERATOR, Kind.SUBTREE, "500234"));
        staff.end(elsewhere, grantId).is(404, "not-found");
        staff.end(operator, "0000000000000").is(404, "not-found");
        staff.end(staff.operator(), grantId).is(204);
        assertThat(staff.held(person)).isEmpty();
    }

    @Test
    void suspendedPeopleGetNothing() {
        accounts.suspend(person.id(), "system");
        staff.give(operator, person, KEEPER).is(404, "not-found");
        assertThat(staff.held(person)).isEmpty();
    }

    @Test
    void listsWhatLiesWithinTheCallersGivingScopePageByPage() {
        Member town = staff.member(grant(Role.COUNTY_OPERATOR, Kind.SUBTREE, "500299"));
        var expected = new HashSet<String>();
        for (int i = 0; i < 5; i++) {
            expected.add(staff.give(town, staff.member(), grant(Role.STATION_KEEPER, Kind.NODE, "50029900" + i))
                    .is(201)
                    .text("grantId"));
        }
        expected.add(grants.standing(town.id()).getFirst().grantId());
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            Answer page = door.get(
                            "/api/auth/grants?limit=2" + (cursor == null ? "" : "&cursor=" + cursor), town.token())
                    .is(200);
            items(page).forEach(item -> seen.add((String) item.get("grantId")));
            cursor = page.text("next");
        } while (cursor != null);
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        Answer one =
                door.get("/api/auth/grants?role=COUNTY_OPERATOR", town.token()).is(200);
        assertThat(items(one)).hasSize(1);
        assertThat(items(one).getFirst().get("phoneMasked"))
                .isEqualTo(town.phone().substring(0, 3) + "****" + town.phone().substring(7));
        assertThat(items(door.get("/api/auth/grants?phone=" + person.phone(), town.token())
                        .is(200)))
                .isEmpty();
        assertThat(items(door.get("/api/auth/grants", staff.member(DISPATCHER).token())
                        .is(200)))
                .allMatch(item -> item.get("role").equals("DRIVER"));
    }

    @Test
    void refusesRubbishInWords() {
        Map<String, Object> order = order(person.phone(), KEEPER);
        order.put("phone", "+1 415 555 2671");
        staff.fresh(operator, "POST", "/api/auth/grants", order).is(400, "phone-invalid");
        order.put("phone", person.phone());
        order.put("role", "EMPEROR");
        assertThat(staff.fresh(operator, "POST", "/api/auth/grants", order).status())
                .isEqualTo(400);
        assertThat(staff.fresh(operator, "POST", "/api/auth/grants", Map.of("phone", person.phone()))
                        .status())
                .isEqualTo(400);
        door.get("/api/auth/grants?cursor=%E6%A9%99", operator.token()).is(400);
    }

    @Test
    void rivalsWhoGiveTheSameRoleGiveItOnce() throws Exception {
        var tries = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 8; i++) {
            Member rival = i < 4 ? operator : staff.operator();
            tries.add(() -> door.fresh(
                    "POST",
                    "/api/auth/grants",
                    order(person.phone(), KEEPER),
                    rival.token(),
                    staff.codes().next(rival.id())));
        }
        var ids = new HashSet<String>();
        for (Answer answer : together(tries)) {
            if (answer.status() == 201) {
                ids.add(answer.text("grantId"));
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(staff.held(person)).containsExactly(KEEPER);
        assertThat(trailOf(person)).hasSize(1);
    }

    @Test
    void whenGivingMeetsTheEndOfTheGiversOwnTheAuditIsCleanWhoeverWasFirst() throws Exception {
        int given = 0;
        for (int round = 0; round < 10; round++) {
            Member dispatcher = staff.member();
            String own = staff.give(operator, dispatcher, DISPATCHER).is(201).text("grantId");
            Member driver = staff.member();
            String code = staff.codes().next(dispatcher.id());
            List<Answer> answers = together(List.of(
                    () -> door.fresh(
                            "POST",
                            "/api/auth/grants",
                            order(driver.phone(), grant(Role.DRIVER, Kind.NODE, STATION)),
                            dispatcher.token(),
                            code),
                    () -> staff.end(operator, own)));
            answers.get(1).is(204);
            assertThat(answers.get(0).status()).isIn(201, 404);
            given += answers.get(0).status() == 201 ? 1 : 0;
            assertThat(staff.held(driver)).hasSize(answers.get(0).status() == 201 ? 1 : 0);
        }
        System.out.println("given before the end: " + given + " of 10");
    }

    @Test
    void theSystemGivesWithoutARightOfItsOwn() {
        accounts.grant(person.id(), KEEPER, "system");
        accounts.grant(person.id(), KEEPER, "system");
        assertThat(staff.held(person)).containsExactly(KEEPER);
        assertThat(trailOf(person)).hasSize(1);
        accounts.revoke(person.id(), KEEPER, "system");
        assertThat(staff.held(person)).isEmpty();
        assertThatThrownBy(() -> grants.give("0000000000000", KEEPER, "system")).isInstanceOf(ProblemException.class);
    }

    private static List<Answer> together(List<Callable<Answer>> tries) throws Exception {
        var answers = new ArrayList<Answer>();
        try (var crowd = Executors.newFixedThreadPool(tries.size())) {
            for (var attempt : crowd.invokeAll(tries)) {
                answers.add(attempt.get());
            }
        }
        return answers;
    }

    private List<String> column(String name, Member member) {
        return transactions.read(() -> sql.list(
                "SELECT " + name + " AS it FROM acc_grant WHERE account_id = ?", row -> row.string("it"), member.id()));
    }

    private List<String> trailOf(Member subject) {
        return transactions.read(() -> sql.list(
                "SELECT actor, act, state_before, state_after FROM ker_trail WHERE subject = ? ORDER BY trail_id",
                row -> row.string("act") + " by "
                        + row.string("actor").replace(operator.id(), "operator") + ": "
                        + row.string("state_before") + " -> " + row.string("state_after"),
                subject.id()));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Answer answer) {
        return (List<Map<String, Object>>) answer.body().get("items");
    }

    private static Map<String, Object> sameButRequestId(Answer answer) {
        var body = new LinkedHashMap<>(answer.body());
        body.remove("requestId");
        return body;
    }
}
