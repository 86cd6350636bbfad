package org.cunlu.logistics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN2;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE21;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.accounts.Accounts;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.run.CrewKeeping.Crew;
import org.cunlu.logistics.run.HandOverController.Settlement;
import org.cunlu.logistics.run.Punctuality.Progress;
import org.cunlu.logistics.run.RunController.Batch;
import org.cunlu.logistics.run.Step.Kind;
import org.cunlu.logistics.run.TripController.CrewOrder;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInTimetable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A bus from the hub by the second township to its village, as its crew, the stations and the dispatcher meet it. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunTest implements TestPropertyProvider {
    private static int day = 100;

    @Inject
    Work work;

    @Inject
    Accounts accounts;

    @Inject
    RunController run;

    @Inject
    TripController dispatch;

    @Inject
    HandOverController station;

    @Inject
    HandOvers handOvers;

    @Inject
    Audit audit;

    private LocalDate date;
    private String trip;
    private Caller driver;
    private Caller dispatcher;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    /** Each test has a day of its own, so no trip of another. */
    @BeforeEach
    void aNewDay() {
        day++;
        date = Work.DAY.plusDays(day);
        trip = StandInTimetable.BUS + "/" + date;
        at(6, 0);
        driver = person(Role.DRIVER, HUB);
        dispatcher = person(Role.DISPATCHER, HUB);
        crew(driver);
    }

    @AfterAll
    void allIsWell() {
        assertThat(audit.violations()).isEmpty();
    }

    private void at(int hour, int minute) {
        work.at(day, hour, minute);
    }

    private Caller person(Role role, String under) {
        String phone = "138" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
        String account = accounts.register(phone, "kx93-mrt 忠橙", "张三丰");
        var grant = new Grant(role, new Scope(Scope.Kind.SUBTREE, under));
        accounts.grant(account, grant, "tester");
        return new Caller(account, List.of(grant));
    }

    private Crew crew(Caller... drivers) {
        int version = row().crewVersion();
        return dispatch.crew(
                dispatcher,
                StandInTimetable.BUS,
                date,
                new CrewOrder(List.of(drivers).stream().map(Caller::accountId).toList(), version));
    }

    private TripBoard.Row row() {
        return dispatch.trips(dispatcher, date).trips().stream()
                .filter(each -> each.trip().equals(trip))
                .findFirst()
                .orElseThrow();
    }

    private Step step(Kind kind, String node, String thing) {
        boolean bag = thing != null && thing.length() == 18;
        return new Step(
                work.ids.next(),
                "phone-1",
                work.now(),
                kind,
                trip,
                node,
                bag ? thing : null,
                bag ? null : thing,
                null,
                kind == Kind.PASS ? "路塌了" : null);
    }

    private Step report(Kind kind, Integer minutes) {
        return new Step(work.ids.next(), "phone-1", work.now(), kind, trip, null, null, null, minutes, "爆胎");
    }

    private String does(Caller who, Step step) {
        return told(run.steps(who, new Batch(List.of(step), null)).answers().getFirst());
    }

    private String does(Kind kind, String node, String thing) {
        return does(driver, step(kind, node, thing));
    }

    private static String told(Answer answer) {
        return answer.code() == null ? answer.state() : answer.code();
    }

    /** @return a parcel, packed, that waits at the hub for the bus */
    private Booked waiting(String... nodes) {
        Booked booked = work.book(nodes);
        assertThat(work.does(ScanKind.PACK, nodes[0], booked.barcode(), null)).isEqualTo("AT_NODE");
        return booked;
    }

    private String bagOf(String to, Booked... parcels) {
        String bag = work.bag(HUB, to);
        for (Booked each : parcels) {
            assertThat(work.does(ScanKind.BAG, HUB, each.barcode(), bag)).isEqualTo("AT_NODE");
        }
        return bag;
    }

    private RunSheet.StopSheet stop(String node) {
        return run.trip(driver, StandInTimetable.BUS, date).stops().stream()
                .filter(each -> each.node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private List<String> differences(String thing) {
        return work.sql.list(
                "SELECT CONCAT(kind, ' ', node_code, ' ', owner_node) AS shown FROM log_difference"
                        + " WHERE sscc = ? OR barcode = ? ORDER BY difference_id",
                row -> row.string("shown"),
                thing,
                thing);
    }

    @Test
    void aRunFromManifestToProof() {
        Booked one = waiting(HUB, TOWN2);
        Booked two = waiting(HUB, TOWN2);
        Booked far = waiting(HUB, VILLAGE21);
        String bag = bagOf(TOWN2, one, two);
        at(7, 30);
        assertThat(run.trips(driver, date).trips())
                .extracting(RunSheet.Short::trip)
                .containsExactly(trip);
        assertThat(stop(HUB).collect())
                .extracting(item -> item.number() + " " + item.stage() + " " + item.parcels())
                .containsExactlyInAnyOrder(bag + " WAITING 2", far.barcode() + " WAITING 1");
        assertThat(stop(TOWN2).handOver()).isEmpty();

        assertThat(does(Kind.COLLECT, HUB, bag)).isEqualTo("LOADED");
        // The hub's worker loads the other; the driver says that he has it.
        assertThat(work.does(ScanKind.LOAD, HUB, far.barcode(), null)).isEqualTo("LOADED");
        assertThat(does(Kind.COLLECT, HUB, far.barcode())).isEqualTo("LOADED");
        at(8, 2);
        assertThat(does(Kind.DEPART, HUB, null)).isEqualTo("ON_TRIP");
        assertThat(work.state(one)).isEqualTo("ON_TRIP");
        at(9, 1);
        assertThat(does(Kind.ARRIVE, TOWN2, null)).isEqualTo("AT_STOP");
        assertThat(work.state(two)).isEqualTo("AT_STOP");
        assertThat(work.state(far)).isEqualTo("ON_TRIP");
        assertThat(does(Kind.HAND_OVER, TOWN2, bag)).isEqualTo("SAID");
        assertThat(stop(TOWN2).handOver()).singleElement().satisfies(item -> {
            assertThat(item.word()).isEqualTo(HandOverTable.State.SAID);
            assertThat(item.takenBy()).isNull();
        });
        at(9, 5);
        assertThat(work.does(ScanKind.UNLOAD, TOWN2, null, bag)).isEqualTo("ARRIVED");
        assertThat(stop(TOWN2).handOver()).singleElement().satisfies(item -> {
            assertThat(item.word()).isEqualTo(HandOverTable.State.AGREED);
            assertThat(item.takenBy()).isEqualTo("KEEPER" + TOWN2);
            assertThat(item.takenAt()).isEqualTo(work.now());
            assertThat(item.parcels()).isEqualTo(2);
        });
        // Emptied afterwards, it is still known as what was handed over.
        assertThat(work.does(ScanKind.UNBAG, TOWN2, one.barcode(), null)).isEqualTo("READY");
        assertThat(stop(TOWN2).handOver()).extracting(RunSheet.Item::number).containsExactly(bag);
        assertThat(settled(TOWN2)).containsExactly("GIVEN " + bag + " AGREED");
        assertThat(differences(bag)).isEmpty();
    }

    private List<String> settled(String node) {
        return station.settle(Work.keeper(node), StandInTimetable.BUS, date, new Settlement(node)).items().stream()
                .map(item -> item.way() + " " + item.number() + " " + item.state())
                .toList();
    }

    private Booked loaded(String to) {
        Booked booked = waiting(HUB, to);
        at(7, 30);
        assertThat(does(Kind.COLLECT, HUB, booked.barcode())).isEqualTo("LOADED");
        at(6, 0);
        return booked;
    }

    private void driveTo(String node) {
        at(8, 0);
        does(Kind.DEPART, HUB, null);
        at(9, 0);
        does(Kind.ARRIVE, TOWN2, null);
        if (node.equals(VILLAGE21)) {
            at(9, 10);
            does(Kind.DEPART, TOWN2, null);
            at(10, 0);
            does(Kind.ARRIVE, VILLAGE21, null);
        }
    }

    @Test
    void whatIsGivenAndNotTakenIsShortAtTheHubsDoor() {
        Booked parcel = loaded(TOWN2);
        driveTo(TOWN2);
        assertThat(does(Kind.HAND_OVER, TOWN2, parcel.barcode())).isEqualTo("SAID");
        assertThat(settled(TOWN2)).containsExactly("GIVEN " + parcel.barcode() + " DISPUTED");
        assertThat(settled(TOWN2)).containsExactly("GIVEN " + parcel.barcode() + " DISPUTED");
        assertThat(differences(parcel.barcode())).containsExactly("SHORT " + TOWN2 + " " + HUB);
    }

    @Test
    void whatIsTakenAndNotGivenIsOverWhereTheCrewSpokeAtAll() {
        Booked said = loaded(TOWN2);
        Booked unsaid = loaded(TOWN2);
        driveTo(TOWN2);
        work.does(ScanKind.UNLOAD, TOWN2, said.barcode(), null);
        work.does(ScanKind.UNLOAD, TOWN2, unsaid.barcode(), null);
        assertThat(settled(TOWN2)).as("a crew that says nothing").isEmpty();
        assertThat(does(Kind.HAND_OVER, TOWN2, said.barcode())).isEqualTo("AGREED");
        assertThat(settled(TOWN2))
                .containsExactlyInAnyOrder(
                        "GIVEN " + said.barcode() + " AGREED", "GIVEN " + unsaid.barcode() + " DISPUTED");
        assertThat(differences(unsaid.barcode())).containsExactly("OVER " + TOWN2 + " " + HUB);
        assertThat(differences(said.barcode())).isEmpty();
    }

    @Test
    void whatTheNodeLoadedAndTheCrewDidNotTakeIsShortAtThatNode() {
        Booked taken = waiting(HUB, TOWN2);
        Booked other = waiting(HUB, TOWN2);
        at(7, 30);
        work.does(ScanKind.LOAD, HUB, taken.barcode(), null);
        work.does(ScanKind.LOAD, HUB, other.barcode(), null);
        does(Kind.COLLECT, HUB, taken.barcode());
        assertThat(settled(HUB))
                .containsExactlyInAnyOrder(
                        "TAKEN " + taken.barcode() + " AGREED", "TAKEN " + other.barcode() + " DISPUTED");
        assertThat(differences(other.barcode())).containsExactly("SHORT " + HUB + " " + HUB);
    }

    @Test
    void aNodeThatSaysNothingIsSettledWhenItsTimeIsOver() {
        Booked parcel = loaded(TOWN2);
        driveTo(TOWN2);
        does(Kind.HAND_OVER, TOWN2, parcel.barcode());
        at(10, 59);
        handOvers.settleOverdue();
        assertThat(differences(parcel.barcode())).isEmpty();
        at(11, 1);
        handOvers.settleOverdue();
        assertThat(differences(parcel.barcode())).hasSize(1);
    }

    @Test
    void whatWasLoadedByMistakeIsOffAgainAndOnRecord() {
        Booked parcel = loaded(TOWN2);
        String bag = bagOf(VILLAGE21, waiting(HUB, VILLAGE21));
        at(7, 40);
        assertThat(does(Kind.TAKE_OFF, HUB, bag)).isEqualTo("not-loaded");
        does(Kind.COLLECT, HUB, bag);
        assertThat(does(Kind.TAKE_OFF, HUB, bag)).isEqualTo("OPEN");
        assertThat(work.does(ScanKind.OFFLOAD, HUB, parcel.barcode(), null)).isEqualTo("AT_NODE");
        assertThat(work.state(parcel)).isEqualTo("AT_NODE");
        assertThat(work.sql.list(
                        "SELECT CONCAT(what, ' ', from_holder, ' ', to_holder) AS shown FROM log_custody WHERE barcode = ?"
                                + " ORDER BY seq DESC LIMIT 1",
                        row -> row.string("shown"),
                        parcel.barcode()))
                .containsExactly("OFFLOAD " + trip + " " + HUB);
        assertThat(work.does(ScanKind.OFFLOAD, TOWN2, parcel.barcode(), null)).isEqualTo("not-loaded");
        assertThat(does(Kind.COLLECT, HUB, parcel.barcode())).isEqualTo("LOADED");
        at(8, 0);
        does(Kind.DEPART, HUB, null);
        assertThat(work.does(ScanKind.OFFLOAD, HUB, parcel.barcode(), null)).isEqualTo("on-trip");
    }

    @Test
    void aLateBusIsLoadedBeyondItsTimeWhenTheScanNamesIt() {
        Booked parcel = waiting(HUB, TOWN2);
        at(8, 10);
        assertThat(work.does(ScanKind.LOAD, HUB, parcel.barcode(), null)).isEqualTo("departure-missed");
        assertThat(does(Kind.COLLECT, HUB, parcel.barcode())).isEqualTo("LOADED");
        at(8, 12);
        assertThat(does(Kind.DEPART, HUB, null)).isEqualTo("ON_TRIP");
        assertThat(row().punctuality()).isEqualTo(new Punctuality(Progress.UNDER_WAY, 12));
        Booked toOther = waiting(HUB, TOWN1);
        assertThat(does(Kind.COLLECT, HUB, toOther.barcode())).isEqualTo("trip-other-way");
    }

    @Test
    void stopsAreTakenInTheirOrderAndOnce() {
        Booked parcel = loaded(VILLAGE21);
        at(7, 57);
        assertThat(does(Kind.ARRIVE, TOWN2, null)).isEqualTo("too-early");
        at(7, 59);
        assertThat(does(Kind.DEPART, HUB, null)).isEqualTo("too-early");
        at(8, 0);
        assertThat(does(Kind.ARRIVE, TOWN1, null)).isEqualTo("not-a-stop");
        assertThat(does(Kind.DEPART, VILLAGE21, null)).isEqualTo("not-a-stop");
        assertThat(does(Kind.HAND_OVER, VILLAGE21, parcel.barcode())).isEqualTo("not-arrived");
        assertThat(work.state(parcel)).isEqualTo("LOADED");
        assertThat(does(Kind.DEPART, HUB, null)).isEqualTo("ON_TRIP");
        assertThat(does(Kind.DEPART, HUB, null)).isEqualTo("already-departed");
        at(9, 0);
        assertThat(does(Kind.ARRIVE, TOWN2, null)).isEqualTo("AT_STOP");
        assertThat(does(Kind.ARRIVE, TOWN2, null)).isEqualTo("already-arrived");
        assertThat(does(Kind.PASS, TOWN2, null)).isEqualTo("already-arrived");
        assertThat(does(Kind.HAND_OVER, TOWN2, parcel.barcode())).isEqualTo("other-stop");
        assertThat(does(Kind.HAND_OVER, TOWN2, "P99999999999")).isEqualTo("not-on-trip");
        assertThat(does(Kind.COLLECT, VILLAGE21, parcel.barcode())).isEqualTo("other-stop");
    }

    @Test
    void aStepThatContradictsAnotherStopIsRefusedAndOneThatOnlyComesLateIsNot() {
        at(8, 0);
        does(Kind.DEPART, HUB, null);
        at(10, 5);
        does(Kind.ARRIVE, VILLAGE21, null);
        Instant sent = work.now();
        assertThat(kept(sent, stepAt(Kind.ARRIVE, TOWN2, 9, 2), stepAt(Kind.DEPART, TOWN2, 9, 12)))
                .containsExactly("AT_STOP", "ON_TRIP");
        at(10, 30);
        assertThat(does(Kind.DEPART, TOWN2, null)).isEqualTo("already-departed");
        assertThat(stop(TOWN2).departedAt()).isBefore(stop(VILLAGE21).arrivedAt());
        assertThat(row().punctuality()).isEqualTo(new Punctuality(Progress.DONE, 5));
        aNewDay();
        at(8, 0);
        does(Kind.DEPART, HUB, null);
        at(10, 0);
        does(Kind.ARRIVE, VILLAGE21, null);
        at(10, 30);
        assertThat(does(Kind.ARRIVE, TOWN2, null)).isEqualTo("out-of-order");
    }

    private Step stepAt(Kind kind, String node, int hour, int minute) {
        Instant now = work.now();
        at(hour, minute);
        Step step = step(kind, node, null);
        work.at(day, 0, 0);
        at(10, 5);
        assertThat(work.now()).isEqualTo(now);
        return step;
    }

    private List<String> kept(Instant sentAt, Step... steps) {
        return run.steps(driver, new Batch(List.of(steps), sentAt)).answers().stream()
                .map(RunTest::told)
                .toList();
    }

    /** What a phone kept in a valley: shuffled, with a clock that is a day off, and sent twice. */
    @Test
    void keptStepsAreTakenInTheOrderOfTheirTimesWhateverTheClockSays() {
        Booked parcel = loaded(TOWN2);
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var steps = new ArrayList<Step>();
        steps.add(dayOff(Kind.DEPART, HUB, null, 8, 3));
        steps.add(dayOff(Kind.ARRIVE, TOWN2, null, 9, 4));
        steps.add(dayOff(Kind.HAND_OVER, TOWN2, parcel.barcode(), 9, 6));
        steps.add(dayOff(Kind.DEPART, TOWN2, null, 9, 11));
        steps.add(dayOff(Kind.ARRIVE, VILLAGE21, null, 10, 1));
        Collections.shuffle(steps, new Random(seed));
        at(12, 0);
        var batch = new Batch(List.copyOf(steps), work.now().plusSeconds(86_400));
        var first = run.steps(driver, batch);
        assertThat(first.clockOffSeconds()).isEqualTo(86_400);
        assertThat(first.answers()).allMatch(Answer::applied);
        assertThat(stop(TOWN2).arrivedAt()).isEqualTo(instant(9, 4));
        assertThat(stop(VILLAGE21).arrivedAt()).isEqualTo(instant(10, 1));
        assertThat(work.sql.list(
                        "SELECT at FROM log_custody WHERE barcode = ? AND what = 'DEPART'",
                        row -> row.instant("at"),
                        parcel.barcode()))
                .containsExactly(instant(8, 3));
        List<String> before = work.told(parcel);
        var again = run.steps(driver, batch).answers();
        assertThat(again).extracting(answer -> answer.outcome().name()).containsOnly("REPEATED");
        assertThat(again)
                .extracting(Answer::state)
                .containsExactlyElementsOf(
                        first.answers().stream().map(Answer::state).toList());
        assertThat(work.told(parcel)).isEqualTo(before);
    }

    private Step dayOff(Kind kind, String node, String thing, int hour, int minute) {
        at(hour, minute);
        Step step = step(kind, node, thing);
        return new Step(
                step.stepId(),
                step.device(),
                step.deviceTime().plusSeconds(86_400),
                kind,
                step.trip(),
                node,
                step.bag(),
                step.parcel(),
                null,
                null);
    }

    private Instant instant(int hour, int minute) {
        Instant now = work.now();
        at(hour, minute);
        Instant then = work.now();
        at(12, 0);
        assertThat(work.now()).isEqualTo(now);
        return then;
    }

    @Test
    void aStepOfMoreThanAWeekAgoIsTooOldAndOneOfAnotherBodyIsNoRepetition() {
        at(8, 0);
        Step step = step(Kind.DEPART, HUB, null);
        Step other = new Step(step.stepId(), "phone-1", null, Kind.ARRIVE, trip, TOWN2, null, null, null, null);
        assertThat(does(driver, step)).isEqualTo("ON_TRIP");
        assertThat(does(driver, other)).isEqualTo("step-id-reused");
        assertThat(does(driver, new Step("x", "phone-1", null, Kind.LATE, trip, null, null, null, 1_441, "堵")))
                .isEqualTo("step-invalid");
        assertThat(does(driver, new Step("y", "phone-1", null, Kind.LATE, trip, null, null, null, 10, " ")))
                .isEqualTo("step-invalid");
        assertThat(does(driver, new Step("z\n", "phone-1", null, Kind.LATE, trip, null, null, null, 10, "堵")))
                .isEqualTo("step-invalid");
        Step old = step(Kind.ARRIVE, TOWN2, null);
        Instant sent = work.now();
        work.at(day + 8, 8, 0);
        assertThat(run.steps(driver, new Batch(List.of(old), sent.plusSeconds(8 * 86_400)))
                        .answers()
                        .getFirst()
                        .code())
                .isEqualTo("too-old");
    }

    @Test
    void anothersTripIsNotThereAndTheAttemptIsWrittenDown() {
        Booked parcel = loaded(TOWN2);
        Caller stranger = person(Role.DRIVER, HUB);
        Caller elsewhere = person(Role.DRIVER, TOWN1);
        at(8, 0);
        assertThat(does(stranger, step(Kind.DEPART, HUB, null))).isEqualTo("trip-unknown");
        assertThatThrownBy(() -> run.trip(stranger, StandInTimetable.BUS, date))
                .isInstanceOf(ProblemException.class)
                .hasFieldOrPropertyWithValue("code", "not-found");
        assertThat(run.trips(stranger, date).trips()).isEmpty();
        assertThat(refusals(stranger)).isEqualTo(2);
        assertThat(work.state(parcel)).isEqualTo("LOADED");
        // Who is no driver on its way any more is off it, though nobody struck his name out.
        var dismissed = new Caller(driver.accountId(), elsewhere.grants());
        assertThat(does(dismissed, step(Kind.DEPART, HUB, null))).isEqualTo("trip-unknown");
        Caller otherDispatcher = person(Role.DISPATCHER, TOWN1);
        assertThat(dispatch.trips(otherDispatcher, date).trips())
                .noneMatch(each -> each.trip().equals(trip));
        assertThatThrownBy(() -> dispatch.trip(otherDispatcher, StandInTimetable.BUS, date))
                .isInstanceOf(ProblemException.class);
        Caller part = person(Role.DISPATCHER, TOWN2);
        assertThat(dispatch.trips(part, date).trips()).hasSize(1);
        assertThatThrownBy(() -> dispatch.crew(part, StandInTimetable.BUS, date, new CrewOrder(List.of(), 1)))
                .as("a line that leaves his part is not his to man")
                .isInstanceOf(ProblemException.class)
                .hasFieldOrPropertyWithValue("code", "not-found");
        assertThat(refusals(part)).isEqualTo(1);
        assertThatThrownBy(() -> station.settle(Work.keeper(TOWN1), StandInTimetable.BUS, date, new Settlement(TOWN2)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> station.handOver(Work.keeper(TOWN1), StandInTimetable.BUS, date, TOWN1))
                .as("the trip does not stop there")
                .isInstanceOf(ProblemException.class);
    }

    private long refusals(Caller who) {
        return work.sql
                .one(
                        "SELECT COUNT(*) AS n FROM ker_trail WHERE actor = ? AND act LIKE '%.refused'",
                        row -> row.number("n"), who.accountId())
                .orElseThrow();
    }

    @Test
    void crewsAreDriversOfTheLineNamedByVersion() {
        Caller mate = person(Role.DRIVER, TOWN2);
        int version = row().crewVersion();
        assertThat(crew(driver, mate).version()).isEqualTo(version + 1);
        assertThat(crew(driver, mate).version()).as("the same again").isEqualTo(version + 1);
        assertThat(does(mate, report(Kind.LATE, 5))).isEqualTo("TOLD");
        assertThat(code(driver)).isEqualTo("crew-changed");
        Caller keeper = person(Role.STATION_KEEPER, HUB);
        assertThatThrownBy(() -> crew(keeper)).hasFieldOrPropertyWithValue("code", "not-a-driver");
        Caller elsewhere = person(Role.DRIVER, TOWN1);
        assertThatThrownBy(() -> crew(elsewhere)).hasFieldOrPropertyWithValue("code", "not-a-driver");
        assertThat(crew().accounts()).isEmpty();
        assertThat(does(Kind.ARRIVE, HUB, null)).isEqualTo("trip-unknown");
        crew(driver);
        driveTo(VILLAGE21);
        assertThatThrownBy(() -> crew(mate)).hasFieldOrPropertyWithValue("code", "trip-over");
        assertThatThrownBy(
                        () -> dispatch.crew(dispatcher, "NO-LINE", date, new CrewOrder(List.of(driver.accountId()), 0)))
                .hasFieldOrPropertyWithValue("code", "not-found");
        assertThat(work.sql.list(
                        "SELECT state_after FROM ker_trail WHERE act = 'logistics.trip-crew' AND subject = ?",
                        row -> row.string("state_after"),
                        trip))
                .as("each change of the crew")
                .hasSize(4);
    }

    private String code(Caller only) {
        try {
            dispatch.crew(dispatcher, StandInTimetable.BUS, date, new CrewOrder(List.of(only.accountId()), 0));
            return "named";
        } catch (ProblemException e) {
            return e.code();
        }
    }

    @Test
    void ofManyDispatchersAtOnceOneNamesTheCrew() throws Exception {
        List<Caller> wanted = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            wanted.add(person(Role.DRIVER, HUB));
        }
        int version = row().crewVersion();
        var answers = Rivals.all(6, rival -> {
            try {
                return dispatch.crew(
                                dispatcher,
                                StandInTimetable.BUS,
                                date,
                                new CrewOrder(List.of(wanted.get(rival).accountId()), version))
                        .accounts()
                        .toString();
            } catch (ProblemException e) {
                return e.code();
            }
        });
        assertThat(answers).filteredOn("crew-changed"::equals).hasSize(5);
        assertThat(row().crew()).hasSize(1);
        assertThat(answers).contains(row().crew().toString());
    }

    @Test
    void twoOfACrewWhoSayTheSameAtOnceSayItOnce() throws Exception {
        Booked parcel = loaded(TOWN2);
        Caller mate = person(Role.DRIVER, HUB);
        crew(driver, mate);
        at(8, 0);
        var departures = Rivals.all(6, rival -> does(rival % 2 == 0 ? driver : mate, step(Kind.DEPART, HUB, null)));
        assertThat(departures).containsOnlyOnce("ON_TRIP");
        assertThat(departures).filteredOn("already-departed"::equals).hasSize(5);
        at(9, 0);
        does(Kind.ARRIVE, TOWN2, null);
        Step same = step(Kind.HAND_OVER, TOWN2, parcel.barcode());
        var given = Rivals.all(
                6,
                rival -> does(
                        rival % 2 == 0 ? driver : mate,
                        rival < 3 ? same : step(Kind.HAND_OVER, TOWN2, parcel.barcode())));
        assertThat(given).containsOnly("SAID");
        var settled = Rivals.all(
                6,
                rival -> rival < 3
                        ? settled(TOWN2).toString()
                        : work.does(ScanKind.UNLOAD, TOWN2, parcel.barcode(), null));
        System.out.println(settled);
        assertThat(station.handOver(Work.keeper(TOWN2), StandInTimetable.BUS, date, TOWN2)
                        .items())
                .hasSize(1);
        assertThat(differences(parcel.barcode())).hasSizeLessThan(2);
        assertThat(work.sql.list(
                        "SELECT what FROM log_custody WHERE barcode = ? AND what IN ('DEPART', 'ARRIVE')",
                        row -> row.string("what"),
                        parcel.barcode()))
                .containsExactlyInAnyOrder("DEPART", "ARRIVE");
    }

    @Test
    void theDispatcherSeesHowLateAndHowFullAndWhatWasReported() {
        at(7, 0);
        assertThat(row().punctuality()).isEqualTo(new Punctuality(Progress.NOT_STARTED, 0));
        assertThat(row().load()).isEqualTo(new Fill(0, 0, 0, 0, 0));
        loaded(TOWN2);
        loaded(VILLAGE21);
        waiting(HUB, VILLAGE21);
        Fill load = row().load();
        assertThat(load.parcels()).isEqualTo(3);
        assertThat(load.left()).isEqualTo(2);
        assertThat(load.fillPercent())
                .isEqualTo((int) Math.ceil(Math.max(load.weightGrams() / 100.0, load.volumeCm3() / 10_000.0)));
        at(8, 20);
        assertThat(row().punctuality()).isEqualTo(new Punctuality(Progress.NOT_STARTED, 20));
        assertThat(does(driver, report(Kind.LATE, 45))).isEqualTo("TOLD");
        assertThat(row().punctuality().lateMinutes()).isEqualTo(45);
        at(8, 30);
        does(Kind.DEPART, HUB, null);
        assertThat(row().punctuality())
                .as("what is seen counts more")
                .isEqualTo(new Punctuality(Progress.UNDER_WAY, 30));
        at(9, 30);
        assertThat(does(Kind.PASS, TOWN2, null)).isEqualTo("TOLD");
        assertThat(does(driver, report(Kind.BROKE_DOWN, null))).isEqualTo("TOLD");
        assertThat(does(driver, report(Kind.ROAD_CLOSED, null))).isEqualTo("TOLD");
        assertThat(row().reports())
                .extracting(TripBoard.Report::kind)
                .containsExactly(Kind.LATE, Kind.PASS, Kind.BROKE_DOWN, Kind.ROAD_CLOSED);
        assertThat(row().reports()).allMatch(report -> report.seenAt() == null);
        assertThat(does(Kind.HAND_OVER, TOWN2, "P99999999999")).isEqualTo("already-passed");
        assertThat(dispatch.seen(dispatcher, StandInTimetable.BUS, date).taken())
                .isEqualTo(4);
        assertThat(dispatch.seen(dispatcher, StandInTimetable.BUS, date).taken())
                .isZero();
        assertThat(row().reports()).noneMatch(report -> report.seenAt() == null);
        at(11, 0);
        assertThat(row().punctuality()).isEqualTo(new Punctuality(Progress.UNDER_WAY, 60));
    }
}
