package org.cunlu.accounts.villager;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.Grants;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Guardians and representatives of villagers, and their consent. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepresentativesTest extends VillagerRecords {
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
    void aKeeperActsForTheVillagersOfHisStationUntilHeIsDismissed() {
        String villager = begin("王秀英", LocalDate.of(1950, 2, 3));
        String id = keeper.text("accountId");
        authorise(villager, authority("REPRESENTATIVE", keeperPhone, "PAPER")).is(201);
        // One who keeps another station acts as the neighbour that he is.
        String neighbourPhone = Door.anyPhone();
        String neighbour = keeperOf(neighbourPhone, station + "9").text("accountId");
        authorise(villager, authority("REPRESENTATIVE", neighbourPhone, "PAPER"))
                .is(201);
        assertThat(representation.mayActFor(id, villager)).isTrue();
        grants.end(id, new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, station)), "system");
        assertThat(representation.mayActFor(id, villager)).isFalse();
        assertThat(representation.mayActFor(neighbour, villager)).isTrue();
        grants.give(id, new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, station)), "system");
        assertThat(representation.mayActFor(id, villager)).isTrue();
    }

    @Inject
    Grants grants;

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

    private Answer end(String villager, String standing) {
        return door.send(
                "DELETE", VILLAGERS + "/" + villager + "/representatives/" + standing, null, "Bearer " + token());
    }
}
