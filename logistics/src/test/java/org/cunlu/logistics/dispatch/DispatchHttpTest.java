package org.cunlu.logistics.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.CashDrawer;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.dispatch.TwoDispatchers.Answer;
import org.cunlu.logistics.dispatch.TwoDispatchers.Person;
import org.cunlu.logistics.slip.Valley;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A dispatcher's day as his page, a driver's phone and strangers meet it, on two instances with a broker between them. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DispatchHttpTest {
    private static final String PLANS = "/api/dispatch/plans";
    private static final String JOBS = "/api/dispatch/plan-jobs";

    private TwoDispatchers county;
    private Valley valley;
    private Person dispatcher;
    private Person stranger;
    private Person keeper;
    private Person driver;
    private int day = 10;

    @BeforeAll
    void open() {
        county = new TwoDispatchers();
        valley = county.valley;
        dispatcher = county.person(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, "H"));
        stranger = county.person(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, "A"));
        keeper = county.person(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, "A2"));
        driver = county.person(Role.DRIVER, new Scope(Scope.Kind.NODE, "H"));
    }

    @AfterAll
    void close() {
        county.close();
    }

    @BeforeEach
    void aNewDay() {
        valley.over();
        day++;
        county.at(day, 6, 30);
    }

    private LocalDate date() {
        return LocalDate.of(2026, 11, 23).plusDays(day);
    }

    private Valley.Parcel packed(String from, String to) {
        Valley.Parcel parcel = valley.book(from, to);
        assertThat(valley.does(ScanKind.PACK, from, parcel)).isEqualTo("AT_NODE");
        return parcel;
    }

    private String begun() {
        return county.post(dispatcher, PLANS, Map.of("depot", "H", "day", date()))
                .is(201)
                .string("plan");
    }

    private String asked(String plan, int version, int seconds) {
        return county.post(dispatcher, JOBS, Map.of("plan", plan, "version", version, "seconds", seconds))
                .is(202)
                .string("job");
    }

    /** @return what was streamed until the search was over */
    private String watched(String job) {
        return county.get(dispatcher, JOBS + "/" + job + "/events").is(200).text();
    }

    private Answer published(String plan, int version, Map<String, String> drivers) {
        return county.post(
                dispatcher, PLANS + "/" + plan + "/publication", Map.of("version", version, "drivers", drivers));
    }

    @Test
    void aDayFromDraftToComparisonOverHttp() {
        var down = packed("H", "A2");
        var up = packed("A2", "H");
        String key = UUID.randomUUID().toString();
        var wanted = Map.of("depot", "H", "day", date());
        String plan =
                county.send(dispatcher, "POST", PLANS, wanted, key).is(201).string("plan");
        assertThat(county.send(dispatcher, "POST", PLANS, wanted, key).is(201).string("plan"))
                .isEqualTo(plan);
        published(plan, 1, Map.of()).is(409, "plan-empty");
        String told = watched(asked(plan, 1, 1));
        assertThat(told).contains("event: job", "\"state\":\"DONE\"", "\"taken\":true", "\"vehicles\":1");
        Answer seen = county.get(dispatcher, PLANS + "/" + plan).is(200);
        assertThat(seen.number("version")).isEqualTo(2);
        String van = seen.body().get("comes").get("tours").get(0).get("van").getStringValue();
        var pin = Map.of("version", 2, "edit", Map.of("act", "PIN", "stop", "A2", "van", van));
        assertThat(county.post(dispatcher, PLANS + "/" + plan + "/trials", pin)
                        .is(200)
                        .body()
                        .get("holds")
                        .getBooleanValue())
                .isTrue();
        county.post(dispatcher, PLANS + "/" + plan + "/edits", pin).is(200);
        county.post(dispatcher, PLANS + "/" + plan + "/edits", pin).is(409, "plan-changed");
        published(plan, 3, Map.of(van, dispatcher.account())).is(400, "not-a-driver");
        published(plan, 3, Map.of(van, driver.account())).is(200);
        published(plan, 4, Map.of()).is(409, "plan-published");
        assertThat(county.get(keeper, "/api/auth/notices").is(200).text()).contains("TOUR_COMES");

        driven(plan, down, up);
        assertThat(county.get(dispatcher, PLANS + "?depot=H&day=" + date())
                        .is(200)
                        .list("plans"))
                .hasSize(1);
    }

    private String does(String trip, String kind, String node, Valley.Parcel parcel) {
        var step = new HashMap<String, Object>(
                Map.of("stepId", valley.ids.next(), "device", "phone-7", "kind", kind, "trip", trip, "node", node));
        if (parcel != null) {
            step.put("parcel", parcel.barcode());
        }
        JsonNode answer = county.post(driver, "/api/run/steps", Map.of("steps", List.of(step)))
                .is(200)
                .list("answers")
                .getFirst();
        return answer.get(answer.get("code") == null || answer.get("code").isNull() ? "state" : "code")
                .coerceStringValue();
    }

    /** A tour is driven as any run is: one manifest, one crew, the steps and scans of all the others. */
    private void driven(String plan, Valley.Parcel down, Valley.Parcel up) {
        String trip = county.get(driver, "/api/run/trips?date=" + date())
                .is(200)
                .list("trips")
                .getFirst()
                .get("trip")
                .getStringValue();
        Answer sheet = county.get(driver, "/api/run/trips/" + trip).is(200);
        assertThat(sheet.list("stops")).hasSize(3);
        assertThat(sheet.text()).contains(down.barcode(), up.barcode());
        county.get(stranger, "/api/run/trips/" + trip).is(404);
        assertThat(county.get(dispatcher, "/api/dispatch/trips?date=" + date())
                        .is(200)
                        .text())
                .contains(trip);
        county.at(day, 7, 0);
        assertThat(does(trip, "COLLECT", "H", down)).isEqualTo("LOADED");
        assertThat(does(trip, "DEPART", "H", null)).isEqualTo("ON_TRIP");
        county.at(day, 7, 40);
        assertThat(does(trip, "HAND_OVER", "A2", down)).isEqualTo("not-arrived");
        assertThat(does(trip, "ARRIVE", "A2", null)).isEqualTo("AT_STOP");
        assertThat(does(trip, "HAND_OVER", "A2", down)).isEqualTo("SAID");
        assertThat(valley.does(ScanKind.UNLOAD, "A2", down)).isEqualTo("READY");
        assertThat(does(trip, "COLLECT", "A2", up)).isEqualTo("LOADED");
        county.at(day, 7, 45);
        // Sooner than planned: nobody waits at a stop of a tour.
        assertThat(does(trip, "DEPART", "A2", null)).isEqualTo("ON_TRIP");
        county.at(day, 8, 20);
        assertThat(does(trip, "ARRIVE", "H", null)).isEqualTo("AT_STOP");
        assertThat(does(trip, "HAND_OVER", "H", up)).isEqualTo("SAID");
        assertThat(valley.does(ScanKind.UNLOAD, "H", up)).isEqualTo("READY");
        assertThat(county.get(dispatcher, PLANS + "/" + plan + "/two-way")
                        .is(200)
                        .body()
                        .get("apartKm")
                        .getDoubleValue())
                .as("there and back, twice")
                .isGreaterThan(1.9
                        * county.get(dispatcher, PLANS + "/" + plan + "/two-way")
                                .body()
                                .get("km")
                                .getDoubleValue());
        compared(PLANS + "/" + plan);
    }

    private void compared(String path) {
        JsonNode all =
                county.get(dispatcher, path + "/comparison").is(200).body().get("all");
        assertThat(all.get("served").getIntValue()).isEqualTo(1);
        assertThat(all.get("onTime").getIntValue()).isEqualTo(1);
        assertThat(all.get("drivenMinutes").getDoubleValue()).isEqualTo(5);
        long visits = county.get(dispatcher, "/api/dispatch/tour-terms/stations/A2")
                .is(200)
                .number("visits");
        county.post(dispatcher, path + "/closing", null).is(200);
        county.post(dispatcher, path + "/closing", null).is(200);
        assertThat(county.get(dispatcher, "/api/dispatch/tour-terms/stations/A2")
                        .is(200)
                        .number("visits"))
                .isEqualTo((int) visits + 1);
    }

    /** Nobody tells when he came: the scans do. */
    @Test
    void whereNoDriverToldItTheScansSayWhenHeCame() {
        var down = packed("H", "A2");
        String plan = begun();
        watched(asked(plan, 1, 1));
        published(plan, 2, Map.of()).is(200);
        county.at(day, 7, 0);
        assertThat(valley.does(ScanKind.OUT, "H", down)).isEqualTo("ON_TRIP");
        county.at(day, 10, 0);
        assertThat(valley.does(ScanKind.IN, "A2", down)).isEqualTo("READY");
        JsonNode all = county.get(dispatcher, PLANS + "/" + plan + "/comparison")
                .is(200)
                .body()
                .get("all");
        assertThat(all.get("served").getIntValue()).isEqualTo(1);
    }

    @Test
    void whatHappensOnTheWayIsANewDraftOverHttp() {
        packed("H", "A1");
        packed("H", "B1");
        String plan = begun();
        watched(asked(plan, 1, 1));
        String path = PLANS + "/" + plan;
        var pickup = Map.of("node", "A2", "grams", 900, "pieces", 1, "cm3", 900, "storage", "DRY");
        assertThat(county.post(dispatcher, path + "/pickups/offers", pickup)
                        .is(200)
                        .list("offers"))
                .isNotEmpty();
        published(plan, 2, Map.of()).is(200);
        Answer with = county.post(dispatcher, path + "/pickups", pickup).is(201);
        assertThat(with.string("plan")).isNotEqualTo(plan);
        String van = with.body().get("offer").get("van").getStringValue();
        Answer broken = county.post(dispatcher, path + "/breakdowns", Map.of("van", van, "node", "H"))
                .is(201);
        county.post(dispatcher, path + "/late", Map.of("trip", "NONE/" + date(), "at", Valley.moment(day, 9, 0)))
                .is(404);
        published(broken.string("plan"), 1, Map.of()).is(200);
        published(with.string("plan"), 1, Map.of()).is(409, "plan-stale");
        assertThat(county.get(dispatcher, path).is(200).string("state")).isEqualTo("REPLACED");
    }

    @Test
    void aVanThatIsOutForAnotherDepotIsNamedAsTaken() {
        packed("H", "A1");
        String one = begun();
        watched(asked(one, 1, 1));
        published(one, 2, Map.of()).is(200);
        // As if its tours were those of another depot.
        valley.transactions.run(() ->
                valley.sql.change("UPDATE log_tour_plan SET live = NULL, state = 'REPLACED' WHERE plan_id = ?", one));
        String two = begun();
        watched(asked(two, 1, 1));
        published(two, 2, Map.of()).is(409, "van-taken");
        assertThat(county.get(dispatcher, PLANS + "/" + two).is(200).string("state"))
                .isEqualTo("DRAFT");
        valley.transactions.run(() -> valley.sql.change("UPDATE log_tour SET live = NULL WHERE plan_id = ?", one));
        published(two, 2, Map.of()).is(200);
    }

    @Test
    void whoNeverReadsAStreamIsNoWatcherOfIt() {
        String job = asked(begun(), 1, 1);
        var stream = county.bean(JobStream.class);
        var events = stream.watch(county.bean(JobTable.class).find(job).orElseThrow());
        assertThat(stream.watchers()).isZero();
        assertThat(events.blockLast()).isNotNull();
        await().untilAsserted(() -> assertThat(stream.watchers()).isZero());
    }

    @Test
    void cashThatAStationOffersIsAStopOfItsOwn() {
        valley.transactions.run(() -> county.bean(CashDrawer.class)
                .took(new CashDrawer.Taken(
                        "CASH" + day, "500233", valley.ids.next(), "A2", 1_250, keeper.account(), valley.now())));
        county.send(
                        keeper,
                        "POST",
                        "/api/station/cash/handovers",
                        Map.of("node", "A2", "countedFen", 1_250),
                        UUID.randomUUID().toString())
                .is(201);
        Answer seen = county.get(dispatcher, PLANS + "/" + begun()).is(200);
        var cash = new ArrayList<String>();
        // What was packed on the days before may have slipped to this one, and stops elsewhere.
        seen.body().get("sheet").get("stops").values().forEach(stop -> {
            if (stop.get("node").getStringValue().equals("A2")) {
                cash.add(stop.get("cashFen").coerceStringValue());
            }
        });
        assertThat(cash).containsExactly("1250");
    }

    /** The last, as one of the two instances searches no more from then on. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aSearchWhoseWorkerIsKilledIsEndedByTheOtherOneOnce() {
        packed("H", "A1");
        packed("H", "B1");
        String plan = begun();
        String job = asked(plan, 1, 6);
        String path = JOBS + "/" + job;
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        county.get(dispatcher, path).is(200).string("state").equals("RUNNING"));
        county.post(dispatcher, JOBS, Map.of("plan", plan, "version", 1, "seconds", 1))
                .is(409, "planner-busy");
        String worker = valley.sql
                .one("SELECT worker FROM log_tour_job WHERE job_id = ?", row -> row.string("worker"), job)
                .orElseThrow();
        var workers = county.instances.stream()
                .map(each -> each.getApplicationContext().getBean(PlanWorker.class))
                .toList();
        workers.stream().filter(each -> each.isCalled(worker)).forEach(PlanWorker::stop);
        assertThat(workers).filteredOn(each -> !each.isCalled(worker)).hasSize(1);
        // Nobody waits here for a lease to run out.
        valley.transactions.run(() -> valley.sql.change(
                "UPDATE log_tour_job SET leased_until = CURRENT_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE job_id = ?",
                job));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        county.get(dispatcher, path).is(200).string("state").equals("DONE"));
        assertThat(county.get(dispatcher, path).is(200).number("attempts")).isEqualTo(2);
        assertThat(county.get(dispatcher, PLANS + "/" + plan).is(200).number("version"))
                .isEqualTo(2);
        String other = valley.sql
                .one("SELECT worker FROM log_tour_job WHERE job_id = ?", row -> row.string("worker"), job)
                .orElseThrow();
        assertThat(other).isNotEqualTo(worker);
    }

    @Test
    void termsAreToldAndSetOverHttp() {
        String path = "/api/dispatch/tour-terms/";
        Answer station = county.get(dispatcher, path + "stations/B1").is(200);
        var days = Map.of("days", List.of("MONDAY", "FRIDAY"), "version", station.number("version"));
        county.send(dispatcher, "PUT", path + "stations/B1", days, null).is(200);
        county.send(dispatcher, "PUT", path + "stations/B1", days, null).is(409, "terms-changed");
        assertThat(county.get(dispatcher, path + "vehicles/VAN-1").is(200).number("tripsMax"))
                .isEqualTo(3);
        county.get(stranger, path + "stations/B1").is(404);
        county.get(stranger, path + "vehicles/VAN-1").is(404);
    }

    @Test
    void anothersPlanIsAbsentAndWhoIsNoDispatcherHasNoDoor() {
        String plan = begun();
        String path = PLANS + "/" + plan;
        var edit = Map.of("version", 1, "edit", Map.of("act", "UNLOCK", "van", "VAN-1"));
        for (String act : List.of("/trials", "/edits")) {
            county.post(stranger, path + act, edit).is(404);
            county.post(keeper, path + act, edit).is(404);
        }
        county.get(stranger, path).is(404);
        county.get(stranger, path + "/comparison").is(404);
        county.post(stranger, path + "/closing", null).is(404);
        county.post(stranger, path + "/publication", Map.of("version", 1)).is(404);
        county.post(stranger, JOBS, Map.of("plan", plan, "version", 1, "seconds", 1))
                .is(404);
        county.post(stranger, path + "/breakdowns", Map.of("van", "VAN-1", "node", "H"))
                .is(404);
        var pickup = Map.of("node", "A2", "grams", 900, "pieces", 1, "cm3", 900, "storage", "DRY");
        county.post(stranger, path + "/pickups/offers", pickup).is(404);
        county.post(stranger, path + "/pickups", pickup).is(404);
        county.post(stranger, path + "/late", Map.of("trip", "BACK/" + date(), "at", Valley.moment(day, 9, 0)))
                .is(404);
        county.get(stranger, path + "/two-way").is(404);
        county.get(stranger, PLANS + "?depot=H&day=" + date()).is(404);
        county.post(stranger, PLANS, Map.of("depot", "H", "day", date())).is(404);
        for (Person none : List.of(keeper, driver)) {
            county.get(none, path).is(404);
            county.get(none, PLANS + "?depot=H&day=" + date()).is(404);
            county.post(none, path + "/publication", Map.of("version", 1)).is(404);
            county.post(none, path + "/pickups", pickup).is(404);
        }
        String job = asked(plan, 1, 1);
        county.get(stranger, JOBS + "/" + job).is(404);
        county.get(stranger, JOBS + "/" + job + "/events").is(404);
        county.post(stranger, JOBS + "/" + job + "/cancellation", null).is(404);
        county.post(dispatcher, JOBS + "/" + job + "/cancellation", null).is(200);
    }
}
