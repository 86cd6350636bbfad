package org.cunlu.accounts.villager;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Records of villagers: kept, found, looked at, changed. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VillagerTest extends VillagerRecords {
    @Test
    void keepsARecordThatNobodySignsInTo() {
        String villager = begin("王 秀英", LocalDate.of(1950, 2, 3));
        assertThat(accounts.active(villager)).isTrue();
        assertThat(accounts.person(villager)).hasValueSatisfying(person -> {
            assertThat(person.phone()).isNull();
            assertThat(person.name()).isEqualTo("王 秀英");
        });
        Answer opened = open(villager).is(200);
        assertThat(opened.body())
                .containsEntry("name", "王 秀英")
                .containsEntry("birthDate", "1950-02-03")
                .containsEntry("phoneNote", "邻居家 023-54230000")
                .containsEntry("consents", List.of("village-record"));
        assertThat(text(
                        "SELECT state_after AS v FROM ker_trail WHERE act = 'accounts.villager' AND subject = ?",
                        villager))
                .isEqualTo(station + " PAPER");
        assertThat(text("SELECT HEX(birth_sealed) AS v FROM acc_villager WHERE account_id = ?", villager))
                .doesNotContain("313935302D"); // "1950-"
    }

    @Test
    void givesTheSameRecordForTheSameRequest() {
        var wish = wish("李四", LocalDate.of(1960, 1, 1));
        Answer first = begin("key-same-1", wish).is(201);
        assertThat(begin("key-same-1", wish).is(201).text("accountId")).isEqualTo(first.text("accountId"));
        begin("key-same-1", wish("李五", LocalDate.of(1960, 1, 1))).is(409);
        wish.remove("consent");
        begin("key-no-consent", wish).is(400);
        assertThat(number("SELECT COUNT(*) AS v FROM acc_villager WHERE station_code = ?", station))
                .isEqualTo(1);
    }

    @Test
    void keepsNothingOnAWrongAgreementOrDayOfBirth() {
        var online = wish("李四", LocalDate.of(1960, 1, 1));
        online.put("consent", Map.of("way", "ONLINE", "on", TODAY.toString(), "reference", "x"));
        begin("key-online-1", online).is(400, "agreement-invalid");
        var tomorrow = wish("李四", LocalDate.of(1960, 1, 1));
        tomorrow.put("consent", Map.of("way", "PAPER", "on", TODAY.plusDays(1).toString(), "reference", "x"));
        begin("key-tomorrow", tomorrow).is(400, "agreement-invalid");
        for (LocalDate strange : List.of(LocalDate.MIN, LocalDate.of(-1, 1, 1), LocalDate.of(1899, 12, 31))) {
            var longAgo = wish("李四", LocalDate.of(1960, 1, 1));
            longAgo.put("consent", Map.of("way", "PAPER", "on", strange.toString(), "reference", "x"));
            begin("key-" + strange, longAgo).is(400, "agreement-invalid");
        }
        begin("key-unborn-1", wish("李四", TODAY.plusDays(1))).is(400, "birth-date-invalid");
        begin("key-invisible", wish("\u200b", LocalDate.of(1960, 1, 1))).is(400);
        assertThat(number("SELECT COUNT(*) AS v FROM acc_villager WHERE station_code = ?", station))
                .isZero();
    }

    @Test
    void showsItToNoOtherStation() {
        String villager = begin("王秀英", LocalDate.of(1950, 2, 3));
        Answer other = keeperOf(Door.anyPhone(), "500233999");
        String path = VILLAGERS + "/" + villager;
        String token = other.text("accessToken");
        String absent = VILLAGERS + "/0000000000000";
        assertThat(sameBut(door.get(path + "?why=looking", token).is(404)))
                .isEqualTo(sameBut(door.get(absent + "?why=looking", token).is(404)));
        put(path, changeTo("王", LocalDate.of(1950, 2, 3)), token).is(404);
        door.post(path + "/claim-code", null, token).is(404);
        door.post(path + "/representatives", authority("REPRESENTATIVE", keeperPhone, "PAPER"), token)
                .is(404);
        door.send("DELETE", path, null, "Bearer " + token).is(404);
        assertThat(items(door.get(VILLAGERS, token).is(200))).isEmpty();
        assertThat(number("SELECT COUNT(*) AS v FROM acc_look WHERE subject = ?", villager))
                .isZero();
        door.get(path + "?why=looking", door.signUp(Door.anyPhone()).text("accessToken"))
                .is(404);
        door.get(path + "?why=looking", null).is(401);
    }

    @Test
    void findsByNameInAnySpellingAndShowsItMasked() {
        String one = begin("阿卜杜拉·买买提", LocalDate.of(1950, 2, 3));
        begin("王秀英", LocalDate.of(1951, 2, 3));
        Answer found =
                door.get(VILLAGERS + "?name=" + url("阿卜杜拉•买买提 "), token()).is(200);
        assertThat(items(found))
                .singleElement()
                .satisfies(item -> assertThat(item)
                        .containsEntry("accountId", one)
                        .containsEntry("nameMasked", "阿**")
                        .doesNotContainKey("birthDate"));
        Answer page = door.get(VILLAGERS + "?limit=1", token()).is(200);
        Answer next = door.get(VILLAGERS + "?limit=1&cursor=" + page.text("next"), token())
                .is(200);
        assertThat(items(page)).hasSize(1);
        assertThat(items(next)).hasSize(1).isNotEqualTo(items(page));
        assertThat(next.body()).doesNotContainKey("next");
    }

    @Test
    void logsEachLookWithItsReason() {
        String villager = begin("王秀英", LocalDate.of(1950, 2, 3));
        door.get(VILLAGERS + "/" + villager + "?why=" + url(" "), token()).is(400, "reason-missing");
        door.get(VILLAGERS + "/" + villager, token()).is(400);
        assertThat(number("SELECT COUNT(*) AS v FROM acc_look WHERE subject = ?", villager))
                .isZero();
        open(villager).is(200);
        assertThat(text("SELECT CONCAT(viewer, ' ', what, ' ', why) AS v FROM acc_look WHERE subject = ?", villager))
                .isEqualTo(keeper.text("accountId") + " villager 核对取货人");
    }

    @Test
    void changesWhatItKeeps() {
        String villager = begin("王秀英", LocalDate.of(1950, 2, 3));
        put(VILLAGERS + "/" + villager, changeTo("王秀瑛", LocalDate.of(1950, 2, 4)), token())
                .is(204);
        assertThat(open(villager).is(200).body())
                .containsEntry("name", "王秀瑛")
                .containsEntry("birthDate", "1950-02-04")
                .doesNotContainKey("phoneNote");
        assertThat(items(door.get(VILLAGERS + "?name=" + url("王秀瑛"), token()).is(200)))
                .hasSize(1);
    }

    @Test
    void boundsHowManyAKeeperMayName() {
        String villager = begin("王秀英", LocalDate.of(1950, 2, 3));
        Answer last = null;
        for (int i = 0; i < 100; i++) {
            last = authorise(villager, authority("REPRESENTATIVE", Door.anyPhone(), "PAPER"));
        }
        assertThat(last).isNotNull();
        last.is(429, "too-many-records");
        assertThat(last.raw().headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aVillageThatNobodyKnowsIsRefusedAndNothingKept() {
        var wish = wish("王秀英", LocalDate.of(1950, 2, 3));
        wish.put("villageCode", StandInVillages.NOWHERE);
        door.send("POST", VILLAGERS, wish, "Bearer " + token(), Map.of("Idempotency-Key", "nowhere-1"))
                .is(400, "village-unknown");
        assertThat(items(door.get(VILLAGERS, token()).is(200))).isEmpty();
    }

    @Test
    void notesThatCannotBeSeenAreRefusedAndNothingKept() {
        for (String unseen : List.of("\u0000", "\u202e", "\u200b", "\ud800", "\u2028")) {
            var wish = wish("王秀英", LocalDate.of(1950, 2, 3));
            wish.put("phoneNote", "邻居家" + unseen);
            door.send("POST", VILLAGERS, wish, "Bearer " + token(), Map.of("Idempotency-Key", "unseen-note"))
                    .is(400);
            wish.put("phoneNote", "邻居家");
            wish.put("consent", Map.of("way", "PAPER", "on", "2025-01-02", "reference", "柜3" + unseen));
            door.send("POST", VILLAGERS, wish, "Bearer " + token(), Map.of("Idempotency-Key", "unseen-paper"))
                    .is(400);
        }
        assertThat(items(door.get(VILLAGERS, token()).is(200))).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Answer page) {
        return (List<Map<String, Object>>) page.body().get("items");
    }

    private static Map<String, Object> sameBut(Answer answer) {
        var body = new HashMap<>(answer.body());
        body.remove("requestId");
        return body;
    }
}
