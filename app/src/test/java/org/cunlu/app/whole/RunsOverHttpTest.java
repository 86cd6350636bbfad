package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.Instances.text;
import static org.cunlu.app.whole.SmallNetwork.EARLY;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.LATE;
import static org.cunlu.app.whole.SmallNetwork.STATION1;
import static org.cunlu.app.whole.SmallNetwork.STATION2;
import static org.cunlu.app.whole.SmallNetwork.TOWN1;
import static org.cunlu.app.whole.SmallNetwork.TOWN2;

import io.micronaut.json.tree.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
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

/** A driver's run as his phone, the dispatcher's page and strangers meet it. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunsOverHttpTest {
    private final SmallCounty county = SmallCounty.open();
    private LocalDate day;
    private Person driver;

    @BeforeEach
    void aMorningAndACrew() {
        day = county.nextMorning();
        driver = driverOf(HUB);
        crew(county.dispatcher, 0, driver).is(200);
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        county.audited();
    }

    @Test
    void fromTheManifestToTheProofOfBothSides() {
        Parcel parcel = county.bought(county.buyer(), STATION1, "ONLINE");
        county.scan("PACK", HUB, parcel);
        county.at(day, "10:40");
        assertThat(text(
                        county.get(driver, "/api/run/trips?date=" + day)
                                .is(200)
                                .list("trips")
                                .getFirst(),
                        "trip"))
                .isEqualTo(trip());
        assertThat(sheet(driver).is(200).text()).contains(parcel.barcode());
        assertThat(does("COLLECT", HUB, parcel)).isEqualTo("LOADED");
        county.at(day, "11:00");
        var departs = step("DEPART", HUB, null);
        assertThat(told(departs)).isEqualTo("APPLIED ON_TRIP");
        assertThat(told(departs)).isEqualTo("REPEATED ON_TRIP");
        departs.put("kind", "ARRIVE");
        assertThat(told(departs)).isEqualTo("REFUSED step-id-reused");
        county.at(day, "12:00");
        assertThat(does("ARRIVE", STATION1, null)).isEqualTo("AT_STOP");
        assertThat(does("HAND_OVER", STATION1, parcel)).isEqualTo("SAID");
        assertThat(county.scan("UNLOAD", STATION1, parcel)).isEqualTo("READY");

        String handOver = "/api/station/hand-overs/" + EARLY + "/" + day;
        var settled = county.post(county.keeper(STATION1), handOver + "/settlement", null, Map.of("node", STATION1));
        assertThat(text(settled.is(200).list("items").getFirst(), "state")).isEqualTo("AGREED");
        county.post(county.keeper(STATION1), handOver + "/settlement", null, Map.of("node", STATION1))
                .is(200);
        county.get(county.keeper(STATION2), handOver + "?node=" + STATION2).is(404, "not-found");
        county.post(county.keeper(STATION1), handOver + "/settlement", null, Map.of())
                .is(400, "invalid");
        assertThat(sheet(driver).text())
                .contains("\"takenBy\":\"" + county.keeper(STATION1).account());
        county.collect(parcel, STATION1).is(200);
    }

    @Test
    void whatHeGivesHePhotographsAndWhoIsOverTheStationSeesIt() throws Exception {
        Parcel parcel = county.bought(county.buyer(), STATION1, "ONLINE");
        county.scan("PACK", HUB, parcel);
        county.at(day, "10:40");
        String loading = photo(driver, HUB, 1);
        assertThat(photo(driver, HUB, 1)).as("the same again").isEqualTo(loading);
        assertThat(told(with(loading, step("COLLECT", HUB, parcel)))).isEqualTo("APPLIED LOADED");
        county.at(day, "11:00");
        does("DEPART", HUB, null);
        county.at(day, "12:00");
        does("ARRIVE", STATION1, null);
        assertThat(told(with(loading, step("HAND_OVER", STATION1, parcel))))
                .as("of another node")
                .isEqualTo("REFUSED photo-unknown");
        Person mate = driverOf(TOWN1);
        String mates = photo(mate, STATION1, 2);
        assertThat(told(with(mates, step("HAND_OVER", STATION1, parcel))))
                .as("of somebody else")
                .isEqualTo("REFUSED photo-unknown");
        String giving = photo(driver, STATION1, 3);
        var step = with(giving, step("HAND_OVER", STATION1, parcel));
        assertThat(told(step)).isEqualTo("APPLIED SAID");
        assertThat(told(step)).isEqualTo("REPEATED SAID");
        String of = "?of=" + parcel.barcode();
        assertThat(county.get(driver, "/api/run/photos" + of).is(200).text()).contains(loading, giving, "HAND_OVER");
        assertThat(county.get(county.dispatcher, "/api/dispatch/photos" + of)
                        .is(200)
                        .list("photos"))
                .hasSize(2);
        assertThat(county.get(county.keeper(STATION1), "/api/station/photos" + of)
                        .is(200)
                        .text())
                .contains(giving)
                .doesNotContain(loading);
        county.get(driver, "/api/run/photos/" + giving).is(200);
        county.get(mate, "/api/run/photos/" + giving).is(404, "not-found");
        assertThat(county.get(mate, "/api/run/photos" + of).is(200).list("photos"))
                .isEmpty();
        county.post(driverOf(TOWN2), "/api/run/photos?node=" + STATION1, null, picture(4))
                .is(404, "not-found");
        county.post(driver, "/api/run/photos?node=" + HUB, null, "no picture".getBytes())
                .is(415);
        assertThat(county.scan("UNLOAD", STATION1, parcel)).isEqualTo("READY");
        county.collect(parcel, STATION1).is(200);
    }

    @Test
    void aVehicleIsRegisteredAndIsOnOneTripAtATime() {
        String code = "V" + Math.abs(day.hashCode());
        var van = new HashMap<String, Object>(Map.of(
                "node",
                HUB,
                "plate",
                "渝" + code,
                "kind",
                "VAN",
                "weightGrams",
                800_000,
                "volumeCm3",
                4_000_000,
                "compartments",
                List.of("DRY", "CHILLED"),
                "suspended",
                false,
                "version",
                0));
        String there = "/api/dispatch/vehicles/" + code;
        assertThat(county.put(county.dispatcher, there, van)
                        .is(200)
                        .body()
                        .get("version")
                        .getIntValue())
                .isEqualTo(1);
        assertThat(county.put(county.dispatcher, there, van)
                        .is(200)
                        .body()
                        .get("version")
                        .getIntValue())
                .isEqualTo(1);
        Person other = county.person(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, TOWN2)));
        county.put(other, there, van).is(404, "not-found");
        assertThat(county.get(other, "/api/dispatch/vehicles").is(200).text()).doesNotContain(code);
        goes(EARLY, code, 1).is(200);
        goes(EARLY, code, 1).is(200);
        goes("BUS-2", code, 0).is(409, "vehicle-elsewhere");
        goes(LATE, code, 0).is(200);
        assertThat(county.get(county.dispatcher, "/api/dispatch/trips?date=" + day)
                        .is(200)
                        .text())
                .contains("\"vehicle\":\"" + code + "\"");
        van.put("suspended", true);
        county.put(county.dispatcher, there, van).is(409, "vehicle-changed");
        van.put("version", 1);
        county.put(county.dispatcher, there, van).is(200);
        goes("UP-1", code, 0).is(409, "vehicle-suspended");
        goes(EARLY, null, 2).is(200);
        van.put("weightGrams", 0);
        assertThat(county.put(county.dispatcher, there, van).status()).isEqualTo(400);
        county.put(county.dispatcher, "/api/dispatch/vehicles/V-TWIN", changed(van))
                .is(409, "plate-taken");
    }

    private static Map<String, Object> changed(Map<String, Object> van) {
        var twin = new HashMap<>(van);
        twin.putAll(Map.of("weightGrams", 1_000, "version", 0));
        return twin;
    }

    private Answer goes(String line, String vehicle, int version) {
        var body = new HashMap<String, Object>(Map.of("version", version));
        body.put("vehicle", vehicle);
        return county.post(county.dispatcher, "/api/dispatch/trips/" + line + "/" + day + "/vehicle", null, body);
    }

    private static Map<String, Object> with(String photoId, Map<String, Object> step) {
        step.put("photoId", photoId);
        return step;
    }

    private String photo(Person who, String node, int number) throws IOException {
        return county.post(who, "/api/run/photos?node=" + node, null, picture(number))
                .is(201)
                .string("photoId");
    }

    private static byte[] picture(int number) throws IOException {
        var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        image.setRGB(number, 1, 0xffffff);
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void aStepThatCannotBeIsAnsweredOnItsOwnAndABatchThatCannotBeIsRefusedWhole() {
        county.at(day, "11:00");
        var late = step("LATE", null, null);
        late.put("minutes", -1);
        late.put("reason", "堵车 · traffic");
        var nameless = step("DEPART", HUB, null);
        nameless.remove("stepId");
        var stranger = step("HAND_OVER", HUB, null);
        stranger.put("parcel", "P99999999999");
        var good = step("DEPART", HUB, null);
        var answers = steps(driver, List.of(late, step("DEPART", STATION2, null), nameless, stranger, good))
                .is(200)
                .list("answers");
        assertThat(answers.stream().map(RunsOverHttpTest::outcome))
                .containsExactly(
                        "REFUSED step-invalid",
                        "REFUSED not-a-stop",
                        "REFUSED step-invalid",
                        "REFUSED other-stop",
                        "APPLIED ON_TRIP");
        assertThat(steps(driver, List.of()).status()).isEqualTo(400);
        assertThat(steps(driver, Collections.nCopies(501, good)).status()).isEqualTo(400);
        var fly = step("FLY", HUB, null);
        assertThat(steps(driver, List.of(fly)).status()).isEqualTo(400);
        var unknown = step("DEPART", HUB, null);
        unknown.put("speed", 90);
        steps(driver, List.of(unknown)).is(400, "unknown-field");
        assertThat(county.get(driver, "/api/run/trips/" + EARLY + "/yesterday").status())
                .isIn(400, 404);
        assertThat(county.get(driver, "/api/run/trips?date=2027-02-30").status())
                .isEqualTo(400);
        county.get(driver, "/api/run/trips/NO-LINE/" + day).is(404, "not-found");
    }

    @Test
    void anothersTripIsNotThereAndEachAttemptIsWrittenDown() {
        county.at(day, "11:00");
        Person stranger = driverOf(HUB);
        sheet(stranger).is(404, "not-found");
        assertThat(outcome(steps(stranger, List.of(step("DEPART", HUB, null)))
                        .is(200)
                        .list("answers")
                        .getFirst()))
                .isEqualTo("REFUSED trip-unknown");
        assertThat(county.refused(stranger)).isEqualTo(2);
        Person other = county.person(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, TOWN2)));
        county.get(other, "/api/dispatch/trips/" + trip()).is(404, "not-found");
        crew(other, 1, driver).is(404, "not-found");
        county.post(other, "/api/dispatch/trips/" + trip() + "/reports/seen", null, Map.of())
                .is(404, "not-found");
        assertThat(county.refused(other)).isEqualTo(3);
        assertThat(county.get(other, "/api/dispatch/trips?date=" + day).is(200).text())
                .doesNotContain("\"" + trip() + "\"");
    }

    @Test
    void aCrewIsOfDriversOfItsLineAsItWasSeen() {
        Person mate = driverOf(TOWN1);
        crew(county.dispatcher, 0, driver, mate).is(409, "crew-changed");
        crew(county.dispatcher, 1, driver, mate).is(200);
        crew(county.dispatcher, 1, driver, mate).is(200);
        crew(county.dispatcher, 2, driverOf(TOWN2)).is(400, "not-a-driver");
        crew(county.dispatcher, 2, county.keeper(HUB)).is(400, "not-a-driver");
        assertThat(crew(county.dispatcher, -1, mate).status()).isEqualTo(400);
        assertThat(crew(county.dispatcher, 2, mate, mate, mate, mate, mate).status())
                .isEqualTo(400);
        county.post(county.dispatcher, "/api/dispatch/trips/" + trip() + "/crew", null, Map.of("version", 2))
                .is(400, "invalid");
        assertThat(county.get(driver, "/api/run/trips?date=" + day).is(200).list("trips"))
                .hasSize(1);
    }

    private String trip() {
        return EARLY + "/" + day;
    }

    private Answer sheet(Person who) {
        return county.get(who, "/api/run/trips/" + trip());
    }

    private Answer crew(Person who, int version, Person... drivers) {
        var body = Map.of(
                "accounts", List.of(drivers).stream().map(Person::account).toList(), "version", version);
        return county.post(who, "/api/dispatch/trips/" + trip() + "/crew", null, body);
    }

    private Map<String, Object> step(String kind, String node, Parcel parcel) {
        var step = new HashMap<String, Object>();
        step.put("stepId", key());
        step.put("device", "phone-1");
        step.put("kind", kind);
        step.put("trip", trip());
        if (node != null) {
            step.put("node", node);
        }
        if (parcel != null) {
            step.put("parcel", parcel.barcode());
        }
        return step;
    }

    private Answer steps(Person who, List<Map<String, Object>> steps) {
        return county.post(who, "/api/run/steps", null, Map.of("steps", steps));
    }

    private String told(Map<String, Object> step) {
        return outcome(steps(driver, List.of(step)).is(200).list("answers").getFirst());
    }

    private String does(String kind, String node, Parcel parcel) {
        return told(step(kind, node, parcel)).replace("APPLIED ", "");
    }

    private static String outcome(JsonNode answer) {
        String code = text(answer, "code");
        return text(answer, "outcome") + " " + (code == null ? text(answer, "state") : code);
    }

    private Person driverOf(String node) {
        return county.person(new Grant(Role.DRIVER, new Scope(Scope.Kind.SUBTREE, node)));
    }
}
