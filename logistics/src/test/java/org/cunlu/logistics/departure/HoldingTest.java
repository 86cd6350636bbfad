package org.cunlu.logistics.departure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.DepartureRoom.Overflow;
import org.cunlu.logistics.DepartureRoom.Way;
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

/** Room on dated departures, on a real database and seen from two instances. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldingTest {
    private static final Load KILO = BusCounty.KILO;

    private BusCounty county;
    private BusCounty other;

    @BeforeAll
    void open() {
        county = BusCounty.open("departures").load();
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
        county.change("DELETE FROM log_departure_hold");
        county.change("DELETE FROM log_departure");
        county.bean(RoomMemory.class).forget(HandClock.DAY.plusYears(1));
        other.bean(RoomMemory.class).forget(HandClock.DAY.plusYears(1));
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(county.violations()).isEmpty();
    }

    @Test
    void roomIsHeldOnEveryStretchOfEveryLegAndGivenBack() {
        Leg bus = county.leg("BUS-2", 0, 0, 1);
        Leg van = county.leg("VAN", 0, 0, 1);
        assertThat(county.hold("one", new Load(2_000, 5_000), bus, van)).isTrue();
        assertThat(county.hold("two", KILO, county.leg("BUS-2", 0, 0, 2))).isTrue();
        assertThat(county.held("BUS-2", 0, 0)).containsExactly(3_000L, 6_000L, 2L);
        assertThat(county.held("BUS-2", 0, 1)).containsExactly(1_000L, 1_000L, 1L);
        assertThat(county.held("VAN", 0, 0)).containsExactly(2_000L, 5_000L, 1L);
        assertThat(county.left("BUS-2", 0, 0)).isEqualTo(new org.cunlu.logistics.Room.Left(7_000, 94_000, 2));
        assertThat(county.room().of(List.of("one", "two", "nobody"))).containsOnlyKeys("one", "two");
        county.free("one", "two", "nobody");
        assertThat(county.held("BUS-2", 0, 0)).containsExactly(0L, 0L, 0L);
        assertThat(county.left("VAN", 0, 0).pieces()).isEqualTo(4);
    }

    @Test
    void eachOfTheThreeMeasuresIsALimitAndTheLastOfItCanBeHad() {
        Leg bus = county.leg("BUS-1", 0, 0, 2);
        assertThat(county.hold("heavy", new Load(9_000, 1), bus)).isTrue();
        assertThat(county.hold("heavier", new Load(1_001, 1), bus)).isFalse();
        assertThat(county.hold("fits", new Load(1_000, 1), bus)).isTrue();
        Leg later = county.leg("BUS-2", 0, 0, 2);
        assertThat(county.hold("large", new Load(1, 99_000), later)).isTrue();
        assertThat(county.hold("larger", new Load(1, 1_001), later)).isFalse();
        assertThat(county.hold("small", new Load(1, 1_000), later)).isTrue();
        Leg van = county.leg("VAN", 0, 0, 1);
        for (int i = 0; i < 4; i++) {
            assertThat(county.hold("piece" + i, new Load(1, 1), van)).isTrue();
        }
        assertThat(county.hold("piece4", new Load(1, 1), van)).isFalse();
    }

    @Test
    void allLegsOfAllShipmentsAreHeldOrNone() {
        Leg bus = county.leg("BUS-2", 0, 0, 1);
        Leg van = county.leg("VAN", 0, 0, 1);
        assertThat(county.hold("before", new Load(10_000, 1), van)).isTrue();
        assertThat(county.hold(Map.of(
                        "one", new Way(List.of(county.leg("BUS-2", 0, 0, 2)), KILO),
                        "two", new Way(List.of(bus, van), KILO))))
                .isFalse();
        assertThat(county.held("BUS-2", 0, 0)).containsExactly(0L, 0L, 0L);
        assertThat(county.room().of(List.of("one", "two"))).isEmpty();
        county.free("before");
        assertThat(county.hold(Map.of(
                        "one", new Way(List.of(county.leg("BUS-2", 0, 0, 2)), new Load(3_000, 10)),
                        "two", new Way(List.of(bus, van), KILO),
                        "stays", new Way(List.of(), KILO))))
                .isTrue();
        assertThat(county.held("BUS-2", 0, 0)).containsExactly(4_000L, 1_010L, 2L);
        assertThat(county.held("BUS-2", 0, 1)).containsExactly(3_000L, 10L, 1L);
    }

    @Test
    void aLegThatTheTimetableHasNotIsNotHeld() {
        Leg bus = county.leg("BUS-1", 0, 0, 2);
        Leg moved =
                new Leg("H", "A", "BUS-1", bus.serviceDate(), bus.departsAt().plusSeconds(60), bus.arrivesAt());
        Leg unknown = new Leg("H", "A", "NO-BUS", bus.serviceDate(), bus.departsAt(), bus.arrivesAt());
        assertThat(county.hold("one", KILO, moved)).isFalse();
        assertThat(county.hold("one", KILO, unknown)).isFalse();
    }

    @Test
    void aBusClosesHalfAnHourBeforeItLeavesEachStop() {
        county.clock().at(0, "08:29");
        assertThat(county.hold("one", KILO, county.leg("BUS-1", 0, 0, 2))).isTrue();
        county.clock().at(0, "08:30");
        assertThat(county.hold("two", KILO, county.leg("BUS-1", 0, 0, 2))).isFalse();
        assertThat(county.left("BUS-1", 0, 0).pieces()).isZero();
        assertThat(county.hold("three", KILO, county.leg("BUS-1", 0, 1, 2))).isTrue();
        assertThat(county.promise("H", "A", KILO).legs().getFirst().lineCode()).isEqualTo("BUS-2");
        assertThat(county.promise("H", "A", KILO).arrival().why())
                .as("closed is not full")
                .isEqualTo("下一班客车周一 14:10 · next bus Monday 14:10");
    }

    @Test
    void theNextPromiseIsByTheNextBusAndSaysThatThisOneIsFull() {
        for (int i = 0; i < 4; i++) {
            assertThat(county.promise("H", "A", KILO).legs().getFirst().lineCode())
                    .isEqualTo("BUS-1");
            assertThat(county.hold("holder" + i, KILO, county.leg("BUS-1", 0, 0, 2)))
                    .isTrue();
        }
        var promise = county.promise("H", "A", KILO);
        assertThat(promise.legs()).containsExactly(county.leg("BUS-2", 0, 0, 2));
        assertThat(promise.arrival().why())
                .isEqualTo("客车周一 09:00 已满，下一班客车周一 14:10 · bus Monday 09:00 is full, next bus Monday 14:10");
        county.free("holder2");
        assertThat(county.promise("H", "A", KILO).arrival().why()).isEqualTo("下一班客车周一 09:00 · next bus Monday 09:00");
    }

    @Test
    void aMoveGivesBackWhatWasNotRiddenAndTakesAnother() {
        Leg bus = county.leg("BUS-1", 0, 0, 1);
        Leg van = county.leg("VAN", 0, 0, 1);
        county.hold("one", KILO, bus, van);
        assertThat(county.move("one", 1, 2, KILO, county.leg("VAN", 1, 0, 1))).isTrue();
        assertThat(county.held("BUS-1", 0, 0)).as("was ridden").containsExactly(1_000L, 1_000L, 1L);
        assertThat(county.held("VAN", 0, 0)).containsExactly(0L, 0L, 0L);
        assertThat(county.held("VAN", 1, 0)).containsExactly(1_000L, 1_000L, 1L);
        assertThat(county.room().of(List.of("one")).get("one"))
                .extracting(held -> held.seq())
                .containsExactly(1, 3);
    }

    @Test
    void aMoveToAFullDepartureChangesNothingAndTheNextSearchKnows() {
        county.hold("full", new Load(10_000, 1), county.leg("VAN", 1, 0, 1));
        county.hold("one", KILO, county.leg("VAN", 0, 0, 1));
        other.move("one", 0, 1, KILO, county.leg("VAN", 1, 0, 1));
        assertThat(other.left("VAN", 1, 0).weightGrams()).isZero();
        assertThat(county.held("VAN", 0, 0)).containsExactly(1_000L, 1_000L, 1L);
        assertThat(county.move("one", 0, 1, KILO, county.leg("VAN", 2, 0, 1))).isTrue();
        assertThat(county.move("new", 0, 0, KILO, county.leg("VAN", 2, 0, 1)))
                .as("who held nothing may come")
                .isTrue();
    }

    @Test
    void whatIsPutAboardWithoutRoomIsOnRecordAsOverloaded() {
        county.hold("full", new Load(9_500, 1), county.leg("BUS-1", 0, 0, 2));
        county.hold("late", KILO, county.leg("BUS-2", 0, 0, 2));
        county.transactions()
                .run(() -> county.room()
                        .board(
                                BusCounty.COUNTY,
                                Map.of("late", 1, "new", 1, "full", 1),
                                came -> Map.of("new", new Load(500, 1), "late", KILO),
                                county.leg("BUS-1", 0, 0, 2)));
        assertThat(county.held("BUS-1", 0, 0)).containsExactly(11_000L, 1_002L, 3L);
        assertThat(county.held("BUS-2", 0, 0)).containsExactly(0L, 0L, 0L);
        assertThat(county.room().of(List.of("late")).get("late").getFirst().overflow())
                .isEqualTo(Overflow.OVERLOADED);
        assertThat(county.room().of(List.of("new")).get("new").getFirst().overflow())
                .isNull();
    }

    @Test
    void anotherInstanceKnowsWithinASecond() {
        county.hold("one", new Load(10_000, 1), county.leg("BUS-1", 0, 0, 2));
        await().atMost(BusCounty.soon())
                .untilAsserted(() ->
                        assertThat(other.left("BUS-1", 0, 1).weightGrams()).isZero());
        assertThat(other.promise("H", "A", KILO).legs().getFirst().lineCode()).isEqualTo("BUS-2");
        county.free("one");
        await().atMost(BusCounty.soon())
                .untilAsserted(() ->
                        assertThat(other.left("BUS-1", 0, 1).weightGrams()).isEqualTo(10_000));
    }

    @Test
    void ofManyWhoWantTheLastRoomThroughTwoInstancesExactlyOneGetsIt() throws Exception {
        county.hold("before", new Load(7_000, 1), county.leg("BUS-1", 0, 0, 2));
        for (int round = 0; round < 5; round++) {
            String name = "round" + round + "-";
            var got = Rivals.all(
                    16,
                    i -> (i % 2 == 0 ? county : other)
                            .hold(name + i, new Load(3_000, 1), county.leg("BUS-1", 0, 0, 2)));
            assertThat(got.stream().filter(won -> won)).hasSize(1);
            county.free(name + got.indexOf(true));
        }
    }

    @Test
    void theAuditSeesWhatIsWrong() {
        county.hold("one", KILO, county.leg("BUS-1", 0, 0, 2));
        county.change("UPDATE log_departure SET held_pieces = 2 WHERE line_code = 'BUS-1' AND stop = 1");
        assertThat(county.violations()).containsOnlyKeys("room held on departures = holds");
        county.change(
                "UPDATE log_departure SET held_pieces = 1, weight_grams = 999 WHERE line_code = 'BUS-1' AND stop = 1");
        assertThat(county.violations()).containsOnlyKeys("departure load <= capacity");
        county.change("UPDATE log_departure_hold SET overflow = 'SHRUNK' WHERE holder = 'one'");
        assertThat(county.violations()).as("it is on record").isEmpty();
        county.change("UPDATE log_departure SET weight_grams = 10000");
        county.change("UPDATE log_departure_hold SET alight_stop = 3 WHERE holder = 'one'");
        assertThat(county.violations()).containsOnlyKeys("room held on departures = holds");
        county.change("UPDATE log_departure_hold SET alight_stop = 2 WHERE holder = 'one'");
        assertThat(county.bean(Sql.class)).isNotNull();
    }
}
