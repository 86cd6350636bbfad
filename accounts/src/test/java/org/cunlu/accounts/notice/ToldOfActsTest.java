package org.cunlu.accounts.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.accounts.grants.Staff.STATION;
import static org.cunlu.accounts.grants.Staff.grant;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Notices.Kind;
import org.cunlu.accounts.Phones;
import org.cunlu.accounts.grants.Staff;
import org.cunlu.accounts.grants.Staff.Member;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A person hears of what was done to his account, and has the list of it. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToldOfActsTest implements TestPropertyProvider {
    private static final Grant KEEPER = grant(Role.STATION_KEEPER, Scope.Kind.NODE, STATION);
    private static final Grant INSPECTOR = grant(Role.INSPECTOR, Scope.Kind.SUBTREE, "500233112");
    /** Longer than a queued message needs to arrive. */
    private static final long QUIET_MILLIS = 1_300;

    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

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
        var properties = new LinkedHashMap<>(TestServers.properties("toldofacts", Server.DATABASE));
        properties.put("cunlu.trusted-proxies", "127.0.0.0/8");
        properties.put("cunlu.accounts.codes.phone-per-minute", "10"); // who has signed up asks for codes to sign in
        return properties;
    }

    @BeforeAll
    void twoOperators() {
        staff = Staff.at(server);
        door = staff.door();
        one = staff.operator();
        two = staff.operator();
    }

    @Test
    void ofARoleThatIsGivenAndOfItsEnd() throws Exception {
        Member person = staff.member();
        String grantId = staff.give(one, person, KEEPER).is(201).text("grantId");
        assertThat(Phones.next(person.phone(), Kind.ROLE_GIVEN))
                .startsWith("【村路】")
                .contains("站长")
                .contains("station keeper")
                .doesNotContain("张三丰")
                .doesNotContain(person.phone())
                .doesNotContain(STATION);
        staff.give(one, person, KEEPER).is(201);
        staff.end(one, grantId).is(204);
        assertThat(Phones.next(person.phone(), Kind.ROLE_ENDED)).contains("站长");
        staff.end(one, grantId).is(204);
        Thread.sleep(QUIET_MILLIS);
        assertThat(Phones.at(person.phone()))
                .as("repeated acts tell nothing new")
                .isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void andReadsItAgainWhereHeIsSignedInButNoCodeAndNobodyElses() {
        Member person = staff.member();
        Member other = staff.member();
        staff.give(one, person, KEEPER).is(201);
        Phones.next(person.phone(), Kind.ROLE_GIVEN);
        var inbox = door.get("/api/auth/notices", person.token()).is(200).body();
        var items = (List<Map<String, Object>>) inbox.get("items");
        assertThat(items)
                .singleElement()
                .satisfies(notice -> assertThat(notice)
                        .containsEntry("kind", "ROLE_GIVEN")
                        .doesNotContainKey("readAt")
                        .extractingByKey("text")
                        .asString()
                        .contains("站长", "station keeper"));
        assertThat(inbox).containsEntry("unread", 1);
        assertThat(door.get("/api/auth/notices", other.token()).is(200).body()).containsEntry("unread", 0);
        var seen = Map.of("upTo", items.getFirst().get("id"));
        door.post("/api/auth/notices/read", seen, other.token()).is(204);
        assertThat(door.get("/api/auth/notices", person.token()).body()).containsEntry("unread", 1);
        door.post("/api/auth/notices/read", seen, person.token()).is(204);
        door.post("/api/auth/notices/read", seen, person.token()).is(204);
        assertThat(door.get("/api/auth/notices", person.token()).body()).containsEntry("unread", 0);
        door.post("/api/auth/notices/read", Map.of("upTo", "x"), person.token()).is(400, "invalid");
    }

    @Test
    void ofAPowerfulRoleWhenTheSecondPersonApprovedAndNotBefore() throws Exception {
        Member person = staff.member();
        String proposal = staff.give(one, person, INSPECTOR).is(202).text("proposalId");
        staff.approve(one, proposal).is(403);
        Thread.sleep(QUIET_MILLIS);
        assertThat(Phones.at(person.phone())).isEmpty();
        staff.approve(two, proposal).is(200);
        assertThat(Phones.next(person.phone(), Kind.ROLE_GIVEN)).contains("检查员");
    }

    @Test
    void ofARecoveryCodeAndOfTheEndOfTheSecondFactor() {
        Member person = staff.member();
        List<String> codes = recoveryCodes(person);
        door.fresh("DELETE", "/api/auth/second-factor", null, person.token(), codes.getFirst())
                .is(204);
        assertThat(Phones.next(person.phone(), Kind.RECOVERY_CODE_USED))
                .contains("还剩9个")
                .doesNotContain(codes.getFirst());
        assertThat(Phones.next(person.phone(), Kind.SECOND_FACTOR_OFF)).contains("二次验证");
    }

    @Test
    void ofASecondFactorThatTwoOperatorsReset() throws Exception {
        Member person = staff.member();
        String reset = "/api/county/accounts/" + person.id() + "/second-factor";
        staff.fresh(one, "DELETE", reset, null).is(202);
        Thread.sleep(QUIET_MILLIS);
        assertThat(Phones.at(person.phone())).isEmpty();
        staff.fresh(two, "DELETE", reset, null).is(200);
        assertThat(Phones.next(person.phone(), Kind.SECOND_FACTOR_RESET)).contains("已由管理方重置");
    }

    @Test
    void ofANewPlaceToWhomeverHasAPowerfulRoleAlsoByCode() throws Exception {
        Member powerful = staff.operator();
        Member keeper = staff.member(KEEPER);
        Phones.next(powerful.phone(), Kind.ROLE_GIVEN);
        Phones.next(keeper.phone(), Kind.ROLE_GIVEN);
        Door elsewhere = door.from(Door.anyAddress());
        byCode(elsewhere, powerful);
        assertThat(Phones.next(powerful.phone(), Kind.NEW_DEVICE)).contains("新的设备或地点");
        byCode(elsewhere, powerful);
        byCode(elsewhere, keeper);
        Thread.sleep(QUIET_MILLIS);
        assertThat(Phones.at(powerful.phone())).as("he was there before").isEmpty();
        assertThat(Phones.at(keeper.phone())).as("his phone told him already").isEmpty();
    }

    @Test
    void hasTheListOfItWithoutCodesAndItGoesWithHim() {
        Member person = staff.member();
        String grantId = staff.give(one, person, KEEPER).is(201).text("grantId");
        staff.end(one, grantId).is(204);
        Phones.next(person.phone(), Kind.ROLE_ENDED);
        String known = door.get("/api/auth/data", person.token())
                .is(200)
                .body()
                .get("notices")
                .toString();
        assertThat(known).contains("CODE", "ROLE_GIVEN", "ROLE_ENDED", "站长").doesNotContain("验证码");
        Member other = staff.member();
        assertThat(door.get("/api/auth/data", other.token())
                        .body()
                        .get("notices")
                        .toString())
                .contains("CODE")
                .doesNotContain("ROLE_");
        door.post("/api/auth/erasure", Map.of("password", Door.PASSWORD), person.token())
                .is(200);
        assertThat(kinds(person)).containsExactly("DATA_ERASED");
        assertThat(kinds(other)).isEmpty();
    }

    private void byCode(Door from, Member who) {
        String code = from.askCode(who.phone(), "SIGN_IN");
        from.post("/api/auth/sign-in/code", Map.of("phone", who.phone(), "code", code), null)
                .is(200);
    }

    @SuppressWarnings("unchecked")
    private List<String> recoveryCodes(Member person) {
        return (List<String>) staff.fresh(person, "POST", "/api/auth/second-factor/recovery-codes", null)
                .is(200)
                .body()
                .get("recoveryCodes");
    }

    private List<String> kinds(Member person) {
        return transactions.read(() ->
                sql.list("SELECT kind FROM acc_notice WHERE account_id = ?", row -> row.string("kind"), person.id()));
    }
}
