package org.cunlu.accounts.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.MovableTime;
import org.cunlu.accounts.session.Statements;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Keys are rotated and revoked, felt at once, and cost nothing to look up. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyRotationOfHoldersTest extends KeyHolders {
    private static final Duration FELT_EVERYWHERE = Duration.ofSeconds(2);

    @Test
    void theOldOneIsGoodForADayBesideTheNewOne() {
        bean(MovableTime.class).stop();
        Answer made = make("EPCIS_QUERY");
        Answer rotated = rotate(made, 1).is(200);
        assertThat(rotated.text("key")).isNotEqualTo(made.text("key")).startsWith("ck_" + made.text("id"));
        bean(MovableTime.class).forward(Duration.ofDays(1).minusMillis(1));
        shown("/api/epcis/probe", made.text("key")).is(200);
        assertThat(shown("/api/keys/self", made.text("key")).text("expiresAt"))
                .isEqualTo(rotated.text("previousUntil"));
        bean(MovableTime.class).forward(Duration.ofMillis(1));
        shown("/api/epcis/probe", made.text("key")).is(401, "key-invalid");
        shown("/api/epcis/probe", rotated.text("key")).is(200);
    }

    @Test
    void rotatedTwiceTheFirstIsOver() {
        Answer first = make("EPCIS_QUERY");
        Answer second = rotate(first, 1).is(200);
        Answer third = rotate(first, 2).is(200);
        shown("/api/epcis/probe", first.text("key")).is(401, "key-invalid");
        shown("/api/epcis/probe", second.text("key")).is(200);
        shown("/api/epcis/probe", third.text("key")).is(200);
        rotate(first, 2).is(409, "key-rotated-meanwhile");
        revoke(first).is(204);
        rotate(first, 3).is(409, "key-over");
        for (Answer any : List.of(second, third)) {
            shown("/api/epcis/probe", any.text("key")).is(401, "key-invalid");
        }
    }

    @Test
    void rotationLengthensNoLifeButTheNewOnes() {
        bean(MovableTime.class).stop();
        Answer made = order(Map.of("name", name(), "scopes", List.of("EPCIS_QUERY"), "days", 1));
        Answer rotated = act(
                        operator,
                        "POST",
                        "/" + made.text("id") + "/rotate",
                        Map.of("version", 1, "overlapHours", 168, "days", 30))
                .is(200);
        assertThat(rotated.text("previousUntil")).isEqualTo(made.text("expiresAt"));
        bean(MovableTime.class).forward(Duration.ofDays(1));
        shown("/api/epcis/probe", made.text("key")).is(401);
        shown("/api/epcis/probe", rotated.text("key")).is(200);
    }

    @Test
    void ofManyRotationsAtOnceOneCounts() throws Exception {
        Answer made = make("EPCIS_QUERY");
        var tries = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 8; i++) {
            Answer rival = operatorOf(COUNTY);
            String code = codes.next(rival.text("accountId"));
            Door his = i % 2 == 0 ? door : doorThere;
            tries.add(() -> his.fresh(
                    "POST",
                    KEYS + "/" + made.text("id") + "/rotate",
                    Map.of("version", 1),
                    rival.text("accessToken"),
                    code));
        }
        var answers = new ArrayList<Answer>();
        try (var threads = Executors.newFixedThreadPool(tries.size())) {
            for (var answer : threads.invokeAll(tries)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).containsOnly(200, 409);
        String won = answers.stream()
                .filter(a -> a.status() == 200)
                .findFirst()
                .orElseThrow()
                .text("key");
        shown("/api/epcis/probe", won).is(200);
        shown("/api/epcis/probe", made.text("key")).is(200);
    }

    @Test
    void revocationAndRotationAreFeltOnTheOtherInstanceWithinTwoSeconds() {
        Answer made = make("EPCIS_QUERY");
        String key = "ApiKey " + made.text("key");
        doorThere.send("GET", "/api/epcis/probe", null, key).is(200);
        act(operator, "POST", "/" + made.text("id") + "/rotate", Map.of("version", 1, "overlapHours", 0))
                .is(200);
        await().atMost(FELT_EVERYWHERE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() ->
                        doorThere.send("GET", "/api/epcis/probe", null, key).is(401));
        Answer second = make("EPCIS_QUERY");
        String next = "ApiKey " + second.text("key");
        doorThere.send("GET", "/api/epcis/probe", null, next).is(200);
        revoke(second).is(204);
        long revoked = System.nanoTime();
        await().atMost(FELT_EVERYWHERE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() ->
                        doorThere.send("GET", "/api/epcis/probe", null, next).is(401));
        System.out.println("revocation felt there after " + (System.nanoTime() - revoked) / 1_000_000 + " ms");
    }

    @Test
    void aThousandRequestsAskTheDatabaseNothing() {
        String key = make("EPCIS_QUERY").text("key");
        shown("/api/epcis/probe", key).is(200);
        List<String> sent = bean(Statements.class).during(() -> {
            for (int i = 0; i < 1_000; i++) {
                shown("/api/epcis/probe", key).is(200);
            }
        });
        assertThat(sent.stream()
                        .filter(text -> text.contains("FROM acc_api_key"))
                        .count())
                .isLessThanOrEqualTo(1);
        assertThat(sent.stream()
                        .filter(text -> text.contains("UPDATE acc_api_key"))
                        .count())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void showsToTheMinuteWhenItWasUsedLast() {
        bean(MovableTime.class).stop();
        Answer made = make("EPCIS_QUERY");
        assertThat(listed(made)).doesNotContainKey("lastUsedAt").containsEntry("state", "LIVE");
        shown("/api/epcis/probe", made.text("key")).is(200);
        String first =
                bean(MovableTime.class).now().truncatedTo(ChronoUnit.MINUTES).toString();
        bean(KeyUses.class).write();
        assertThat(listed(made)).containsEntry("lastUsedAt", first);
        bean(MovableTime.class).forward(Duration.ofMinutes(1));
        doorThere
                .send("GET", "/api/epcis/probe", null, "ApiKey " + made.text("key"))
                .is(200);
        there.getApplicationContext().getBean(KeyUses.class).write();
        bean(KeyUses.class).write();
        assertThat(listed(made))
                .containsEntry(
                        "lastUsedAt", Instant.parse(first).plusSeconds(60).toString());
    }

    @Test
    void anAddressThatShowsManyWrongKeysIsNotListenedToButKnownSystemsThereAre() {
        String key = make("EPCIS_QUERY").text("key");
        shown("/api/epcis/probe", key).is(200);
        int heard = 0;
        Answer last = null;
        for (int i = 0; i < 70; i++) {
            last = shown("/api/epcis/probe", "ck_" + String.format("%013d", i) + "_" + "A".repeat(43));
            heard += last.status() == 401 ? 1 : 0;
        }
        assertThat(heard).isBetween(60, 62);
        last.is(429, "too-many-guesses");
        assertThat(last.raw().headers().firstValue("Retry-After")).isPresent();
        shown("/api/epcis/probe", key).is(200);
        door = Door.at(here);
        shown("/api/epcis/probe", "ck_0000000000001_" + "A".repeat(43)).is(401);
    }

    private Map<String, Object> listed(Answer made) {
        return list(operator).stream()
                .filter(key -> key.get("id").equals(made.text("id")))
                .findFirst()
                .orElseThrow();
    }
}
