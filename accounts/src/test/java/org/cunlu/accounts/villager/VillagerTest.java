package org.cunlu.accounts.villager;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.Representation;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Records of villagers, and who acts for them. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VillagerTest implements TestPropertyProvider {
    private static final String VILLAGERS = "/api/station/villagers";
    private static final LocalDate TODAY = CountyTime.date(Instant.now());

    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    Representation representation;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private Door door;
    private Answer keeper;
    private String keeperPhone;
    private String station;

    @Override
    public Map<String, String> getProperties() {
        var room = new LinkedHashMap<>(TestServers.properties("villager", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        return room;
    }

    @BeforeEach
    void aStation() {
        door = Door.at(server);
        station = "500233" + Door.anyPhone().substring(5);
        keeperPhone = Door.anyPhone();
        keeper = keeperOf(keeperPhone, station);
    }

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
    void asksForAGuardianUnderFourteenToTheDay() {
        LocalDate child = TODAY.minusYears(14).plusDays(1);
        begin("key-child-001", wish("小明", child)).is(409, "guardian-needed");
        begin("小红", TODAY.minusYears(14));
        String parentPhone = Door.anyPhone();
        Answer parent = door.signUp(parentPhone);
        var wish = wish("小明", child);
        wish.put("guardian", Map.of("phone", parentPhone, "agreed", agreed("PAPER")));
        String ward = begin("key-child-002", wish).is(201).text("accountId");
        assertThat(representation.mayActFor(parent.text("accountId"), ward)).isTrue();
        assertThat(representation.guards(parent.text("accountId"), ward)).isTrue();
        assertThat(representation.minor(ward)).isTrue();
        assertThat(text("SELECT given_by AS v FROM acc_consent WHERE account_id = ?", ward))
                .isEqualTo(parent.text("accountId"));
        String standing = text("SELECT representation_id AS v FROM acc_representation WHERE person_id = ?", ward);
        end(ward, standing).is(409, "guardian-needed");
        String otherPhone = Door.anyPhone();
        door.signUp(otherPhone);
        authorise(ward, authority("GUARDIAN", otherPhone, "PAPER")).is(201);
        end(ward, standing).is(204);
        assertThat(representation.mayActFor(parent.text("accountId"), ward)).isFalse();
        door.post(VILLAGERS + "/" + ward + "/claim-code", null, token()).is(409, "guardian-needed");
    }

    @Test
    void refusesToMakeAChildOfSomebodyWithoutAGuardian() {
        String villager = begin("小红", TODAY.minusYears(15));
        put(VILLAGERS + "/" + villager, changeTo("小红", TODAY.minusYears(13)), token())
                .is(409, "guardian-needed");
        assertThat(open(villager).body())
                .containsEntry("birthDate", TODAY.minusYears(15).toString());
    }

    @Test
    void letsARepresentativeActWithinHisTimeAndEndsItAtOnce() {
        String villager = begin("王秀英", LocalDate.of(1950, 2, 3));
        String phone = Door.anyPhone();
        String son = door.signUp(phone).text("accountId");
        assertThat(representation.mayActFor(son, villager)).isFalse();
        assertThat(representation.mayActFor(villager, villager)).isTrue();
        var later = new HashMap<>(authority("REPRESENTATIVE", phone, "VOICE"));
        later.put("from", TODAY.plusDays(1).toString());
        String standing = authorise(villager, later).is(201).text("representationId");
        assertThat(representation.mayActFor(son, villager)).isFalse();
        end(villager, standing).is(204);
        var today = new HashMap<>(authority("REPRESENTATIVE", phone, "VOICE"));
        today.put("from", TODAY.toString());
        today.put("until", TODAY.toString());
        standing = authorise(villager, today).is(201).text("representationId");
        assertThat(representation.mayActFor(son, villager)).isTrue();
        assertThat(representation.guards(son, villager)).isFalse();
        authorise(villager, today).is(409, "stands-already");
        end(villager, standing).is(204);
        end(villager, standing).is(204);
        assertThat(representation.mayActFor(son, villager)).isFalse();
        var past = new HashMap<>(today);
        past.put("from", TODAY.minusDays(2).toString());
        past.put("until", TODAY.minusDays(1).toString());
        authorise(villager, past).is(400, "period-invalid");
        for (LocalDate strange : List.of(LocalDate.MAX, LocalDate.of(10000, 1, 1), LocalDate.MIN)) {
            var never = new HashMap<>(today);
            never.put("from", strange.toString());
            authorise(villager, never).is(400, "period-invalid");
            never.put("from", TODAY.toString());
            never.put("until", strange.toString());
            authorise(villager, never).is(400, "period-invalid");
        }
    }

    @Test
    void givesNoAuthorityInCirclesToOneselfOrWithoutAnAccount() {
        String villager = begin("王秀英", LocalDate.of(1950, 2, 3));
        authorise(villager, authority("REPRESENTATIVE", Door.anyPhone(), "PAPER"))
                .is(409, "representative-unfit");
        String phone = Door.anyPhone();
        String son = door.signUp(phone).text("accountId");
        authorise(villager, authority("REPRESENTATIVE", phone, "PAPER")).is(201);
        accounts.suspend(son, "system");
        String other = begin("李四", LocalDate.of(1950, 2, 3));
        authorise(other, authority("REPRESENTATIVE", phone, "PAPER")).is(409, "representative-unfit");
        // A villager has no number by which he could be named, and one who signs in has no record here to act for.
        authorise(son, authority("REPRESENTATIVE", keeperPhone, "PAPER")).is(404);
    }

    @Test
    void asksForWritingWhereAKeeperOrAGuardianOfAnAdultIsMeant() {
        String villager = begin("王秀英", LocalDate.of(1950, 2, 3));
        authorise(villager, authority("REPRESENTATIVE", keeperPhone, "VOICE")).is(409, "writing-needed");
        authorise(villager, authority("REPRESENTATIVE", keeperPhone, "PAPER")).is(201);
        String phone = Door.anyPhone();
        String daughter = door.signUp(phone).text("accountId");
        authorise(villager, authority("GUARDIAN", phone, "VOICE")).is(409, "writing-needed");
        authorise(villager, authority("GUARDIAN", phone, "PAPER")).is(201);
        assertThat(representation.guards(daughter, villager)).isTrue();
        String minor = begin("小红", TODAY.minusYears(15));
        authorise(minor, authority("REPRESENTATIVE", phone, "PAPER")).is(409, "guardian-only");
    }

    @Test
    void takesConsentToOptionalPurposesOfAMinorFromHisGuardianOnly() {
        String minor = begin("小红", TODAY.minusYears(15));
        String phone = Door.anyPhone();
        Answer mother = door.signUp(phone);
        consent(minor, "marketing", null).is(403, "guardian-needed");
        consent(minor, "marketing", mother.text("accountId")).is(409, "representative-unfit");
        authorise(minor, authority("GUARDIAN", phone, "VOICE")).is(201);
        consent(minor, "marketing", mother.text("accountId")).is(204);
        assertThat(consents(minor)).contains("marketing");
        // The guardian herself, from her own phone; and nobody else.
        String path = "/api/auth/consents/brand-sharing?person=" + minor;
        door.send("PUT", path, null, "Bearer " + mother.text("accessToken")).is(204);
        door.send("PUT", path, null, "Bearer " + token()).is(404);
        assertThat(consents(minor)).contains("marketing", "brand-sharing");
        door.send("DELETE", VILLAGERS + "/" + minor + "/consents/marketing", null, "Bearer " + token())
                .is(204);
        assertThat(consents(minor)).doesNotContain("marketing").contains("brand-sharing");
        door.send("DELETE", VILLAGERS + "/" + minor + "/consents/village-record", null, "Bearer " + token())
                .is(409, "record-rests-on-it");
        consent(minor, "no-such-purpose", mother.text("accountId")).is(404);
    }

    @Test
    void forgetsTheRecordWhenConsentIsWithdrawn() {
        String villager = begin("王秀英", LocalDate.of(1950, 2, 3));
        Answer kept = door.send("DELETE", VILLAGERS + "/" + villager, null, "Bearer " + token())
                .is(200);
        assertThat((List<?>) kept.body().get("kept")).isNotEmpty();
        assertThat(accounts.active(villager)).isFalse();
        assertThat(number("SELECT COUNT(*) AS v FROM acc_villager WHERE account_id = ?", villager))
                .isZero();
        assertThat(accounts.person(villager).orElseThrow().name()).doesNotContain("王");
        door.send("DELETE", VILLAGERS + "/" + villager, null, "Bearer " + token())
                .is(404);
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

    private Answer keeperOf(String phone, String node) {
        Answer somebody = door.signUp(phone);
        accounts.grant(
                somebody.text("accountId"), new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, node)), "system");
        return somebody;
    }

    private String token() {
        return keeper.text("accessToken");
    }

    private static Map<String, Object> wish(String name, LocalDate born) {
        var wish = new HashMap<String, Object>();
        wish.put("name", name);
        wish.put("villageCode", "500233112203");
        wish.put("phoneNote", "邻居家 023-54230000");
        wish.put("birthDate", born.toString());
        wish.put("consent", agreed("PAPER"));
        return wish;
    }

    private static Map<String, Object> changeTo(String name, LocalDate born) {
        return Map.of("name", name, "villageCode", "500233112203", "birthDate", born.toString());
    }

    private static Map<String, Object> agreed(String way) {
        return Map.of("way", way, "on", TODAY.toString(), "reference", "档案柜3 第12页");
    }

    private static Map<String, Object> authority(String kind, String phone, String way) {
        return Map.of("kind", kind, "phone", phone, "agreed", agreed(way));
    }

    private Answer begin(String key, Object wish) {
        return door.send("POST", VILLAGERS, wish, "Bearer " + token(), Map.of("Idempotency-Key", key));
    }

    private String begin(String name, LocalDate born) {
        return begin("key-" + Door.anyPhone() + Door.anyPhone(), wish(name, born))
                .is(201)
                .text("accountId");
    }

    private Answer open(String villager) {
        return door.get(VILLAGERS + "/" + villager + "?why=" + url("核对取货人"), token());
    }

    @SuppressWarnings("unchecked")
    private List<String> consents(String villager) {
        return (List<String>) open(villager).is(200).body().get("consents");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Answer page) {
        return (List<Map<String, Object>>) page.body().get("items");
    }

    private Answer put(String path, Object body, String token) {
        return door.send("PUT", path, body, "Bearer " + token);
    }

    private Answer authorise(String villager, Object authority) {
        return door.post(VILLAGERS + "/" + villager + "/representatives", authority, token());
    }

    private Answer end(String villager, String standing) {
        return door.send(
                "DELETE", VILLAGERS + "/" + villager + "/representatives/" + standing, null, "Bearer " + token());
    }

    private Answer consent(String villager, String purpose, String guardian) {
        var body = new HashMap<String, Object>(Map.of("purpose", purpose, "agreed", agreed("PAPER")));
        if (guardian != null) {
            body.put("guardianId", guardian);
        }
        return door.post(VILLAGERS + "/" + villager + "/consents", body, token());
    }

    private static Map<String, Object> sameBut(Answer answer) {
        var body = new HashMap<>(answer.body());
        body.remove("requestId");
        return body;
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String text(String query, String id) {
        return transactions
                .read(() -> sql.one(query, row -> row.string("v"), id))
                .orElseThrow();
    }

    private long number(String query, String id) {
        return transactions
                .read(() -> sql.one(query, row -> row.number("v"), id))
                .orElseThrow();
    }
}
