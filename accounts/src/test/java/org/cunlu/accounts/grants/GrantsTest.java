package org.cunlu.accounts.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.accounts.grants.Staff.COUNTY;
import static org.cunlu.accounts.grants.Staff.STATION;
import static org.cunlu.accounts.grants.Staff.grant;
import static org.cunlu.accounts.grants.Staff.order;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.grants.Staff.Member;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Roles are given and ended within the giver's own scope. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantsTest extends GivingHouse {
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

    private List<String> column(String name, Member member) {
        return transactions.read(() -> sql.list(
                "SELECT " + name + " AS it FROM acc_grant WHERE account_id = ?", row -> row.string("it"), member.id()));
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
