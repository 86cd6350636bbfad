package org.cunlu.logistics.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ClosingWays;
import org.cunlu.logistics.Closure.Kind;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.DepartureRoom.Way;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.TimetableDesk;
import org.cunlu.logistics.standin.Audit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A file brings lines with other stops or times, and parcels are to take them. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimetableChangeTest implements TestPropertyProvider {
    private static final String FEED = Valley.line("FEED", "B1 09:00", "H 11:00");

    @Inject
    Valley valley;

    @Inject
    DepartureRoom room;

    @Inject
    ClosureActs acts;

    @Inject
    TimetableDesk timetables;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return Valley.properties("timetablechange");
    }

    @BeforeAll
    void build() {
        valley.build();
    }

    @BeforeEach
    void morning() {
        valley.at(0, 7, 0);
        valley.build();
        valley.lines(FEED);
    }

    @AfterEach
    void allIsExplained() {
        await().untilAsserted(() -> assertThat(valley.counted("SELECT COUNT(*) AS n FROM log_reseating"))
                .isZero());
        assertThat(audit.violations()).isEmpty();
        valley.over();
    }

    /** As an order that is placed and paid. */
    private Valley.Parcel booked(String from, String to) {
        Valley.Parcel parcel = valley.book(from, to);
        room.prepare(parcel.promise().legs());
        var way = new Way(parcel.promise().legs(), new Load(1_000, 1_000));
        assertThat(valley.transactions.run(() -> room.hold(Valley.COUNTY, Map.of(parcel.orderId(), way))))
                .isTrue();
        return parcel;
    }

    private List<String> held(Valley.Parcel parcel) {
        return room.of(List.of(parcel.orderId())).getOrDefault(parcel.orderId(), List.of()).stream()
                .map(held ->
                        held.leg().lineCode() + " " + Valley.shown(held.leg().departsAt()))
                .toList();
    }

    private void departs(Valley.Parcel parcel, String... legs) {
        await().untilAsserted(() -> assertThat(held(parcel)).containsExactly(legs));
        await().untilAsserted(() -> assertThat(valley.counted("SELECT COUNT(*) AS n FROM log_reseating"))
                .isZero());
        assertThat(valley.sql.list(
                        "SELECT line_code, departs_at FROM log_parcel_leg WHERE barcode = ? ORDER BY seq",
                        row -> row.string("line_code") + " " + Valley.shown(row.instant("departs_at")),
                        parcel.barcode()))
                .as("legs are as the room is that is held for them")
                .containsExactly(legs);
    }

    @Test
    void whereTheLineStopsNoMoreItsParcelsGoByAnotherAndPeopleAreTold() {
        var parcel = booked("H", "A1");
        var farther = booked("H", "A2");
        valley.lines(Valley.line("MORN", "H 08:00", "A 09:00 09:05", "A2 10:00"));
        departs(farther, "MORN 2026-11-23T08:00");
        // By A2, from where another comes back, it is there before noon.
        departs(parcel, "MORN 2026-11-23T08:00", "BACK 2026-11-23T10:30");
        assertThat(valley.slips(parcel)).containsExactly("TIMETABLE_CHANGED 2026-11-23T11:10 system");
        assertThat(valley.told(parcel)).containsExactly("TIMETABLE_CHANGED");
        assertThat(valley.slips(farther)).isEmpty();
        assertThat(valley.first(parcel)).isEqualTo(parcel.promised());
        var followed = valley.shipments.track(List.of(parcel.orderId())).get(parcel.orderId());
        assertThat(followed.promisedNow()).isEqualTo(Valley.moment(0, 11, 10));
        assertThat(followed.slips().getLast().title()).isEqualTo("班次时刻调整 · the timetable of its departure changed");
    }

    @Test
    void whatGoesHalfAnHourLaterKeepsItsSeatAndThePromiseIsMoved() {
        var parcel = booked("H", "A1");
        valley.lines(Valley.line("MORN", "H 08:30", "A 09:30 09:35", "A1 10:00 10:05", "A2 10:30"));
        departs(parcel, "MORN 2026-11-23T08:30");
        assertThat(valley.slips(parcel)).containsExactly("TIMETABLE_CHANGED 2026-11-23T10:10 system");
        assertThat(valley.told(parcel)).containsExactly("TIMETABLE_CHANGED");
    }

    @Test
    void evenWhenTheDepartureIsClosingForOthers() {
        var parcel = booked("H", "A1");
        assertThat(valley.does(ScanKind.PACK, "H", parcel)).isEqualTo("AT_NODE");
        valley.at(0, 7, 50);
        valley.lines(Valley.line("MORN", "H 08:01", "A 09:00 09:05", "A1 09:40 09:45", "A2 10:00"));
        departs(parcel, "MORN 2026-11-23T08:01");
        assertThat(valley.slips(parcel)).containsExactly("TIMETABLE_CHANGED 2026-11-23T09:50 system");
    }

    @Test
    void aConnectionThatIsMissedByItIsFoundAndOneThatIsNotIsKeptInSilence() {
        var parcel = booked("B1", "A1");
        departs(parcel, "FEED 2026-11-23T09:00", "NOON 2026-11-23T12:00");
        valley.lines(Valley.line("FEED", "B1 09:30", "H 11:30"));
        departs(parcel, "FEED 2026-11-23T09:30", "NOON 2026-11-23T12:00");
        assertThat(valley.slips(parcel)).isEmpty();
        assertThat(valley.told(parcel)).isEmpty();
        valley.lines(Valley.line("FEED", "B1 10:00", "H 11:55"));
        departs(parcel, "FEED 2026-11-23T10:00", "MORN 2026-11-24T08:00");
        assertThat(valley.slips(parcel)).containsExactly("TIMETABLE_CHANGED 2026-11-24T09:40 system");
    }

    @Test
    void whatRidesGoesOnFromWhereItGetsOff() {
        var parcel = booked("B1", "A1");
        valley.at(0, 8, 40);
        assertThat(valley.does(ScanKind.PACK, "B1", parcel)).isEqualTo("AT_NODE");
        assertThat(valley.does(ScanKind.OUT, "B1", parcel)).isEqualTo("ON_TRIP");
        valley.at(0, 9, 30);
        valley.lines(Valley.line("NOON", "H 11:05", "B 12:00 12:05", "A1 13:00 13:05", "B1 14:00"));
        departs(parcel, "FEED 2026-11-23T09:00", "MORN 2026-11-24T08:00");
        assertThat(valley.slips(parcel))
                .as("it is there at 11:00, and is not handled by 11:05")
                .containsExactly("TIMETABLE_CHANGED 2026-11-24T09:40 system");
    }

    @Test
    void whatGoesSoonerIsTakenWhenItCanBeReachedAndNobodyIsPromisedSooner() {
        var parcel = booked("H", "A1");
        valley.lines(Valley.line("MORN", "H 07:30", "A 08:30 08:35", "A1 09:00 09:05", "A2 09:30"));
        departs(parcel, "MORN 2026-11-23T07:30");
        assertThat(valley.slips(parcel)).isEmpty();
        assertThat(valley.told(parcel)).isEmpty();
        valley.lines(Valley.line("MORN", "H 07:05", "A 08:30 08:35", "A1 09:00 09:05", "A2 09:30"));
        departs(parcel, "NOON 2026-11-23T12:00");
        assertThat(valley.slips(parcel)).containsExactly("TIMETABLE_CHANGED 2026-11-23T14:10 system");
    }

    @Test
    void theSameFileAgainMovesNothing() {
        var parcel = booked("H", "A1");
        valley.build();
        valley.lines(FEED);
        valley.becomes("B1", "OPEN");
        departs(parcel, "MORN 2026-11-23T08:00");
        assertThat(valley.slips(parcel)).isEmpty();
    }

    @Test
    void whereNothingLeadsAnyMoreItWaitsUntilSomethingDoes() {
        var parcel = booked("H", "B1");
        valley.lines(Valley.line("NOON", "H 12:00", "B 13:00 13:05", "A1 14:00"));
        await().untilAsserted(() -> assertThat(valley.slips(parcel)).containsExactly("TIMETABLE_CHANGED - system"));
        assertThat(held(parcel)).isEmpty();
        valley.at(0, 7, 10);
        valley.build();
        valley.watch.round();
        assertThat(valley.slips(parcel)).hasSize(2).last().asString().startsWith("TIMETABLE_CHANGED 2026-11-23T15:10");
        departs(parcel, "NOON 2026-11-23T12:00");
    }

    private TimetableDesk.Change change(String line, int day, TimetableDesk.Terms terms, long agreed) {
        var version = timetables.line(Closing.DISPATCHER, line).version();
        return new TimetableDesk.Change(line, version, Valley.DAY.plusDays(day), terms, agreed, "客运站改点 new times");
    }

    private static TimetableDesk.Terms daily(long grams, Line.Stop... stops) {
        return new TimetableDesk.Terms(EnumSet.allOf(DayOfWeek.class), null, grams, 9_000_000, null, List.of(stops));
    }

    private static Line.Stop stop(String node, int hour, int minute) {
        return new Line.Stop(node, hour * 60 + minute, hour * 60 + minute);
    }

    private static void refused(String code, ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void aDispatcherChangesALineFromADayOnAndWhatIsHeldThenGoesByItOnceHeAgreedToIt() {
        valley.at(40, 7, 0);
        var today = booked("H", "A2");
        valley.at(40, 20, 30);
        var tomorrow = booked("H", "A2");
        departs(tomorrow, "MORN 2027-01-03T08:00");
        var later = daily(1_000_000, stop("H", 8, 30), stop("A", 9, 30), stop("A1", 10, 0), stop("A2", 10, 30));
        var wish = change("MORN", 41, later, 0);
        assertThat(timetables.foresee(Closing.DISPATCHER, wish).departures())
                .singleElement()
                .satisfies(trip -> {
                    assertThat(trip.date()).isEqualTo(Valley.DAY.plusDays(41));
                    assertThat(trip.parcels()).isEqualTo(1);
                    assertThat(trip.gone()).isZero();
                    assertThat(trip.later()).isTrue();
                    assertThat(trip.beyond()).isFalse();
                });
        refused("departures-held", () -> timetables.change(Closing.DISPATCHER, valley.ids.next(), wish));
        var agreed = change("MORN", 41, later, 1);
        var key = valley.ids.next();
        var done = timetables.change(Closing.DISPATCHER, key, agreed);
        assertThat(done).isEqualTo(new TimetableDesk.Done("MORN-270103", 1));
        assertThat(timetables.change(Closing.DISPATCHER, key, agreed)).isEqualTo(done);
        assertThat(valley.trail("logistics.change-line", "MORN")).isEqualTo(1);
        departs(tomorrow, "MORN-270103 2027-01-03T08:30");
        assertThat(valley.slips(tomorrow)).containsExactly("TIMETABLE_CHANGED 2027-01-03T10:40 system");
        assertThat(held(today)).as("what has left stays").containsExactly("MORN 2027-01-02T08:00");
        assertThat(booked("H", "A2").promise().legs())
                .as("a promise that is asked for now goes by it")
                .singleElement()
                .satisfies(leg -> assertThat(leg.lineCode()).isEqualTo("MORN-270103"));
        refused("line-changed", () -> timetables.change(Closing.DISPATCHER, valley.ids.next(), agreed));

        assertThat(timetables.change(Closing.DISPATCHER, valley.ids.next(), change("MORN-270103", 41, null, 2)))
                .as("ended before it ever went")
                .isEqualTo(new TimetableDesk.Done(null, 2));
        departs(tomorrow, "EVE 2027-01-03T15:00");
        valley.over();
    }

    @Test
    void whatMakesNoTimetableIsRefusedAndAnothersLineIsAbsent() {
        valley.at(50, 9, 0);
        var fine = daily(1_000_000, stop("H", 8, 30), stop("A", 9, 30));
        refused("departure-left", () -> timetables.foresee(Closing.DISPATCHER, change("MORN", 50, fine, 0)));
        refused("period-invalid", () -> timetables.foresee(Closing.DISPATCHER, change("MORN", 49, fine, 0)));
        var bad = Map.of(
                "times-go-backwards", daily(1_000_000, stop("H", 8, 30), stop("A", 8, 30)),
                "stop-repeated", daily(1_000_000, stop("H", 8, 30), stop("H", 9, 30)),
                "node-unknown", daily(1_000_000, stop("H", 8, 30), stop("NOWHERE", 9, 30)),
                "stops-missing", daily(1_000_000, stop("H", 8, 30)),
                "room-invalid", daily(0, stop("H", 8, 30), stop("A", 9, 30)));
        bad.forEach((code, terms) -> refused(
                code, () -> timetables.change(Closing.DISPATCHER, valley.ids.next(), change("MORN", 51, terms, 99))));
        var other = Closing.dispatcher("DISPATCHER0003", "B");
        refused("not-found", () -> timetables.foresee(other, change("MORN", 51, fine, 0)));
        assertThat(valley.trail("logistics.change-line.refused", "MORN")).isEqualTo(1);
        assertThat(timetables
                        .lines(other, "", TimetableDesk.When.GOING, null, 50)
                        .items())
                .extracting(kept -> kept.line().code())
                .contains("NOON")
                .doesNotContain("MORN");
        var fresh = new TimetableDesk.Fresh(
                "NIGHT", "夜班 Night", null, "MORN", Valley.DAY.plusDays(51), fine, "加开 one more");
        assertThat(timetables.add(Closing.DISPATCHER, valley.ids.next(), fresh).code())
                .isEqualTo("NIGHT");
        refused("line-exists", () -> timetables.add(Closing.DISPATCHER, valley.ids.next(), fresh));
        timetables.change(Closing.DISPATCHER, valley.ids.next(), change("NIGHT", 51, null, 0));
        assertThat(timetables
                        .lines(Closing.DISPATCHER, "night", TimetableDesk.When.GOING, null, 50)
                        .items())
                .as("ended from its first day on")
                .hasSize(1);
    }

    /** A van to the gateway at 16:00, and a carrier who leaves it then with so many parcels at most. */
    private void carrier(String leaves, int pieces) {
        valley.load(
                "record,code,name,mode,days,capacity_kg,capacity_litres,capacity_pieces,line,seq,node,arrive,depart\n"
                        + "line,GATE,GATE,VAN,1234567,1000,9000,9,,,,,\nstop,,,,,,,,GATE,1,H,16:00,\nstop,,,,,,,,GATE,2,OUT,16:30,\n"
                        + "line,CAR,CAR,CARRIER,1234567,1000,9000," + pieces + ",,,,,\nstop,,,,,,,,CAR,1,OUT," + leaves
                        + ",\n");
    }

    private void atTheGateway(Valley.Parcel... parcels) {
        for (Valley.Parcel parcel : parcels) {
            assertThat(valley.does(ScanKind.PACK, "H", parcel)).isEqualTo("AT_NODE");
        }
        valley.at(0, 15, 50);
        for (Valley.Parcel parcel : parcels) {
            assertThat(valley.does(ScanKind.OUT, "H", parcel)).isEqualTo("ON_TRIP");
        }
        valley.at(0, 16, 35);
        for (Valley.Parcel parcel : parcels) {
            assertThat(valley.does(ScanKind.IN, "OUT", parcel)).isEqualTo("AT_NODE");
        }
    }

    private void given(Valley.Parcel parcel) {
        var scan = new Scan(
                valley.ids.next(),
                "gun-1",
                valley.now(),
                ScanKind.HAND_OVER,
                "OUT",
                parcel.barcode(),
                null,
                null,
                null,
                null,
                "顺丰",
                valley.ids.next());
        var result = valley.desk.scan(Valley.keeper("OUT"), List.of(scan)).getFirst();
        assertThat(result.state()).as("%s", result).isEqualTo("WITH_CARRIER");
    }

    @Test
    void aCarrierWhoComesAtAnotherTimeOrLeavesAParcelBehindHasRoomForItWhenHeComes() {
        carrier("18:00", 1);
        var left = booked("H", "OUT");
        var next = booked("H", "OUT");
        assertThat(next.promise().arrival().why())
                .contains("carrier Monday 18:00 is full, carrier leaves Tuesday 18:00");
        assertThat(held(left)).containsExactly("GATE 2026-11-23T16:00", "CAR 2026-11-23T18:00");
        assertThat(held(next)).containsExactly("GATE 2026-11-24T16:00", "CAR 2026-11-24T18:00");
        carrier("19:00", 1);
        await().untilAsserted(() -> assertThat(held(left)).contains("CAR 2026-11-23T19:00"));
        await().untilAsserted(() ->
                assertThat(valley.slips(left)).containsExactly("TIMETABLE_CHANGED 2026-11-23T19:00 system"));
        assertThat(valley.way(left)).as("no parcel rides with him").containsExactly("H>GATE/23>OUT");
        atTheGateway(left);
        valley.at(0, 19, 30);
        valley.watch.round();
        assertThat(valley.slips(left)).as("within the grace").hasSize(1);
        valley.at(0, 19, 31);
        valley.watch.round();
        assertThat(valley.slips(left)).hasSize(2).last().isEqualTo("LEFT_BEHIND 2026-11-25T19:00 system");
        assertThat(held(left))
                .as("the day after is full")
                .containsExactly("GATE 2026-11-23T16:00", "CAR 2026-11-25T19:00");
        assertThat(valley.told(left)).containsExactly("TIMETABLE_CHANGED", "LEFT_BEHIND");
        valley.watch.round();
        assertThat(valley.slips(left)).hasSize(2);
        valley.at(1, 18, 50);
        given(left);
        assertThat(held(left)).as("aboard sooner than it was to be").contains("CAR 2026-11-24T19:00");
        assertThat(room.of(List.of(left.orderId()))
                        .get(left.orderId())
                        .getLast()
                        .overflow())
                .isEqualTo(DepartureRoom.Overflow.OVERLOADED);
    }

    @Test
    void aCarrierWhoTakesLessLetsTheLatestGiveWayToHisNextAndItsVanGoesWithIt() {
        // A day of its own: what others hold there stays.
        valley.at(10, 7, 0);
        carrier("18:00", 2);
        var first = booked("H", "OUT");
        var latest = booked("H", "OUT");
        carrier("18:00", 1);
        await().untilAsserted(() ->
                assertThat(valley.slips(latest)).containsExactly("DEPARTURE_FULL 2026-12-04T18:00 system"));
        assertThat(held(latest)).containsExactly("GATE 2026-12-04T16:00", "CAR 2026-12-04T18:00");
        assertThat(valley.way(latest)).containsExactly("H>GATE/4>OUT");
        assertThat(held(first)).containsExactly("GATE 2026-12-03T16:00", "CAR 2026-12-03T18:00");
        assertThat(valley.slips(first)).isEmpty();
    }

    @Test
    void whatIsClosedWhenACarrierComesSendsWhatWasToGoWithHimByHisNext() {
        valley.at(20, 7, 0);
        carrier("18:00", 1);
        var line = new ClosingWays.Wish(Kind.LINE, null, null, "CAR", null, Valley.moment(21, 12, 0), "台风 typhoon");
        var gate = new ClosingWays.Wish(
                Kind.NODE, "OUT", null, null, Valley.moment(20, 17, 0), Valley.moment(21, 12, 0), "停电 no power");
        for (var wish : List.of(line, gate)) {
            var parcel = booked("H", "OUT");
            assertThat(held(parcel)).contains("CAR 2026-12-13T18:00");
            var closed = acts.close(Closing.DISPATCHER, valley.ids.next(), wish);
            assertThat(closed.rerouted()).as("%s", wish).isEqualTo(1);
            assertThat(held(parcel)).containsExactly("GATE 2026-12-14T16:00", "CAR 2026-12-14T18:00");
            assertThat(valley.slips(parcel))
                    .singleElement()
                    .asString()
                    .contains("_CLOSED 2026-12-14T18:00 DISPATCHER0001");
            acts.lift(Closing.DISPATCHER, closed.closed().closure().id());
            valley.over();
        }
    }
}
