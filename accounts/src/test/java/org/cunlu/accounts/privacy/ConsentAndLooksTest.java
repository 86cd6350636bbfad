package org.cunlu.accounts.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.Recipient;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Consent to purposes, and looks at others' data. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentAndLooksTest extends PrivacyPeople {
    @Test
    void isGivenAndWithdrawnWithOneCallEachAndTheHistoryStays() {
        assertThat(consents.given(id(), "marketing")).isFalse();
        put("marketing").is(204);
        put("marketing").is(204);
        assertThat(consents.given(id(), "marketing")).isTrue();
        delete("marketing").is(204);
        delete("marketing").is(204);
        assertThat(consents.given(id(), "marketing")).isFalse();
        put("marketing").is(204);
        assertThat(count("SELECT COUNT(*) AS v FROM acc_consent WHERE purpose = 'marketing' AND account_id = ?", id()))
                .isEqualTo(2);
        put("no-such").is(404);
        put("village-record").is(404);
    }

    @Test
    void showsEachPurposeInBothLanguages() throws Exception {
        put("marketing").is(204);
        var raw = new String(
                door.send("GET", "/api/auth/data", null, bearer()).raw().body(), StandardCharsets.UTF_8);
        assertThat(raw).contains("\"marketing\"");
        for (var purpose : transactions.read(() -> sql.list(
                "SELECT CONCAT(title_zh, '|', title_en, '|', text_zh, '|', text_en) AS v FROM acc_purpose",
                row -> row.string("v")))) {
            assertThat(purpose.split("\\|")).hasSize(4).noneMatch(String::isBlank);
        }
    }

    @Test
    void asksAnewForANewVersion() {
        put("voice-ordering").is(204);
        assertThat(consents.given(id(), "voice-ordering")).isTrue();
        transactions.run(
                () -> sql.change("INSERT INTO acc_purpose SELECT purpose, 2, required, title_zh, title_en, text_zh,"
                        + " text_en, '2025-02-01' FROM acc_purpose WHERE purpose = 'voice-ordering' AND version = 1"));
        transactions.run(
                () -> sql.change("INSERT INTO acc_purpose SELECT purpose, 3, required, title_zh, title_en, text_zh,"
                        + " text_en, '2999-01-01' FROM acc_purpose WHERE purpose = 'voice-ordering' AND version = 1"));
        assertThat(consents.given(id(), "voice-ordering")).isFalse();
        put("voice-ordering").is(204);
        assertThat(consents.given(id(), "voice-ordering")).isTrue();
        assertThat(count(
                        "SELECT COUNT(*) AS v FROM acc_consent WHERE purpose = 'voice-ordering' AND account_id = ?"
                                + " AND standing = 1",
                        id()))
                .isEqualTo(1);
    }

    @Test
    void keepsOneOfManyAtOnce() throws Exception {
        Callable<Integer> give = () -> put("marketing").status();
        try (var pool = Executors.newFixedThreadPool(6)) {
            assertThat(pool.invokeAll(Collections.nCopies(6, give)))
                    .extracting(Future::resultNow)
                    .containsOnly(204);
        }
        assertThat(count("SELECT COUNT(*) AS v FROM acc_consent WHERE purpose = 'marketing' AND account_id = ?", id()))
                .isEqualTo(1);
    }

    @Test
    void opensOthersRecipientsOnlyAfterTheLookIsWritten() {
        String one = recipients.keep(id(), new Recipient("王秀英", "13800138000", "解放碑1号"));
        Caller viewer = caller(door.signUp(Door.anyPhone()));
        assertThat(recipients.find(viewer.accountId(), List.of(one))).isEmpty();
        assertThatThrownBy(() -> recipients.reveal(viewer, List.of(one), "recipient", " "))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("reason-missing"));
        assertThat(looksAt(id())).isZero();
        assertThat(recipients
                        .reveal(viewer, List.of(one), "recipient", "hand-over P1")
                        .get(one)
                        .phone())
                .isEqualTo("13800138000");
        assertThat(looksAt(id())).isEqualTo(1);
        assertThat(recipients.reveal(caller(person), List.of(one), "recipient", "my own"))
                .hasSize(1);
        assertThat(looksAt(id())).as("one's own data is no look").isEqualTo(1);
        assertThatThrownBy(() -> transactions.run(() -> recipients.reveal(viewer, List.of(one), "recipient", "inside")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void showsLooksToTheirPersonAndHisCounty() {
        String one = recipients.keep(id(), new Recipient("王秀英", "13800138000", null));
        Caller viewer = caller(door.signUp(Door.anyPhone()));
        recipients.reveal(viewer, List.of(one), "recipient", "first");
        recipients.reveal(viewer, List.of(one), "recipient", "second");
        Answer mine = door.get("/api/auth/looks?limit=1", token()).is(200);
        assertThat(items(mine))
                .singleElement()
                .satisfies(look -> assertThat(look)
                        .containsEntry("viewer", viewer.accountId())
                        .containsEntry("why", "second"));
        Answer next = door.get("/api/auth/looks?limit=1&cursor=" + mine.text("next"), token())
                .is(200);
        assertThat(items(next))
                .singleElement()
                .satisfies(look -> assertThat(look).containsEntry("why", "first"));
        assertThat(next.body()).doesNotContainKey("next");
        door.get("/api/auth/looks?cursor=rubbish", token()).is(400, "cursor-invalid");
        assertThat(items(door.get("/api/county/looks", operator("500233")).is(200)))
                .anyMatch(look -> id().equals(look.get("subject")));
        assertThat(items(door.get("/api/county/looks", operator("500101")).is(200)))
                .isEmpty();
        assertThat(items(door.get("/api/county/looks", operator("500233112")).is(200)))
                .isEmpty();
        door.get("/api/county/looks", token()).is(404);
    }

    @Test
    void stopsAScraperAtTwoHundredADay() {
        Caller scraper = caller(door.signUp(Door.anyPhone()));
        List<String> ids = transactions.run(() -> IntStream.range(0, 30)
                .mapToObj(i -> recipients.keep(id(), new Recipient("张" + i, "13800138000", null)))
                .toList());
        int opened = 0;
        ProblemException stopped = null;
        while (stopped == null && opened < 300) {
            try {
                recipients.reveal(scraper, List.of(ids.get(opened % 30)), "recipient", "just looking");
                opened++;
            } catch (ProblemException e) {
                stopped = e;
            }
        }
        // A bucket fills again evenly: in the seconds of this test by one at most.
        assertThat(opened).isBetween(200, 201);
        assertThat(stopped.code()).isEqualTo("too-many-looks");
        assertThat(looksAt(id())).isEqualTo(opened);
        assertThat(count(
                        "SELECT COUNT(*) AS v FROM ker_trail WHERE act = 'accounts.look.refused' AND actor = ?",
                        scraper.accountId()))
                .isEqualTo(1);
    }

    private Answer delete(String purpose) {
        return door.send("DELETE", "/api/auth/consents/" + purpose, null, bearer());
    }

    private String operator(String subtree) {
        Answer somebody = door.signUp(Door.anyPhone());
        accounts.grant(
                somebody.text("accountId"),
                new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, subtree)),
                "system");
        return somebody.text("accessToken");
    }

    private static Caller caller(Answer somebody) {
        return new Caller(somebody.text("accountId"), List.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Answer page) {
        return (List<Map<String, Object>>) page.body().get("items");
    }

    private long looksAt(String subject) {
        return count("SELECT COUNT(*) AS v FROM acc_look WHERE subject = ?", subject);
    }
}
