package org.cunlu.logistics.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.catalog.StorageClass.CHILLED;
import static org.cunlu.catalog.StorageClass.DRY;
import static org.cunlu.catalog.StorageClass.HAZARDOUS;
import static org.cunlu.logistics.promise.SmallCounty.at;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Arrival;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Line.Holiday;
import org.cunlu.logistics.Line.Mode;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.NodeProfile.Service;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promise.Kept;
import org.cunlu.logistics.Promise.Reason;
import org.cunlu.logistics.Promise.Refused;
import org.cunlu.logistics.Room;
import org.junit.jupiter.api.Test;

/** Each rule that a promise counts beside days and hours, on both sides of it, and how a promise is told. */
class PromiseWordsTest {
    private static final Load LOAD = new Load(1_000, 1_000);
    private static final Set<StorageClass> ANY = Set.of(StorageClass.values());

    @Test
    void aHolidayIsNotRunUnlessAsAnotherWeekday() {
        LocalDate monday = SmallCounty.MONDAY;
        var county = new SmallCounty()
                .nodes("a", "b")
                .line("van", Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY), null, null, 9_000, "a 10:00", "b 11:00")
                .that(
                        Mode.VAN,
                        null,
                        ANY,
                        new Holiday(monday, null),
                        new Holiday(monday.plusDays(1), DayOfWeek.SUNDAY),
                        new Holiday(monday.plusDays(3), DayOfWeek.MONDAY));
        var promises = county.promises();
        assertThat(kept(promises.promise("a", "b", LOAD, at("0 08:00"))).availableAt())
                .isEqualTo(at("3 11:00"));
        assertThat(promises.departures("a", "b", at("0 00:00"), 2))
                .extracting(Leg::serviceDate)
                .containsExactly(monday.plusDays(3), monday.plusDays(7));
    }

    @Test
    void theHolidayOfATripThatPassesMidnightIsItsServiceDate() {
        var county = new SmallCounty()
                .node("a", "00:00", "23:59", null, 0)
                .node("x", "00:00", "23:59", null, 0)
                .node("b", "00:00", "23:59", null, 0)
                .line("night", "a 23:00", "x 24:30", "b 25:00")
                .that(Mode.VAN, null, ANY, new Holiday(SmallCounty.MONDAY, null));
        var promises = county.promises();
        assertThat(kept(promises.promise("x", "b", LOAD, at("0 00:30"))).availableAt())
                .as("Sunday's trip")
                .isEqualTo(at("0 01:00"));
        assertThat(kept(promises.promise("x", "b", LOAD, at("0 00:31"))).availableAt())
                .as("not Monday's")
                .isEqualTo(at("2 01:00"));
    }

    @Test
    void goodsPassOnlyWhereTheirClassIsHeldAndCarried() {
        var county = new SmallCounty()
                .nodes("a", "warm", "cold", "b")
                .holds("warm", DRY, HAZARDOUS)
                .line("one", "a 08:00", "warm 09:00")
                .line("two", "warm 10:00", "b 11:00")
                .line("three", "a 08:00", "cold 12:00")
                .that(Mode.BUS, null, Set.of(DRY, CHILLED))
                .line("four", "cold 13:00", "b 14:00");
        var promises = county.promises();
        assertThat(ways(promises.promise("a", "b", of(DRY), at("0 07:00")))).containsExactly("one", "two");
        assertThat(ways(promises.promise("a", "b", of(CHILLED), at("0 07:00")))).containsExactly("three", "four");
        assertThat(ways(promises.promise("a", "b", of(HAZARDOUS), at("0 07:00"))))
                .containsExactly("one", "two");
        assertThat(promises.promise("a", "cold", of(HAZARDOUS), at("0 07:00")))
                .isEqualTo(new Refused(Reason.CLASS_NOT_CARRIED));
        assertThat(promises.promise("a", "warm", of(CHILLED), at("0 07:00")))
                .isEqualTo(new Refused(Reason.CLASS_NOT_CARRIED));
    }

    @Test
    void whatIsKeptCoolIsOfferedOnlyWhereItIsCollectedAsAService() {
        var county = new SmallCounty()
                .nodes("a", "warm", "cold")
                .node("out", "06:00", "20:00", null, 0)
                .does("warm", Service.PICKUP)
                .does("cold", Service.PICKUP, Service.COLD)
                .does("out")
                .line("van", "a 08:00", "warm 09:00", "cold 10:00", "out 11:00")
                .line("express", "out 12:00");
        var promises = county.promises();
        assertThat(promises.offered("a", "warm", of(DRY), at("0 07:00"))).isInstanceOf(Kept.class);
        assertThat(promises.offered("a", "warm", of(CHILLED), at("0 07:00")))
                .isEqualTo(new Refused(Reason.CLASS_NOT_CARRIED));
        assertThat(promises.promise("a", "warm", of(CHILLED), at("0 07:00")))
                .as("what is paid, and goods for its shelves, still go there")
                .isInstanceOf(Kept.class);
        assertThat(promises.offered("a", "cold", of(CHILLED), at("0 07:00"))).isInstanceOf(Kept.class);
        assertThat(promises.offered("a", "out", of(CHILLED), at("0 07:00")))
                .as("nobody collects at a gateway")
                .isInstanceOf(Kept.class);
    }

    @Test
    void hazardousGoodsGoOnlyWithLinesThatKeepThemApartOrCarryNothingElse() {
        var county = new SmallCounty()
                .nodes("a", "b")
                .line("mixed", "a 08:00", "b 09:00")
                .undivided(Set.of(StorageClass.values()))
                .line("poison", "a 10:00", "b 11:00")
                .undivided(Set.of(HAZARDOUS))
                .line("divided", "a 12:00", "b 13:00");
        var promises = county.promises();
        assertThat(ways(promises.promise("a", "b", of(DRY), at("0 07:00")))).containsExactly("mixed");
        assertThat(ways(promises.promise("a", "b", of(HAZARDOUS), at("0 07:00"))))
                .containsExactly("poison");
        assertThat(ways(promises.promise("a", "b", of(HAZARDOUS), at("0 10:30"))))
                .containsExactly("divided");
        assertThat(ways(promises.promise("a", "b", of(CHILLED), at("0 09:30")))).containsExactly("divided");
        assertThat(List.of("mixed", "poison", "divided", "none"))
                .extracting(line -> promises.carries(line, HAZARDOUS))
                .containsExactly(false, true, true, false);
        assertThat(promises.carries("poison", DRY)).isFalse();
    }

    @Test
    void goodsRidePastANodeThatMayNotHoldThem() {
        var county = new SmallCounty()
                .nodes("a", "warm", "b")
                .holds("warm", DRY)
                .line("van", "a 08:00", "warm 09:00", "b 10:00");
        assertThat(ways(county.promises().promise("a", "b", of(CHILLED), at("0 07:00"))))
                .containsExactly("van");
    }

    @Test
    void morePiecesThanALineTakesGoByAnother() {
        var county = new SmallCounty()
                .nodes("a", "b")
                .line("bus", "a 08:00", "b 09:00")
                .that(Mode.BUS, 3, ANY)
                .line("van", "a 12:00", "b 13:00");
        var promises = county.promises();
        assertThat(ways(promises.promise("a", "b", new Load(1, 1, 3, DRY), at("0 07:00"))))
                .containsExactly("bus");
        assertThat(ways(promises.promise("a", "b", new Load(1, 1, 4, DRY), at("0 07:00"))))
                .containsExactly("van");
    }

    @Test
    void aFullTripOverflowsToTheNextOne() {
        var county = new SmallCounty()
                .nodes("a", "x", "b")
                .line("bus", "a 08:00", "x 09:00", "b 10:00")
                .line("late", "a 12:00", "b 13:00");
        // Monday's bus has 999 g left between x and b.
        Room room = (line, date, stop) -> line.code().equals("bus") && date.equals(SmallCounty.MONDAY) && stop == 1
                ? new Room.Left(999, 1_000_000, 9)
                : new Room.Left(line.weightGrams(), line.volumeCm3(), 9);
        var promises = county.promises(room, 7);
        assertThat(ways(promises.promise("a", "b", new Load(999, 1), at("0 07:00"))))
                .containsExactly("bus");
        assertThat(ways(promises.promise("a", "b", new Load(1_000, 1), at("0 07:00"))))
                .containsExactly("late");
        assertThat(kept(promises.promise("a", "x", new Load(1_000, 1), at("0 07:00")))
                        .availableAt())
                .isEqualTo(at("0 09:00"));
        assertThat(ways(promises.promise("a", "b", new Load(1_000, 1), at("0 13:00"))))
                .containsExactly("bus");
    }

    @Test
    void whatComesAfterTheSortingCutOffIsHandledTheNextDay() {
        var county = new SmallCounty()
                .nodes("a", "b")
                .node("x", "06:00", "20:00", null, 30)
                .sortsUntil("x", "12:00")
                .line("noon", "a 11:00", "x 12:00")
                .line("later", "a 11:05", "x 12:01")
                .that(Mode.VAN, null, Set.of(CHILLED))
                .line("on", "x 12:30", "b 13:00")
                .line("evening", "x 18:00", "b 19:00");
        var promises = county.promises();
        assertThat(kept(promises.promise("a", "b", LOAD, at("0 08:00"))).availableAt())
                .isEqualTo(at("0 13:00"));
        assertThat(kept(promises.promise("a", "b", of(CHILLED), at("0 11:01"))).availableAt())
                .as("in hand at six the next day")
                .isEqualTo(at("1 13:00"));
    }

    @Test
    void noMoreTransfersThanAreConfigured() {
        var county = new SmallCounty()
                .nodes("a", "x", "y", "b")
                .line("one", "a 08:00", "x 09:00")
                .line("two", "x 10:00", "y 11:00")
                .line("three", "y 12:00", "b 13:00")
                .line("slow", "x 10:00", "b 18:00");
        assertThat(ways(county.promises(new WholeRoom(), 2).promise("a", "b", LOAD, at("0 07:00"))))
                .containsExactly("one", "two", "three");
        assertThat(ways(county.promises(new WholeRoom(), 1).promise("a", "b", LOAD, at("0 07:00"))))
                .containsExactly("one", "slow");
        assertThat(county.promises(new WholeRoom(), 0).promise("a", "b", LOAD, at("0 07:00")))
                .isEqualTo(new Refused(Reason.NO_CONNECTION));
        assertThatThrownBy(() -> county.promises(new WholeRoom(), 51)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsTheRideThatBringsItAndTheHoursOfTheStation() {
        var county = new SmallCounty()
                .nodes("a", "hub")
                .node("b", "08:00", "18:00", null, 20)
                .line("van", Set.of(DayOfWeek.MONDAY), null, null, 9_000, "a 09:00", "hub 10:00")
                .line("bus", Set.of(DayOfWeek.TUESDAY), null, null, 9_000, "hub 14:10", "b 15:00")
                .that(Mode.BUS, null, ANY);
        assertThat(kept(county.promises().promise("a", "b", LOAD, at("0 07:00")))
                        .arrival())
                .isEqualTo(new Arrival(
                        SmallCounty.MONDAY.plusDays(1),
                        LocalTime.of(15, 20),
                        LocalTime.of(18, 0),
                        "下一班客车周二 14:10 · next bus Tuesday 14:10"));
        assertThat(kept(county.promises().promise("a", "b", LOAD, at("0 09:01")))
                        .arrival())
                .as("a week on, the day of the week alone would mislead")
                .isEqualTo(new Arrival(
                        LocalDate.of(2026, 12, 1),
                        LocalTime.of(15, 20),
                        LocalTime.of(18, 0),
                        "下一班客车12月1日周二 14:10 · next bus Tuesday 1 December 14:10"));
    }

    @Test
    void tellsThatTheStationOpensLater() {
        var county = new SmallCounty()
                .nodes("a")
                .node("b", "08:00", "18:00", null, 20, DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY)
                .line("van", "a 16:50", "b 17:50");
        assertThat(kept(county.promises().promise("a", "b", LOAD, at("0 07:00")))
                        .arrival())
                .as("handled after closing")
                .isEqualTo(new Arrival(
                        SmallCounty.MONDAY.plusDays(2),
                        LocalTime.of(8, 0),
                        LocalTime.of(18, 0),
                        "站点周三 08:00 开门 · station opens Wednesday 08:00"));
        assertThat(kept(county.promises().promise("a", "b", LOAD, at("1 07:00")))
                        .arrival())
                .as("brought on a day on which it is shut")
                .isEqualTo(new Arrival(
                        SmallCounty.MONDAY.plusDays(2),
                        LocalTime.of(8, 20),
                        LocalTime.of(18, 0),
                        "站点周三 08:00 开门 · station opens Wednesday 08:00"));
    }

    @Test
    void tellsOfTheCarrierAndOfWhatNeedNotTravel() {
        var county = new SmallCounty()
                .nodes("a")
                .node("out", "06:00", "23:00", null, 45)
                .line("van", "a 17:00", "out 18:00")
                .line("carrier", "out 22:30")
                .lead("*", 3);
        var promises = county.promises();
        assertThat(kept(promises.promise("a", "out", LOAD, at("0 10:00"))).arrival())
                .isEqualTo(new Arrival(
                        SmallCounty.MONDAY.plusDays(3), null, null, "承运商周一 22:30 发出 · carrier leaves Monday 22:30"));
        assertThat(kept(promises.promise("a", "a", LOAD, at("0 10:00"))).arrival())
                .isEqualTo(new Arrival(
                        SmallCounty.MONDAY, LocalTime.of(10, 0), LocalTime.of(20, 0), "就在本站 · already at the station"));
    }

    private static Load of(StorageClass storageClass) {
        return new Load(1_000, 1_000, 1, storageClass);
    }

    private static Kept kept(Promise promise) {
        assertThat(promise).isInstanceOf(Kept.class);
        return (Kept) promise;
    }

    private static List<String> ways(Promise promise) {
        return kept(promise).legs().stream().map(Leg::lineCode).toList();
    }
}
