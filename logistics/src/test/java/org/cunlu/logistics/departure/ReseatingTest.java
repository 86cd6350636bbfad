package org.cunlu.logistics.departure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.DepartureRoom.Held;
import org.cunlu.logistics.DepartureRoom.Overflow;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.standin.Rivals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is held on departures when a file brings their lines otherwise. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReseatingTest {
    private static final Load KILO = BusCounty.KILO;

    private BusCounty county;
    private BusCounty other;

    @BeforeAll
    void open() {
        county = BusCounty.open("reseating").load();
        other = county.another();
    }

    @AfterAll
    void close() {
        other.close();
        county.close();
    }

    @BeforeEach
    void nothingIsHeld() {
        county.clock().at(0, "06:00");
        other.clock().at(0, "06:00");
        county.change("DELETE FROM log_departure_hold");
        county.change("DELETE FROM log_departure");
        county.bean(RoomMemory.class).forget(HandClock.DAY.plusYears(1));
        other.bean(RoomMemory.class).forget(HandClock.DAY.plusYears(1));
        county.load();
        await().until(() -> line(other).equals(line(county)));
        county.bean(NotedRerouting.class).orders.clear();
        other.bean(NotedRerouting.class).orders.clear();
    }

    private static Object line(BusCounty where) {
        return where.bean(Timetables.class).line("BUS-1").orElseThrow();
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(county.violations()).isEmpty();
    }

    /** By whichever instance was first. */
    private List<String> told() {
        return Stream.of(county, other)
                .flatMap(where -> where.bean(NotedRerouting.class).orders.stream())
                .toList();
    }

    private Held held(String holder) {
        return county.room().of(List.of(holder)).get(holder).getFirst();
    }

    private void waits(String holder, Leg leg) {
        await().untilAsserted(() -> assertThat(held(holder).leg()).isEqualTo(leg));
        await().untilAsserted(() -> assertThat(waiting()).isZero());
    }

    private long waiting() {
        return county.transactions()
                .read(() -> county.bean(Sql.class)
                        .one("SELECT COUNT(*) AS n FROM log_reseating", row -> row.number("n"))
                        .orElseThrow());
    }

    /** By the stop at B, which it did not have. */
    private static String byB(int pieces) {
        return BusCounty.busBy("BUS-1", 10, pieces, "H 09:00", "B 09:30", "T 10:00", "A 11:00");
    }

    @Test
    void aFullBusThatCallsSomewhereElseTooKeepsAllWhoHaveASeatAtTheirStops() {
        var near = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            assertThat(county.hold("near" + i, KILO, county.leg("BUS-1", 0, 0, 1)))
                    .isTrue();
            assertThat(county.hold("end" + i, KILO, county.leg("BUS-1", 0, 1, 2)))
                    .isTrue();
            near.add("near" + i);
        }
        county.load(byB(4));
        waits("near3", county.leg("BUS-1", 0, 0, 2));
        waits("end0", county.leg("BUS-1", 0, 2, 3));
        // Their legs are as they were, so that only what is held says when they have moved.
        await().untilAsserted(() -> {
            for (int stop = 0; stop < 3; stop++) {
                assertThat(county.held("BUS-1", 0, stop)).as("stop %d", stop).containsExactly(4_000L, 4_000L, 4L);
                assertThat(county.left("BUS-1", 0, stop).pieces()).isZero();
            }
        });
        assertThat(county.room().of(near))
                .hasSize(4)
                .allSatisfy(
                        (holder, legs) -> assertThat(legs.getFirst().overflow()).isNull());
        assertThat(county.hold("late", KILO, county.leg("BUS-1", 0, 1, 2)))
                .as("B to T is full as well")
                .isFalse();
    }

    @Test
    void aBusThatGoesLaterTakesWhoHasNotPaidAlongAndWhatHeHoldsStands() {
        county.hold("unpaid", KILO, county.leg("BUS-1", 0, 0, 2));
        county.load(BusCounty.bus("BUS-1", "09:30", 10, 4));
        Leg later = county.leg("BUS-1", 0, 0, 2);
        waits("unpaid", later);
        assertThat(county.room().standing("unpaid", county.now())).contains(List.of(later));
        // He is told of once his seat has moved.
        await().untilAsserted(() -> assertThat(told())
                .first()
                .asString()
                .startsWith("unpaid TIMETABLE_CHANGED timetable:BUS-1/2026-11-23@"));
    }

    @Test
    void departuresThatAreNotReachedFromTheOneBeforeAnyMoreStandNoMore() {
        county.hold("unpaid", KILO, county.leg("BUS-2", 0, 0, 1), county.leg("VAN", 0, 0, 1));
        assertThat(county.room().standing("unpaid", county.now())).isPresent();
        county.load(BusCounty.bus("BUS-2", "14:30", 10, 4));
        waits("unpaid", county.leg("BUS-2", 0, 0, 1));
        assertThat(county.room().standing("unpaid", county.now()))
                .as("15:30 and ten minutes is when the van leaves")
                .isPresent();
        county.load(BusCounty.bus("BUS-2", "14:31", 10, 4));
        waits("unpaid", county.leg("BUS-2", 0, 0, 1));
        assertThat(county.room().standing("unpaid", county.now())).isEmpty();
    }

    @Test
    void whoGetsOffWhereTheBusStopsNoMoreIsGivenAnotherWayAndWhatHeHeldStandsNoMore() {
        Leg gone = county.leg("BUS-1", 0, 0, 2);
        county.hold("end", KILO, gone);
        county.hold("near", KILO, county.leg("BUS-1", 0, 0, 1));
        county.load(BusCounty.busBy("BUS-1", 10, 4, "H 09:00", "T 10:00"));
        await().untilAsserted(() -> assertThat(told()).anyMatch(text -> text.startsWith("end TIMETABLE_CHANGED")));
        assertThat(held("end").leg()).isEqualTo(gone);
        assertThat(county.room().standing("end", county.now())).isEmpty();
        assertThat(county.room().standing("near", county.now())).isPresent();
        assertThat(told()).noneMatch(text -> text.startsWith("near"));
        county.free("end");
        assertThat(county.held("BUS-1", 0, 0)).containsExactly(1_000L, 1_000L, 1L);
        county.load();
        assertThat(county.hold("again", KILO, county.leg("BUS-1", 0, 0, 2)))
                .as("where a stop comes back, rows that were left count for nothing")
                .isTrue();
    }

    @Test
    void whenItTakesLessAsWellTheLatestHaveToGiveWay() {
        for (int i = 0; i < 3; i++) {
            county.hold("holder" + i, KILO, county.leg("BUS-1", 0, 1, 2));
        }
        county.load(byB(2));
        await().untilAsserted(() -> assertThat(held("holder2").overflow()).isEqualTo(Overflow.SHRUNK));
        waits("holder2", county.leg("BUS-1", 0, 2, 3));
        assertThat(held("holder0").overflow()).isNull();
        assertThat(held("holder1").overflow()).isNull();
        await().untilAsserted(() -> assertThat(told()).anyMatch(text -> text.startsWith("holder2 DEPARTURE_FULL")));
        assertThat(told()).noneMatch(text -> text.startsWith("holder1 DEPARTURE_FULL"));
    }

    @Test
    void aLineThatIsLoadedAgainAsItWasMovesNothing() {
        county.hold("one", KILO, county.leg("BUS-1", 0, 0, 2));
        long version = county.bean(Timetables.class).current().version();
        county.load();
        assertThat(county.bean(Timetables.class).current().version()).isEqualTo(version);
        county.load(BusCounty.bus("BUS-2", "14:20", 10, 4));
        county.bean(Reseating.class).round();
        assertThat(told()).isEmpty();
        assertThat(waiting()).isZero();
        assertThat(held("one").leg()).isEqualTo(county.leg("BUS-1", 0, 0, 2));
    }

    @Test
    void whatHasLeftKeepsItsTimes() {
        Leg left = county.leg("BUS-1", 0, 0, 2);
        county.hold("aboard", KILO, left);
        county.clock().at(0, "09:01");
        other.clock().at(0, "09:01");
        county.load(BusCounty.bus("BUS-1", "09:30", 10, 4));
        county.bean(Reseating.class).round();
        assertThat(held("aboard").leg()).isEqualTo(left);
        assertThat(told()).isEmpty();
    }

    @Test
    void twoInstancesMoveAllOnceThoughBothAreAtItAndOthersHoldMeanwhile() throws Exception {
        for (int i = 0; i < 3; i++) {
            county.hold("holder" + i, KILO, county.leg("BUS-1", 0, 1, 2));
        }
        county.load(byB(4));
        await().until(() -> line(other).equals(line(county)));
        Rivals.all(6, rival -> {
            if (rival < 4) {
                (rival % 2 == 0 ? county : other).bean(Reseating.class).round();
                return true;
            }
            return county.hold("new" + rival, KILO, county.leg("BUS-1", 0, 2, 3));
        });
        waits("holder2", county.leg("BUS-1", 0, 2, 3));
        // Who comes before the others are moved finds it empty: then the latest of all is one too many, and is told so.
        List<String> all = List.of("holder0", "holder1", "holder2", "new4", "new5");
        long beyond = county.room().of(all).values().stream()
                .filter(legs -> legs.getFirst().overflow() != null)
                .count();
        assertThat(county.held("BUS-1", 0, 2).getLast() - beyond).isEqualTo(4L);
        assertThat(county.held("BUS-1", 0, 1).getLast()).isZero();
    }

    @Test
    void whoWasMovedByOneThatDiedIsLookedAtByTheOther() {
        county.change("INSERT INTO log_reseating (holder, county_code, cause, since) VALUES"
                + " ('left', '500233', 'timetable:BUS-1/2026-11-23@2', CURRENT_TIMESTAMP)");
        other.bean(Reseating.class).tell();
        assertThat(waiting()).isZero();
        assertThat(other.bean(NotedRerouting.class).orders)
                .contains("left TIMETABLE_CHANGED timetable:BUS-1/2026-11-23@2");
    }
}
