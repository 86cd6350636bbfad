package org.cunlu.logistics.departure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.DatedDeparture;
import org.cunlu.logistics.DepartureRoom.Overflow;
import org.cunlu.logistics.Load;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What people say of one departure, and what a line that is loaded anew says of all of them. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoomActsTest {
    private static final Caller HUB = dispatcher("dispatcher", "H");
    private static final Caller TOWN = dispatcher("townsman", "T");
    private static final Load KILO = BusCounty.KILO;

    private BusCounty county;

    @BeforeAll
    void open() {
        county = BusCounty.open("roomacts");
    }

    @AfterAll
    void close() {
        county.close();
    }

    @BeforeEach
    void nothingIsHeld() {
        county.clock().at(0, "06:00");
        county.change("DELETE FROM log_departure_hold");
        county.change("DELETE FROM log_departure");
        county.change("DELETE FROM ker_trail");
        county.bean(RoomMemory.class).forget(HandClock.DAY.plusYears(1));
        county.bean(NotedRerouting.class).orders.clear();
        county.load();
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(county.violations()).isEmpty();
    }

    private static Caller dispatcher(String account, String subtree) {
        return new Caller(account, List.of(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, subtree))));
    }

    private void say(Caller caller, String line, int version, Long grams, Long pieces, Boolean closed) {
        county.bean(RoomActs.class)
                .say(caller, line, HandClock.DAY, new RoomWish(version, grams, null, pieces, closed, "行李多"));
    }

    private DatedDeparture seen(String line) {
        return county.bean(DepartureList.class).one(line, HandClock.DAY);
    }

    private Overflow overflow(String holder) {
        return county.room().of(List.of(holder)).get(holder).getFirst().overflow();
    }

    @Test
    void whenLuggageNeedsTheRoomThoseWhoCameLastAreSentAnotherWay() {
        for (String holder : List.of("first", "second", "third")) {
            county.hold(holder, new Load(3_000, 1), county.leg("BUS-1", 0, 0, 2));
        }
        say(HUB, "BUS-1", 0, 6_000L, null, null);
        assertThat(overflow("third")).isEqualTo(Overflow.SHRUNK);
        assertThat(overflow("second")).isNull();
        assertThat(county.bean(NotedRerouting.class).orders)
                .containsExactly("third DEPARTURE_FULL full:BUS-1/2026-11-23");
        assertThat(county.hold("fourth", KILO, county.leg("BUS-1", 0, 0, 2))).isFalse();
        assertThat(county.room().standing("third", county.now())).isEmpty();
        assertThat(county.room().standing("second", county.now())).isPresent();
        assertThat(seen("BUS-1").fillPercent()).isEqualTo(150);
        assertThat(county.move("third", 0, 1, new Load(3_000, 1), county.leg("BUS-2", 0, 0, 2)))
                .isTrue();
        assertThat(seen("BUS-1").fillPercent()).isEqualTo(100);
    }

    @Test
    void onlyAsManyGiveWayAsTheStretchNeedsAndNobodyWhoIsNotOnIt() {
        // Within one millisecond the later name counts as the later.
        county.hold("1-far", new Load(4_000, 1), county.leg("BUS-1", 0, 0, 2));
        county.hold("2-near", new Load(5_000, 1), county.leg("BUS-1", 0, 0, 1));
        county.hold("3-end", new Load(6_000, 1), county.leg("BUS-1", 0, 1, 2));
        say(HUB, "BUS-1", 0, 9_500L, null, null);
        assertThat(List.of("1-far", "2-near", "3-end"))
                .filteredOn(holder -> overflow(holder) != null)
                .containsExactly("3-end");
    }

    @Test
    void theSameAgainChangesNothingAndWhatWasSeenOtherwiseIsRefused() {
        say(HUB, "BUS-1", 0, 6_000L, null, null);
        say(HUB, "BUS-1", 0, 6_000L, null, null);
        assertThat(seen("BUS-1").version()).isEqualTo(1);
        assertThat(trail("logistics.departure-room")).isEqualTo(1);
        assertThatThrownBy(() -> say(HUB, "BUS-1", 0, 5_000L, null, null))
                .hasFieldOrPropertyWithValue("code", "departure-changed");
        say(HUB, "BUS-1", 1, null, null, null);
        assertThat(seen("BUS-1").said()).as("it follows its line again").isFalse();
        assertThat(county.left("BUS-1", 0, 0).weightGrams()).isEqualTo(10_000);
    }

    @Test
    void whoIsMarkedIsNotAnyMoreWhenThereIsRoomAgain() {
        county.hold("one", new Load(8_000, 1), county.leg("BUS-1", 0, 0, 2));
        say(HUB, "BUS-1", 0, 0L, null, null);
        assertThat(overflow("one")).isEqualTo(Overflow.SHRUNK);
        say(HUB, "BUS-1", 1, 8_000L, null, null);
        assertThat(overflow("one")).isNull();
    }

    @Test
    void aClosedDepartureTakesNothingMoreAndKeepsWhatIsHeld() {
        county.hold("one", KILO, county.leg("BUS-1", 0, 0, 2));
        say(HUB, "BUS-1", 0, null, null, true);
        assertThat(overflow("one")).isNull();
        assertThat(county.hold("two", KILO, county.leg("BUS-1", 0, 0, 2))).isFalse();
        assertThat(county.promise("H", "A", KILO).legs().getFirst().lineCode()).isEqualTo("BUS-2");
    }

    @Test
    void moreThanTheLineTakesOthersLinesAndDeparturesThatAreGoneAreRefused() {
        assertThatThrownBy(() -> say(HUB, "BUS-1", 0, 10_001L, null, null))
                .hasFieldOrPropertyWithValue("code", "room-beyond-line");
        assertThatThrownBy(() -> say(HUB, "BUS-1", 0, null, 5L, null))
                .hasFieldOrPropertyWithValue("code", "room-beyond-line");
        say(HUB, "BUS-1", 0, 10_000L, 4L, null);
        assertThatThrownBy(() -> say(TOWN, "BUS-2", 0, 1L, null, null))
                .hasFieldOrPropertyWithValue("code", "not-found");
        assertThat(trail("logistics.departure-room.refused")).isEqualTo(1);
        say(TOWN, "VAN", 0, 1L, null, null);
        assertThatThrownBy(() -> say(HUB, "NO-LINE", 0, 1L, null, null))
                .isInstanceOf(ProblemException.class)
                .hasFieldOrPropertyWithValue("code", "not-found");
        county.clock().at(0, "10:00");
        assertThatThrownBy(() -> say(HUB, "BUS-1", 1, 1L, null, null))
                .hasFieldOrPropertyWithValue("code", "departure-gone");
    }

    @Test
    void aLineThatIsLoadedAnewWithLessRoomLetsThoseWhoCameLastGiveWay() {
        for (String holder : List.of("first", "second")) {
            county.hold(holder, new Load(4_000, 1), county.leg("BUS-1", 1, 0, 2));
        }
        county.hold("said", new Load(4_000, 1), county.leg("BUS-1", 0, 0, 2));
        say(HUB, "BUS-1", 0, 4_000L, null, null);
        county.load(BusCounty.bus("BUS-1", "09:00", 5, 4));
        await().atMost(BusCounty.soon())
                .untilAsserted(() -> assertThat(overflow("second")).isEqualTo(Overflow.SHRUNK));
        assertThat(overflow("first")).isNull();
        assertThat(overflow("said")).isNull();
        await().atMost(BusCounty.soon())
                .untilAsserted(() -> assertThat(county.bean(NotedRerouting.class).orders)
                        .contains("second DEPARTURE_FULL full:BUS-1/2026-11-24"));
        assertThat(county.hold("third", new Load(1_500, 1), county.leg("BUS-1", 1, 0, 2)))
                .isFalse();
    }

    @Test
    void whoIsHeavierThanHeSaidGivesWayHimselfAndWhoIsLighterMakesRoom() {
        var bus = county.leg("BUS-1", 0, 0, 2);
        county.hold("one", new Load(4_000, 1), bus);
        county.hold("two", new Load(5_000, 1), bus);
        reweigh("one", new Load(5_000, 1));
        assertThat(county.held("BUS-1", 0, 1)).containsExactly(10_000L, 2L, 2L);
        assertThat(overflow("one")).as("to the last gram").isNull();
        reweigh("one", new Load(5_001, 1));
        assertThat(overflow("one")).isEqualTo(Overflow.SHRUNK);
        assertThat(overflow("two")).isNull();
        assertThat(county.hold("three", new Load(1, 1), bus)).isFalse();
        reweigh("two", new Load(1_000, 1));
        assertThat(overflow("one")).isNull();
        assertThat(county.hold("three", KILO, bus)).isTrue();
        county.clock().at(0, "09:30");
        reweigh("two", new Load(9_000, 1));
        assertThat(county.bean(HoldTable.class)
                        .of(List.of("two"))
                        .getFirst()
                        .size()
                        .grams())
                .as("a leg that it has ridden stays as it was")
                .isEqualTo(1_000);
    }

    private void reweigh(String holder, Load load) {
        int ridden = county.now().isAfter(county.leg("BUS-1", 0, 0, 1).departsAt()) ? 1 : 0;
        county.transactions().run(() -> county.room().reweigh(holder, ridden, load));
    }

    @Test
    void aDispatcherSeesWhatHisDeparturesHoldPageByPage() {
        county.hold("one", new Load(2_500, 1), county.leg("BUS-2", 0, 1, 2));
        var list = county.bean(DepartureList.class);
        var page = list.of(TOWN, null, HandClock.DAY, HandClock.DAY.plusDays(1), null, 4);
        assertThat(page.items())
                .extracting(each -> each.serviceDate() + "/" + each.lineCode())
                .containsExactly("2026-11-23/BUS-1", "2026-11-23/BUS-2", "2026-11-23/VAN", "2026-11-24/BUS-1");
        var rest = list.of(TOWN, null, HandClock.DAY, HandClock.DAY.plusDays(1), page.next(), 4);
        assertThat(rest.items()).hasSize(2);
        assertThat(rest.next()).isNull();
        DatedDeparture bus = page.items().get(1);
        assertThat(bus.fillPercent()).isEqualTo(25);
        assertThat(bus.sections())
                .extracting(section -> section.held().weightGrams())
                .containsExactly(0L, 2_500L);
        assertThat(bus.closesAt()).isEqualTo(bus.departsAt().minusSeconds(1_800));
        assertThatThrownBy(() -> list.of(dispatcher("x", "B"), "BUS-1", null, null, null, 4))
                .hasFieldOrPropertyWithValue("code", "not-found");
        assertThatThrownBy(() -> list.of(TOWN, null, HandClock.DAY, HandClock.DAY.plusDays(14), null, 4))
                .hasFieldOrPropertyWithValue("code", "period-invalid");
    }

    private long trail(String act) {
        return county.transactions()
                .read(() -> county.bean(Sql.class)
                        .one("SELECT COUNT(*) AS n FROM ker_trail WHERE act = ?", row -> row.number("n"), act)
                        .orElseThrow());
    }
}
