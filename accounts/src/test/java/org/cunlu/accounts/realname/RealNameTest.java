package org.cunlu.accounts.realname;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.FreshCodes;
import org.cunlu.accounts.RealNames;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Documents handed in by people and checked by an operator of their county. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealNameTest implements TestPropertyProvider {
    private static final String REVIEWS = "/api/county/verifications";

    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    RealNames realNames;

    @Inject
    DocumentWatch watch;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private FreshCodes codes;
    private Door door;
    private Answer person;
    private Answer operator;

    @Override
    public Map<String, String> getProperties() {
        var room = new LinkedHashMap<>(TestServers.properties("real-name", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        return room;
    }

    @BeforeEach
    void arrive() {
        door = Door.at(server);
        codes = new FreshCodes(server.getApplicationContext());
        person = door.signUp(Door.anyPhone());
        operator = operatorOf("500233");
    }

    @Test
    void standsAfterAnOperatorSawAndApprovedIt() {
        String number = anyNumber();
        assertThatThrownBy(() -> realNames.demand(id())).isInstanceOfSatisfying(ProblemException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("real-name-needed");
            assertThat(refusal.status()).isEqualTo(403);
        });
        door.get("/api/auth/real-name", token()).is(404);
        handIn(number).is(200);
        assertThat(realNames.of(id())).isEmpty();
        String verification = waiting();
        approve(verification).is(409, "document-unseen");
        assertThat(see(verification).is(200).body())
                .containsEntry("number", number)
                .containsEntry("name", "张三丰");
        approve(verification).is(204);
        assertThat(realNames.of(id())).hasValueSatisfying(verified -> {
            assertThat(verified.nameMasked()).isEqualTo("张**");
            assertThat(verified.numberMasked()).isEqualTo(number.charAt(0) + "****************" + number.charAt(17));
        });
        realNames.demand(id());
        assertThat(door.get("/api/auth/real-name", token()).is(200).body())
                .containsEntry("state", "APPROVED")
                .doesNotContainValue(number);
        assertThat(text("SELECT decided_by AS v FROM acc_verification WHERE verification_id = ?", verification))
                .isEqualTo(operator.text("accountId"));
        assertThat(text("SELECT HEX(number_sealed) AS v FROM acc_verification WHERE verification_id = ?", verification))
                .doesNotContain(hex(number));
        approve(verification).is(409, "decided-before");
    }

    @Test
    void isDeclinedWithAReason() {
        handIn(anyNumber());
        String verification = waiting();
        see(verification);
        decide(verification, "decline", operator).is(204);
        assertThat(door.get("/api/auth/real-name", token()).body())
                .containsEntry("state", "DECLINED")
                .containsEntry("reason", "已核对原件");
        assertThat(realNames.of(id())).isEmpty();
    }

    @Test
    void isSeenAndDecidedInItsOwnCountyAndNeverByThePersonHimself() {
        handIn(anyNumber());
        String verification = waiting();
        Answer stranger = operatorOf("500101");
        see(verification, stranger).is(404);
        decide(verification, "approve", stranger).is(404);
        assertThat(door.get(REVIEWS, stranger.text("accessToken")).is(200).body())
                .containsEntry("items", List.of());
        makeOperator(id(), "500233");
        see(verification, person).is(403, "own-document");
        decide(verification, "approve", person).is(403, "own-document");
        door.get(REVIEWS, door.signUp(Door.anyPhone()).text("accessToken")).is(404);
        assertThat(count(
                        "SELECT COUNT(*) AS v FROM ker_trail WHERE act = 'accounts.verify.refused' AND actor = ?",
                        id()))
                .isEqualTo(2);
    }

    @Test
    void isDecidedWithAFreshSecondFactorOnly() {
        handIn(anyNumber());
        String verification = waiting();
        see(verification);
        door.post(REVIEWS + "/" + verification + "/approve", Map.of("reason", "x"), operator.text("accessToken"))
                .is(403, "second-factor-needed");
        assertThat(realNames.of(id())).isEmpty();
    }

    @Test
    void standsForOneAccountOnlyAndTellsNobodyElseSo() {
        String number = anyNumber();
        handIn(number);
        String first = waiting();
        see(first);
        approve(first).is(204);
        Answer owner = person;
        person = door.signUp(Door.anyPhone());
        var answer = new HashMap<>(handIn(number).is(200).body());
        assertThat(answer).containsEntry("state", "PENDING");
        assertThat(door.get("/api/auth/real-name", token()).body()).containsEntry("state", "PENDING");
        assertThat(text(
                        "SELECT state_after AS v FROM ker_trail WHERE act = 'accounts.verify.refused' AND subject = ?",
                        id()))
                .isEqualTo("document-elsewhere");
        String second = waiting();
        see(second);
        approve(second).is(409, "document-elsewhere");
        assertThat(realNames.of(id())).isEmpty();
        assertThat(realNames.of(owner.text("accountId"))).isPresent();
        decide(second, "decline", operator).is(204);
    }

    @Test
    void isReplacedByANewerOne() {
        handIn(anyNumber());
        String first = waiting();
        String number = anyNumber();
        handIn(number);
        String second = waiting();
        assertThat(second).isNotEqualTo(first);
        handIn(number);
        assertThat(waiting()).isEqualTo(second);
        see(first).is(409, "decided-before");
        see(second);
        approve(second).is(204);
        handIn(anyNumber());
        String third = waiting();
        see(third);
        approve(third).is(204);
        assertThat(count("SELECT COUNT(*) AS v FROM acc_verification WHERE standing = 1 AND account_id = ?", id()))
                .isEqualTo(1);
    }

    /** A reviewer compares what he sees with a document: nothing may hide in it, and it has to come back as it was written. */
    @Test
    void takesNoNameWithWhatCannotBeSeen() {
        for (String name : List.of("张\u0000三", "\u202e三张", "张三\u200b", "\ud800", "😀", "·")) {
            var named = new LinkedHashMap<>(body(anyNumber()));
            named.put("name", name);
            put(named).is(400, "invalid");
        }
        var endless = new LinkedHashMap<>(body(anyNumber()));
        endless.put("validUntil", "+999999999-01-01");
        put(endless).is(400, "date-invalid");
        for (String name : List.of("阿卜杜拉·买买提", "O’Neil, Jean-Paul", "𠮷野 三")) {
            var named = new LinkedHashMap<>(body(anyNumber()));
            named.put("name", name);
            put(named).is(200);
        }
    }

    @Test
    void refusesWhatIsNoDocumentAndBoundsTheTries() {
        handIn("110105194912310021").is(400, "document-invalid");
        LocalDate young = CountyTime.date(Instant.now()).minusYears(16).plusDays(1);
        handIn(IdentityDocumentTest.numbered("500233" + young.toString().replace("-", "") + "001"))
                .is(409, "too-young");
        var expired = body(anyNumber());
        expired.put("validUntil", CountyTime.date(Instant.now()).minusDays(1).toString());
        put(expired).is(400, "document-expired");
        for (int i = 0; i < 5; i++) {
            handIn(anyNumber()).is(200);
        }
        handIn(anyNumber()).is(429, "too-many-documents");
    }

    @Test
    void endsWithTheDocumentAndRemindsBefore() {
        LocalDate today = CountyTime.date(Instant.now());
        var body = body(anyNumber());
        body.put("validUntil", today.plusDays(30).toString());
        put(body).is(200);
        String verification = waiting();
        see(verification);
        approve(verification).is(204);
        watch.watch();
        watch.watch();
        assertThat(count(
                        "SELECT COUNT(*) AS v FROM acc_verification WHERE reminded_at IS NOT NULL AND verification_id = ?",
                        verification))
                .isEqualTo(1);
        assertThat(realNames.of(id())).isPresent();
        lastDay(verification, today);
        watch.watch();
        assertThat(realNames.of(id())).isPresent();
        lastDay(verification, today.minusDays(1));
        assertThat(realNames.of(id())).as("before any job has seen it").isEmpty();
        watch.watch();
        assertThat(text("SELECT state AS v FROM acc_verification WHERE verification_id = ?", verification))
                .isEqualTo("EXPIRED");
    }

    private void lastDay(String verification, LocalDate day) {
        transactions.run(() ->
                sql.change("UPDATE acc_verification SET valid_until = ? WHERE verification_id = ?", day, verification));
    }

    private Answer operatorOf(String county) {
        Answer somebody = door.signUp(Door.anyPhone());
        makeOperator(somebody.text("accountId"), county);
        return somebody;
    }

    private void makeOperator(String accountId, String county) {
        accounts.grant(accountId, new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, county)), "system");
        codes.enrol(accountId);
    }

    /** Somebody born in 1980, with one of a million numbers. */
    private static String anyNumber() {
        int n = ThreadLocalRandom.current().nextInt(1_000_000);
        return IdentityDocumentTest.numbered(
                String.format("50%04d1980%02d%02d%03d", 100 + n % 899, 1 + n % 12, 1 + n / 12 % 28, n / 1000));
    }

    private static Map<String, Object> body(String number) {
        return new HashMap<>(Map.of("document", "ID_CARD", "name", "张三丰", "number", number));
    }

    private Answer handIn(String number) {
        return put(body(number));
    }

    private Answer put(Object body) {
        return door.send("PUT", "/api/auth/real-name", body, "Bearer " + token());
    }

    private String waiting() {
        return text("SELECT verification_id AS v FROM acc_verification WHERE pending = 1 AND account_id = ?", id());
    }

    private Answer see(String verification) {
        return see(verification, operator);
    }

    private Answer see(String verification, Answer who) {
        return door.get(REVIEWS + "/" + verification + "?why=review", who.text("accessToken"));
    }

    private Answer approve(String verification) {
        return decide(verification, "approve", operator);
    }

    private Answer decide(String verification, String what, Answer who) {
        return door.fresh(
                "POST",
                REVIEWS + "/" + verification + "/" + what,
                Map.of("reason", "已核对原件"),
                who.text("accessToken"),
                codes.next(who.text("accountId")));
    }

    private String id() {
        return person.text("accountId");
    }

    private String token() {
        return person.text("accessToken");
    }

    private static String hex(String text) {
        return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private String text(String query, String id) {
        return transactions
                .read(() -> sql.one(query, row -> row.string("v"), id))
                .orElseThrow();
    }

    private long count(String query, String id) {
        return transactions
                .read(() -> sql.one(query, row -> row.number("v"), id))
                .orElseThrow();
    }
}
