package org.cunlu.logistics.departure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cunlu.logistics.DepartureRoom.Overflow;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.RoomForGoods;
import org.cunlu.logistics.RoomForGoods.Outcome;
import org.cunlu.logistics.standin.Rivals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is urgent comes before who holds room already, but not before what is as urgent. Buses take 10 kg, at 9:00 and 14:10. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UrgentTest {
    private static final Load FOUR = new Load(4_000, 4_000);
    private static final Load SIX = new Load(6_000, 6_000);

    private BusCounty county;
    private BusCounty other;

    @BeforeAll
    void open() {
        county = BusCounty.open("urgent").load();
        other = county.another();
    }

    @AfterAll
    void close() {
        other.close();
        county.close();
    }

    @BeforeEach
    void nothingIsHeld() {
        for (BusCounty each : List.of(county, other)) {
            each.clock().at(0, "06:00");
            each.bean(NotedRerouting.class).orders.clear();
        }
        county.change("DELETE FROM log_departure_hold");
        county.change("DELETE FROM log_departure");
        county.bean(RoomMemory.class).forget(HandClock.DAY.plusYears(1));
        other.bean(RoomMemory.class).forget(HandClock.DAY.plusYears(1));
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(county.violations()).isEmpty();
    }

    private static Outcome send(BusCounty where, boolean urgent, String holder, Load... loads) {
        SortedMap<String, Load> all = new TreeMap<>();
        Arrays.stream(loads).forEach(load -> all.put(holder + all.size(), load));
        return where.transactions()
                .run(() -> where.bean(RoomForGoods.class).hold(BusCounty.COUNTY, "H", "A", all, where.now(), urgent));
    }

    /** @return the lines that carry them */
    private static List<String> lines(Outcome outcome) {
        return ((Outcome.Held) outcome)
                .ways().values().stream()
                        .flatMap(way -> way.legs().stream())
                        .map(Leg::lineCode)
                        .distinct()
                        .toList();
    }

    private Overflow overflow(String holder) {
        return county.room().of(List.of(holder)).get(holder).getFirst().overflow();
    }

    private List<String> told() {
        county.bean(GivingWay.class).tell();
        return county.bean(NotedRerouting.class).orders;
    }

    @Test
    void theLatestGiveWayAsFewAsMakesDoAndAreSentAnotherWay() {
        assertThat(county.hold("early", FOUR, county.leg("BUS-1", 0, 0, 2))).isTrue();
        assertThat(county.hold("late", FOUR, county.leg("BUS-1", 0, 0, 2))).isTrue();
        assertThat(lines(send(county, true, "relief", SIX))).containsExactly("BUS-1");
        assertThat(overflow("early")).isNull();
        assertThat(overflow("relief0")).isNull();
        assertThat(overflow("late")).isEqualTo(Overflow.SHRUNK);
        assertThat(told()).containsExactly("late DEPARTURE_FULL full:BUS-1/" + HandClock.DAY);
    }

    @Test
    void whatIsNotUrgentTakesTheRoomThatIsLeftAndNobodyGivesWay() {
        assertThat(county.hold("early", SIX, county.leg("BUS-1", 0, 0, 2))).isTrue();
        assertThat(lines(send(county, false, "goods", SIX))).containsExactly("BUS-2");
        assertThat(lines(send(county, true, "relief", FOUR))).containsExactly("BUS-1");
        assertThat(told()).isEmpty();
    }

    @Test
    void whatIsAsUrgentAndCameBeforeKeepsItsRoom() {
        assertThat(lines(send(county, true, "first", SIX))).containsExactly("BUS-1");
        assertThat(county.hold("order", FOUR, county.leg("BUS-1", 0, 0, 2))).isTrue();
        assertThat(lines(send(county, true, "second", SIX))).containsExactly("BUS-2");
        assertThat(told()).isEmpty();
        assertThat(lines(send(county, true, "third", FOUR))).containsExactly("BUS-1");
        assertThat(overflow("first0")).isNull();
        assertThat(overflow("third0")).isNull();
        assertThat(told()).containsExactly("order DEPARTURE_FULL full:BUS-1/" + HandClock.DAY);
    }

    @Test
    void allUnitsOfOneAreHeldOrNone() {
        assertThat(send(county, true, "relief", SIX, new Load(10_001, 1)))
                .isEqualTo(new Outcome.None(Promise.Reason.TOO_LARGE));
        assertThat(county.held("BUS-1", 0, 0)).containsExactly(0L, 0L, 0L);
        assertThat(lines(send(county, true, "relief", SIX, SIX))).containsExactlyInAnyOrder("BUS-1", "BUS-2");
    }

    @Test
    void ofManyAtOnceOnTwoInstancesNonePushesAnother() throws Exception {
        assertThat(county.hold("order", SIX, county.leg("BUS-1", 0, 0, 2))).isTrue();
        var ends = Rivals.all(4, i -> send(i % 2 == 0 ? county : other, true, "r" + i + "-", SIX));
        assertThat(ends).allMatch(end -> end instanceof Outcome.Held);
        for (int i = 0; i < 4; i++) {
            assertThat(overflow("r" + i + "-0")).isNull();
        }
        assertThat(county.held("BUS-1", 0, 0).getFirst()).isEqualTo(12_000);
        assertThat(told()).containsExactly("order DEPARTURE_FULL full:BUS-1/" + HandClock.DAY);
    }
}
