package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.Instances.text;
import static org.cunlu.app.whole.SmallNetwork.EARLY;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.LATE;
import static org.cunlu.app.whole.SmallNetwork.STATION1;
import static org.cunlu.app.whole.SmallNetwork.TOWN1;
import static org.cunlu.app.whole.SmallNetwork.TOWN2;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.app.whole.SmallCounty.Parcel;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Closures as a dispatcher's page and a stranger meet them. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosuresOverHttpTest {
    private static final String CLOSURES = "/api/dispatch/closures";
    private static final String WHY = "塌方 · a landslide";

    private final SmallCounty county = SmallCounty.open();
    private LocalDate day;

    @BeforeEach
    void aMorningWithEmptyBuses() {
        day = county.nextMorning();
    }

    @AfterEach
    void allIsOpenAgain() {
        county.get(county.dispatcher, CLOSURES + "?standing=true").is(200).list("items").stream()
                .map(closed -> text(closed.get("closure"), "id"))
                .forEach(id -> county.post(county.dispatcher, CLOSURES + "/" + id + "/lift", null, Map.of())
                        .is(200));
        county.isPromisedTo(STATION1);
        county.audited();
    }

    @Test
    void aLineThatIsClosedSendsWhatWasBookedOnItAnotherWayOnceThoughItIsAskedTwice() {
        Parcel parcel = county.bought(county.buyer(), STATION1, "ONLINE");
        assertThat(county.lines(parcel)).containsExactly(EARLY);
        String key = key();
        var until = day.atTime(4, 0).plusDays(1) + ":00Z";
        var body = Map.of("kind", "LINE", "line", EARLY, "until", until, "why", WHY);
        Answer closed = close(county.dispatcher, key, body).is(200);
        assertThat(closed.body().get("rerouted").getIntValue()).isEqualTo(1);
        String id = text(closed.body().get("closed").get("closure"), "id");
        Answer again = close(county.dispatcher, key, body).is(200);
        assertThat(text(again.body().get("closed").get("closure"), "id")).isEqualTo(id);
        close(county.dispatcher, key, Map.of("kind", "LINE", "line", LATE, "why", WHY))
                .is(409, "key-reused");
        assertThat(county.lines(parcel)).containsExactly(LATE);
        assertThat(county.slips(parcel)).containsExactly("ROAD_CLOSED");
        Soon.is(() -> assertThat(county.told(parcel.buyer())).anyMatch(text -> text.contains("16:10")));

        assertThat(county.get(county.dispatcher, CLOSURES + "/" + id)
                        .is(200)
                        .body()
                        .get("finished")
                        .getBooleanValue())
                .isTrue();
        Person other = dispatcherOf(TOWN2);
        county.get(other, CLOSURES + "/" + id).is(404, "not-found");
        county.post(other, CLOSURES + "/" + id + "/lift", null, Map.of()).is(404, "not-found");
        assertThat(county.refused(other)).isEqualTo(2);
        assertThat(county.get(other, CLOSURES).is(200).text()).doesNotContain(id);

        county.post(county.dispatcher, CLOSURES + "/" + id + "/lift", null, Map.of())
                .is(200);
        county.post(county.dispatcher, CLOSURES + "/" + id + "/lift", null, Map.of())
                .is(200);
        assertThat(county.get(county.dispatcher, CLOSURES + "?standing=true")
                        .is(200)
                        .list("items"))
                .isEmpty();
        assertThat(county.counted(
                        "SELECT COUNT(*) AS n FROM ker_trail WHERE subject = ? AND act NOT LIKE '%.refused'", id))
                .as("closed once, lifted once")
                .isEqualTo(2);
        assertThat(county.lines(parcel)).as("what was re-routed stays so").containsExactly(LATE);
        county.cancel(parcel);
    }

    @Test
    void aClosedStationIsInNoPromiseAndItsParcelsGoToTheNearestOther() {
        Parcel parcel = county.bought(county.buyer(), STATION1, "ONLINE");
        Answer closed = close(county.dispatcher, key(), Map.of("kind", "NODE", "node", STATION1, "why", WHY))
                .is(200);
        assertThat(closed.body().get("rerouted").getIntValue()).isEqualTo(1);
        assertThat(text(county.tracking(parcel), "toNode")).isEqualTo(TOWN1);
        assertThat(county.slips(parcel)).containsExactly("NODE_CLOSED");
        county.scan("PACK", HUB, parcel);
        assertThat(county.ride(day, parcel, "10:50", HUB, "11:30", TOWN1)).isEqualTo("READY");
        county.collect(parcel, TOWN1).is(200);
        Soon.is(() -> assertThat(county.state(parcel)).isEqualTo("COMPLETED PAID"));
    }

    @Test
    void whatMakesNoClosureIsRefusedWithItsReasonAndNothingIsClosed() {
        var now = county.now();
        wrong("invalid", "kind", null);
        wrong("closure-invalid", "line", EARLY);
        wrong("closure-invalid", "node", null);
        wrong("closure-invalid", "until", now.minusSeconds(1).toString());
        wrong("closure-invalid", "from", now.minus(Duration.ofDays(2)).toString());
        wrong("closure-invalid", "until", now.plus(Duration.ofDays(400)).toString());
        wrong("closure-invalid", "other", TOWN1);
        wrong("unknown-field", "node_code", TOWN1);
        assertThat(close(county.dispatcher, key(), changed("kind", "BRIDGE")).status())
                .isEqualTo(400);
        assertThat(close(county.dispatcher, key(), changed("why", "x")).status())
                .isEqualTo(400);
        assertThat(close(county.dispatcher, key(), changed("until", "tomorrow")).status())
                .isEqualTo(400);
        assertThat(county.post(county.dispatcher, CLOSURES, key(), "{\"kind\":").status())
                .isEqualTo(400);
        close(county.dispatcher, null, changed("why", WHY)).is(400, "key-missing");
        close(county.dispatcher, "short", changed("why", WHY)).is(400, "key-malformed");
        close(county.dispatcher, key(), Map.of("kind", "ROAD", "node", TOWN1, "other", TOWN1, "why", WHY))
                .is(400, "closure-invalid");
        close(county.dispatcher, key(), Map.of("kind", "ROAD", "node", TOWN1, "other", TOWN2, "why", WHY))
                .is(400, "no-such-road");
        close(county.dispatcher, key(), Map.of("kind", "LINE", "line", "NO-LINE", "why", WHY))
                .is(404, "not-found");
        county.get(county.dispatcher, CLOSURES + "/0ABCDEFGHJKMN").is(404, "not-found");
        county.post(county.dispatcher, CLOSURES + "/0ABCDEFGHJKMN/lift", null, Map.of())
                .is(404, "not-found");
        assertThat(county.get(county.dispatcher, CLOSURES + "?standing=true")
                        .is(200)
                        .list("items"))
                .isEmpty();
    }

    @Test
    void anothersNodeRoadOrLineIsNotThereAndEachAttemptIsWrittenDown() {
        Person other = dispatcherOf(TOWN2);
        close(other, key(), Map.of("kind", "NODE", "node", STATION1, "why", WHY))
                .is(404, "not-found");
        close(other, key(), Map.of("kind", "ROAD", "node", TOWN1, "other", STATION1, "why", WHY))
                .is(404, "not-found");
        close(other, key(), Map.of("kind", "LINE", "line", EARLY, "why", WHY)).is(404, "not-found");
        close(other, key(), Map.of("kind", "NODE", "node", "500233999", "why", WHY))
                .is(404, "not-found");
        assertThat(county.refused(other)).as("an unknown one is nobody's").isEqualTo(3);
        close(other, key(), Map.of("kind", "ROAD", "node", HUB, "other", TOWN2, "why", WHY))
                .is(200);
    }

    private void wrong(String code, String field, String value) {
        close(county.dispatcher, key(), changed(field, value)).is(400, code);
    }

    /** @return the closure of a township, with one field another, or left out */
    private static Map<String, Object> changed(String field, String value) {
        var body = new HashMap<String, Object>(Map.of("kind", "NODE", "node", TOWN1, "why", WHY));
        if (value == null) {
            body.remove(field);
        } else {
            body.put(field, value);
        }
        return body;
    }

    private Answer close(Person who, String key, Object body) {
        return county.post(who, CLOSURES, key, body);
    }

    private Person dispatcherOf(String node) {
        return county.person(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, node)));
    }
}
