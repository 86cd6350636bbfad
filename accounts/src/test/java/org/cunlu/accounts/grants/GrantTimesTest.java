package org.cunlu.accounts.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.accounts.grants.Staff.COUNTY;
import static org.cunlu.accounts.grants.Staff.STATION;
import static org.cunlu.accounts.grants.Staff.grant;
import static org.cunlu.accounts.grants.Staff.order;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.RoleGiving;
import org.cunlu.accounts.grants.Staff.Member;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope.Kind;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** When roles begin and end, and whose rights they rest on; also with rivals. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantTimesTest extends GivingHouse {
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
    void aShopThatTheCountyMadeLastsLongerThanTheRoleOfWhoDecidedAndNothingElseDoes() {
        Instant end = clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.MILLIS);
        Member leaving = staff.member();
        accounts.grant(leaving.id(), grant(Role.COUNTY_OPERATOR, Kind.SUBTREE, COUNTY), "system");
        transactions.run(() -> sql.change(
                "UPDATE acc_grant SET valid_until = ? WHERE account_id = ? AND role = 'COUNTY_OPERATOR'",
                end,
                leaving.id()));
        Grant shop = grant(Role.SELLER, Kind.SHOP, "S-HERE");
        var giving = server.getApplicationContext().getBean(RoleGiving.class);
        transactions.run(() -> giving.give(leaving.id(), person.id(), shop));
        assertThat(staff.held(person)).contains(shop);
        assertThatThrownBy(() -> transactions.run(() -> giving.give(leaving.id(), person.id(), KEEPER)))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo("dates-beyond-yours"));
        staff.give(leaving, staff.member(), shop).is(400, "dates-beyond-yours");
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
}
