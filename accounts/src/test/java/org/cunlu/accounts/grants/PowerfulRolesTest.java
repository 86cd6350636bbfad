package org.cunlu.accounts.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.accounts.grants.Staff.COUNTY;
import static org.cunlu.accounts.grants.Staff.STATION;
import static org.cunlu.accounts.grants.Staff.grant;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.MovableTime;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.accounts.grants.Staff.Member;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope.Kind;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two people, invitations, suspension, lost second factors. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PowerfulRolesTest implements TestPropertyProvider {
    private static final Grant INSPECTOR = grant(Role.INSPECTOR, Kind.SUBTREE, "500233112");
    private static final Grant KEEPER = grant(Role.STATION_KEEPER, Kind.NODE, STATION);

    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    Grants grants;

    @Inject
    MovableTime time;

    @Inject
    Auditor auditor;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private Staff staff;
    private Door door;
    private Member one;
    private Member two;

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("powerful", Server.DATABASE));
        properties.put("cunlu.trusted-proxies", "127.0.0.0/8");
        return properties;
    }

    @BeforeAll
    void twoOperators() {
        staff = Staff.at(server);
        door = staff.door();
        one = staff.operator();
        two = staff.operator();
    }

    @AfterEach
    void theAuditIsClean() {
        time.goOn();
        StandInCounty.CLOSED.clear();
        assertThat(violations()).isEmpty();
    }

    @Test
    void aPowerfulRoleTakesTwoPeople() {
        Member person = staff.member();
        String proposal = staff.give(one, person, INSPECTOR).is(202).text("proposalId");
        assertThat(staff.give(one, person, INSPECTOR).is(202).text("proposalId"))
                .isEqualTo(proposal);
        staff.give(two, person, INSPECTOR).is(409, "proposal-open");
        assertThat(staff.held(person)).isEmpty();
        staff.approve(one, proposal).is(403, "second-person-needed");
        staff.approve(staff.member(grant(Role.COUNTY_OPERATOR, Kind.SUBTREE, "500234")), proposal)
                .is(404, "not-found");
        assertThat(items(door.get("/api/auth/grants/proposals", two.token()).is(200)))
                .anyMatch(item -> item.get("proposalId").equals(proposal));
        String grantId = staff.approve(two, proposal).is(200).text("grantId");
        assertThat(staff.approve(two, proposal).is(200).text("grantId")).isEqualTo(grantId);
        assertThat(staff.held(person)).containsExactly(INSPECTOR);
        staff.decline(two, proposal).is(409, "proposal-decided");
    }

    @Test
    void neitherTheOneItIsForApprovesNorWhoIsHigherUpGetsItBack() {
        Member third = staff.member();
        Grant operator = grant(Role.COUNTY_OPERATOR, Kind.SUBTREE, COUNTY);
        String proposal = staff.give(one, third, operator).is(202).text("proposalId");
        staff.approve(two, proposal).is(200);
        staff.give(third, one, INSPECTOR).is(409, "grant-circle");
        staff.give(third, two, INSPECTOR).is(409, "grant-circle");
        String his = grants.standing(two.id()).getFirst().grantId();
        staff.end(third, his).is(409, "grant-circle");
        String forThird = staff.give(one, third, INSPECTOR).is(202).text("proposalId");
        staff.approve(third, forThird).is(403, "second-person-needed");
        staff.decline(one, forThird).is(204);
    }

    @Test
    void aProposalEndsByDecliningByTimeAndByItsProposersEnd() {
        Member person = staff.member();
        String declined = staff.give(one, person, INSPECTOR).is(202).text("proposalId");
        staff.decline(two, declined).is(204);
        staff.decline(two, declined).is(204);
        staff.approve(two, declined).is(409, "proposal-decided");
        Member leaving = staff.operator();
        String lapsed = staff.give(leaving, person, INSPECTOR).is(202).text("proposalId");
        String own = grants.standing(leaving.id()).getFirst().grantId();
        staff.end(one, own).is(204);
        staff.approve(two, lapsed).is(409, "proposal-void");
        staff.decline(two, lapsed).is(204);
        String late = staff.give(one, person, INSPECTOR).is(202).text("proposalId");
        transactions.run(
                () -> sql.change("UPDATE acc_grant_proposal SET expires_at = proposed_at WHERE proposal_id = ?", late));
        staff.approve(two, late).is(409, "proposal-decided");
        assertThat(staff.give(one, person, INSPECTOR).is(202).text("proposalId"))
                .isNotEqualTo(late);
        assertThat(staff.held(person)).isEmpty();
    }

    @Test
    void ofTwoApprovalsAndADeclineAtOnceOneDecides() throws Exception {
        Member three = staff.operator();
        for (int round = 0; round < 5; round++) {
            Member person = staff.member();
            String proposal = staff.give(one, person, INSPECTOR).is(202).text("proposalId");
            var answers = together(List.of(
                    () -> staff.approve(two, proposal),
                    () -> staff.approve(three, proposal),
                    () -> staff.decline(one, proposal)));
            assertThat(answers.stream().filter(answer -> answer.status() < 300)).hasSize(1);
            boolean approved = answers.get(2).status() != 204;
            assertThat(staff.held(person)).hasSize(approved ? 1 : 0);
        }
    }

    @Test
    void anInvitationIsTakenUpOnceByCodeOrToken() {
        Member person = staff.member();
        String key = UUID.randomUUID().toString();
        Answer made = invite(one, KEEPER, key).is(201);
        assertThat(invite(one, KEEPER, key).is(201).body()).isEqualTo(made.body());
        invite(one, grant(Role.DISPATCHER, Kind.SUBTREE, COUNTY), key).is(409, "key-reused");
        accept(one, made.text("code")).is(403, "grant-to-oneself");
        accept(person, made.text("code").toLowerCase(java.util.Locale.ROOT)).is(200);
        accept(person, made.text("code")).is(200);
        assertThat(staff.held(person)).containsExactly(KEEPER);
        Answer used = accept(staff.member(), made.text("token")).is(400, "invitation-wrong");
        Answer wrong = accept(staff.member(), "23456-789AB").is(400, "invitation-wrong");
        used.body().remove("requestId");
        wrong.body().remove("requestId");
        assertThat(used.body()).isEqualTo(wrong.body());
        Answer other = invite(one, KEEPER, UUID.randomUUID().toString()).is(201);
        Member byLink = staff.member();
        accept(byLink, other.text("token")).is(200);
        assertThat(staff.held(byLink)).containsExactly(KEEPER);
    }

    @Test
    void anInvitationIsNotGoodWhenWithdrawnExpiredOrItsGiverMayNotGiveAnyMore() {
        invite(one, INSPECTOR, UUID.randomUUID().toString()).is(400, "not-by-invitation");
        invite(
                        one,
                        grant(Role.STATION_KEEPER, Kind.NODE, "500234112203"),
                        UUID.randomUUID().toString())
                .is(404, "not-found");
        Answer withdrawn = invite(one, KEEPER, UUID.randomUUID().toString()).is(201);
        String path = "/api/auth/invitations/" + withdrawn.text("invitationId");
        staff.fresh(staff.member(grant(Role.DISPATCHER, Kind.SUBTREE, COUNTY)), "DELETE", path, null)
                .is(404, "not-found");
        staff.fresh(two, "DELETE", path, null).is(204);
        accept(staff.member(), withdrawn.text("code")).is(400, "invitation-wrong");
        Answer late = invite(one, KEEPER, UUID.randomUUID().toString()).is(201);
        transactions.run(() -> sql.change(
                "UPDATE acc_invitation SET expires_at = made_at WHERE invitation_id = ?", late.text("invitationId")));
        accept(staff.member(), late.text("code")).is(400, "invitation-wrong");
        Member leaving = staff.operator();
        Answer lapsed = invite(leaving, KEEPER, UUID.randomUUID().toString()).is(201);
        staff.end(one, grants.standing(leaving.id()).getFirst().grantId()).is(204);
        accept(staff.member(), lapsed.text("code")).is(400, "invitation-wrong");
    }

    @Test
    void ofManyWithOneCodeOneGetsTheRole() throws Exception {
        Answer made = invite(one, KEEPER, UUID.randomUUID().toString()).is(201);
        var tries = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 6; i++) {
            Member rival = staff.member();
            tries.add(() -> accept(rival, made.text("code")));
        }
        assertThat(together(tries).stream().filter(answer -> answer.status() == 200))
                .hasSize(1);
    }

    @Test
    void guessingAndInvitingAreBounded() {
        Member guesser = staff.member();
        for (int i = 0; i < 10; i++) {
            accept(guesser, "23456-789A" + "BCDEFGHJKM".charAt(i)).is(400, "invitation-wrong");
        }
        accept(guesser, "23456-789AB").is(429, "too-many-guesses");
        Member giver = staff.operator();
        for (int i = 0; i < 100; i++) {
            invite(giver, KEEPER, "invitation-" + i).is(201);
        }
        invite(giver, KEEPER, "invitation-100").is(409, "too-many-open");
    }

    @Test
    void anOperatorSuspendsWhoIsUnderHimAtOnce() {
        Member person = staff.member(KEEPER);
        door.get("/api/probe/keeper", person.token()).is(200);
        suspend(one, person).is(204);
        suspend(one, person).is(204);
        assertThat(door.get("/api/probe/keeper", person.token()).status()).isIn(401, 403);
        door.signIn(person.phone(), Door.PASSWORD).is(403, "account-suspended");
        staff.fresh(two, "DELETE", path(person, "suspension"), null).is(204);
        door.signIn(person.phone(), Door.PASSWORD).is(200);
        assertThat(staff.trail(one)).contains("accounts.suspend SUSPENDED");
    }

    @Test
    void anOperatorEndsAllSessionsOfWhoIsUnderHimAndTheAccountIsAsItWas() {
        Member person = staff.member(KEEPER);
        String other = door.signIn(person.phone(), Door.PASSWORD).is(200).text("accessToken");
        door.send("DELETE", path(person, "sessions"), null, "Bearer " + one.token(), Map.of())
                .is(403, "second-factor-needed");
        door.get("/api/probe/keeper", person.token()).is(200);
        staff.fresh(one, "DELETE", path(person, "sessions"), null).is(204);
        staff.fresh(two, "DELETE", path(person, "sessions"), null).is(204);
        door.get("/api/auth/me", person.token()).is(401, "session-over");
        door.get("/api/auth/me", other).is(401, "session-over");
        door.signIn(person.phone(), Door.PASSWORD).is(200);
        assertThat(staff.trail(one)).contains("accounts.end-sessions ENDED");
        Member town = staff.member(grant(Role.COUNTY_OPERATOR, Kind.SUBTREE, "500233112"));
        staff.fresh(town, "DELETE", path(person, "sessions"), null).is(404, "not-found");
        staff.fresh(one, "DELETE", path(one, "sessions"), null).is(404, "not-found");
        assertThat(staff.trail(town)).contains("accounts.end-sessions.refused not-found");
    }

    @Test
    void nobodySuspendsHimselfOrWhoIsAboveHimOrElsewhere() {
        Member third = staff.member();
        String proposal = staff.give(one, third, grant(Role.COUNTY_OPERATOR, Kind.SUBTREE, COUNTY))
                .is(202)
                .text("proposalId");
        staff.approve(two, proposal).is(200);
        suspend(third, third).is(404, "not-found");
        suspend(third, one).is(404, "not-found");
        suspend(third, two).is(404, "not-found");
        Member town = staff.member(grant(Role.COUNTY_OPERATOR, Kind.SUBTREE, "500233112"));
        suspend(town, staff.member()).is(404, "not-found");
        Member province = staff.member(grant(Role.COUNTY_OPERATOR, Kind.SUBTREE, "50"));
        suspend(one, province).is(404, "not-found");
        suspend(one, third).is(204);
        assertThat(staff.trail(town)).contains("accounts.suspend.refused not-found");
    }

    @Test
    void aLostSecondFactorIsTakenOffByTwoOperators() {
        Member person = staff.member();
        reset(one, person).is(202);
        reset(one, person).is(202);
        assertThat(staff.bean(SecondFactor.class).enrolled(person.id())).isTrue();
        reset(person, person).is(404, "not-found");
        assertThat(reset(two, person).is(200).body()).containsEntry("off", true);
        assertThat(staff.bean(SecondFactor.class).enrolled(person.id())).isFalse();
        door.get("/api/auth/me", person.token()).is(401, "session-over");
    }

    @Test
    void theAuditSeesWhatShouldNotBe() {
        Member person = staff.member();
        staff.approve(two, staff.give(one, person, INSPECTOR).is(202).text("proposalId"))
                .is(200);
        Member keeper = staff.member();
        staff.give(one, keeper, KEEPER).is(201);
        assertThat(violations()).isEmpty();
        planted("acc_grant", person, "approved_by = given_by", "powerful grant has two people");
        planted("acc_grant", person, "proposal_id = NULL", "powerful grant has two people");
        for (String lie : List.of(
                "given_under = NULL",
                "given_under = 'NOSUCHGRANT00'",
                "role = 'RESERVE_OFFICER'",
                "scope_path = '/50/5002/500234/500234112'",
                "given_at = given_at - INTERVAL 1 DAY",
                "given_by = account_id")) {
            planted("acc_grant", keeper, lie, "beyond its giver");
        }
        Member suspended = staff.operator();
        staff.give(suspended, staff.member(), KEEPER).is(201);
        accounts.suspend(suspended.id(), "system");
        planted("acc_suspension", suspended, "suspended_at = suspended_at - INTERVAL 1 HOUR", "suspended account");
    }

    private void planted(String table, Member whose, String lie, String told) {
        var before = transactions.read(() -> sql.list(
                "SELECT given.* FROM " + table + " given WHERE account_id = ?",
                row -> row.string("account_id"),
                whose.id()));
        assertThat(before).hasSize(1);
        transactions.run(() -> sql.change(
                "CREATE TABLE acc_before AS SELECT * FROM " + table + " WHERE account_id = '" + whose.id() + "'"));
        transactions.run(() -> sql.change("UPDATE " + table + " SET " + lie + " WHERE account_id = ?", whose.id()));
        assertThat(violations()).as(lie).anyMatch(name -> name.contains(told));
        transactions.run(() -> sql.change("DELETE FROM " + table + " WHERE account_id = ?", whose.id()));
        transactions.run(() -> sql.change("INSERT INTO " + table + " SELECT * FROM acc_before"));
        transactions.run(() -> sql.change("DROP TABLE acc_before"));
        assertThat(violations()).as("after " + lie).isEmpty();
    }

    private List<String> violations() {
        return auditor.run().stream()
                .filter(row -> !row.clean())
                .map(row -> row.name() + " " + row.examples())
                .toList();
    }

    private Answer invite(Member giver, Grant grant, String key) {
        Map<String, Object> body = Map.of(
                "role",
                grant.role().name(),
                "scope",
                Map.of(
                        "kind",
                        grant.scope().kind().name(),
                        "value",
                        grant.scope().value()));
        return door.send(
                "POST",
                "/api/auth/invitations",
                body,
                "Bearer " + giver.token(),
                Map.of("Second-Factor", staff.codes().next(giver.id()), "Idempotency-Key", key));
    }

    private Answer accept(Member who, String code) {
        return door.from(Door.anyAddress()).post("/api/auth/invitations/accept", Map.of("code", code), who.token());
    }

    private Answer suspend(Member by, Member whom) {
        return staff.fresh(by, "PUT", path(whom, "suspension"), Map.of("reason", "冒名操作"));
    }

    private Answer reset(Member by, Member whose) {
        return staff.fresh(by, "DELETE", path(whose, "second-factor"), null);
    }

    private static String path(Member whose, String what) {
        return "/api/county/accounts/" + whose.id() + "/" + what;
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

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Answer answer) {
        return (List<Map<String, Object>>) answer.body().get("items");
    }
}
