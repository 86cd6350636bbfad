package org.cunlu.logistics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN2;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE21;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.TripManning;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.run.HandOverController.Settlement;
import org.cunlu.logistics.run.Step.Kind;
import org.cunlu.logistics.run.TripController.CrewOrder;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.StandInTimetable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who drives a trip, and that it is nobody else's. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrewTest extends BusDay {
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

    @Inject
    TripManning manning;

    @Test
    void driverAndVehicleAreNamedTogetherOrNotAtAll() {
        Caller mate = person(Role.DRIVER, TOWN2);
        var seen = manning.see(dispatcher, StandInTimetable.BUS, date);
        assertThat(seen.crew()).extracting(TripManning.Driver::account).containsExactly(driver.accountId());
        assertThat(seen.drivers())
                .extracting(TripManning.Driver::account)
                .contains(driver.accountId(), mate.accountId());
        assertThat(seen.drivers()).extracting(TripManning.Driver::name).contains("张**");
        assertThatThrownBy(() -> manning.man(
                        dispatcher,
                        StandInTimetable.BUS,
                        date,
                        List.of(mate.accountId()),
                        "NO-SUCH-VAN",
                        seen.version()))
                .hasFieldOrPropertyWithValue("code", "vehicle-unknown");
        assertThat(row().crew()).containsExactly(driver.accountId());
        manning.man(dispatcher, StandInTimetable.BUS, date, List.of(mate.accountId()), null, seen.version());
        assertThat(row().crew()).containsExactly(mate.accountId());
        Caller part = person(Role.DISPATCHER, TOWN2);
        assertThatThrownBy(() -> manning.see(part, StandInTimetable.BUS, date))
                .hasFieldOrPropertyWithValue("code", "not-found");
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
}
