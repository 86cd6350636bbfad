package org.cunlu.logistics.promise;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.catalog.StorageClass.DRY;
import static org.cunlu.logistics.promise.SmallCounty.at;

import java.util.List;
import java.util.Set;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promise.Kept;
import org.cunlu.logistics.Promise.Reason;
import org.cunlu.logistics.Promise.Refused;
import org.cunlu.logistics.Room;
import org.junit.jupiter.api.Test;

class CountyPromisesTest {
    private static final Load LOAD = new Load(1_000, 1_000);

    @Test
    void goesUpToTheHubAndDownAgain() {
        var county = new SmallCounty()
                .nodes("a", "town", "hub", "b")
                .line("up", "a 09:00", "town 09:30", "hub 10:30")
                .line("down", "hub 11:00", "b 12:00");
        Kept kept = kept(county.promises().promise("a", "b", LOAD, at("0 08:00")));
        assertThat(ways(kept)).containsExactly("up a-hub", "down hub-b");
        assertThat(kept.availableAt()).isEqualTo(at("0 12:00"));
    }

    @Test
    void ridesFromVillageToVillageOnOneCircuitWithoutChange() {
        var county = new SmallCounty()
                .nodes("town", "a", "b")
                .line("circuit", "town 08:00", "a 08:20", "b 08:40", "a 09:00", "town 09:20");
        assertThat(ways(kept(county.promises().promise("a", "b", LOAD, at("0 08:00")))))
                .containsExactly("circuit a-b");
        assertThat(ways(kept(county.promises().promise("b", "a", LOAD, at("0 08:00")))))
                .containsExactly("circuit b-a");
        // The second call at a comes after b: from a to b only the first will do.
        assertThat(kept(county.promises().promise("a", "b", LOAD, at("0 08:30")))
                        .availableAt())
                .isEqualTo(at("1 08:40"));
    }

    @Test
    void theCutOffMinuteItselfIsStillInTime() {
        var county = new SmallCounty()
                .node("a", "08:00", "18:00", "15:00", 30)
                .nodes("b")
                .line("evening", "a 17:00", "b 18:00");
        var promises = county.promises();
        assertThat(kept(promises.promise("a", "b", LOAD, at("0 15:00"))).availableAt())
                .isEqualTo(at("0 18:00"));
        assertThat(kept(promises.promise("a", "b", LOAD, at("0 15:00").plusMillis(1)))
                        .availableAt())
                .isEqualTo(at("1 18:00"));
        assertThat(kept(promises.promise("a", "b", LOAD, at("0 15:01"))).availableAt())
                .isEqualTo(at("1 18:00"));
    }

    @Test
    void handlingDecidesWhetherTheDepartureIsReached() {
        var county = new SmallCounty()
                .node("a", "08:00", "18:00", null, 30)
                .node("x", "08:00", "18:00", null, 45)
                .node("b", "08:00", "18:00", null, 20)
                .line("first", "a 09:00", "x 10:00")
                .line("second", "x 10:45", "b 11:00")
                .line("late", "x 15:00", "b 16:00");
        var promises = county.promises();
        assertThat(kept(promises.promise("a", "b", LOAD, at("0 08:30"))).availableAt())
                .isEqualTo(at("0 11:20"));
        // A minute later the van is gone.
        assertThat(kept(promises.promise("a", "b", LOAD, at("0 08:31"))).availableAt())
                .isEqualTo(at("1 11:20"));
    }

    @Test
    void aMissedConnectionWaitsForTheNextOne() {
        var county = new SmallCounty()
                .nodes("a", "b")
                .node("x", "08:00", "18:00", null, 46)
                .line("first", "a 09:00", "x 10:00")
                .line("second", "x 10:45", "b 11:00")
                .line("late", "x 15:00", "b 16:00");
        Kept kept = kept(county.promises().promise("a", "b", LOAD, at("0 08:00")));
        assertThat(ways(kept)).containsExactly("first a-x", "late x-b");
    }

    @Test
    void whatComesOutsideOpeningCountsFromTheNextOpening() {
        var county = new SmallCounty()
                .nodes("a")
                .node("b", "08:00", "18:00", null, 10, MONDAY, WEDNESDAY)
                .line("van", "a 18:00", "b 18:30")
                .line("noon", "a 11:00", "b 12:00");
        var promises = county.promises();
        assertThat(kept(promises.promise("a", "b", LOAD, at("0 10:00"))).availableAt())
                .isEqualTo(at("0 12:10"));
        assertThat(kept(promises.promise("a", "b", LOAD, at("0 13:00"))).availableAt())
                .isEqualTo(at("2 08:10"));
    }

    @Test
    void whatIsHandledAfterClosingIsCollectedTheNextOpeningDay() {
        var county = new SmallCounty()
                .nodes("a")
                .node("b", "08:00", "18:00", null, 10)
                .line("on-time", Set.of(MONDAY), null, null, 9_000, "a 17:00", "b 17:50")
                .line("too-late", Set.of(TUESDAY), null, null, 9_000, "a 17:00", "b 17:51");
        var promises = county.promises();
        assertThat(kept(promises.promise("a", "b", LOAD, at("0 10:00"))).availableAt())
                .isEqualTo(at("0 18:00"));
        assertThat(kept(promises.promise("a", "b", LOAD, at("1 10:00"))).availableAt())
                .isEqualTo(at("2 08:00"));
    }

    @Test
    void nothingLeavesANodeThatIsShut() {
        var county = new SmallCounty()
                .node("a", "08:00", "18:00", null, 0, MONDAY, WEDNESDAY)
                .nodes("b")
                .line("early", "a 07:59", "b 08:30")
                .line("noon", "a 12:00", "b 13:00");
        var promises = county.promises();
        assertThat(kept(promises.promise("a", "b", LOAD, at("0 12:01"))).availableAt())
                .isEqualTo(at("2 13:00"));
        assertThat(promises.nextDeparture("a", "b", at("0 12:01")))
                .map(Leg::departsAt)
                .hasValue(at("2 12:00"));
        assertThat(promises.nextDeparture("a", "b", at("0 12:00")))
                .map(Leg::departsAt)
                .hasValue(at("0 12:00"));
    }

    @Test
    void linesRunOnTheirDaysAndWithinTheirValidity() {
        var county = new SmallCounty()
                .nodes("a", "b")
                .line(
                        "van",
                        Set.of(MONDAY, TUESDAY),
                        SmallCounty.MONDAY.plusDays(1),
                        SmallCounty.MONDAY.plusDays(8),
                        9_000,
                        "a 10:00",
                        "b 11:00");
        var promises = county.promises();
        assertThat(promises.departures("a", "b", at("0 00:00"), 9))
                .extracting(Leg::serviceDate)
                .containsExactly(
                        SmallCounty.MONDAY.plusDays(1), SmallCounty.MONDAY.plusDays(7), SmallCounty.MONDAY.plusDays(8));
        assertThat(promises.promise("a", "b", LOAD, at("8 10:01"))).isEqualTo(new Refused(Reason.NO_CONNECTION));
    }

    @Test
    void aTripThatPassesMidnightKeepsItsServiceDate() {
        var county = new SmallCounty()
                .node("a", "00:00", "23:59", null, 0)
                .node("x", "00:00", "23:59", null, 0)
                .node("b", "00:00", "23:59", null, 0)
                .line("night", "a 23:30", "x 24:10 24:20", "b 25:00");
        var promises = county.promises();
        Kept kept = kept(promises.promise("a", "b", LOAD, at("0 23:00")));
        assertThat(kept.legs())
                .containsExactly(new Leg("a", "b", "night", SmallCounty.MONDAY, at("0 23:30"), at("1 01:00")));
        Kept boarded = kept(promises.promise("x", "b", LOAD, at("1 00:15")));
        assertThat(boarded.legs().getFirst().serviceDate()).isEqualTo(SmallCounty.MONDAY);
    }

    @Test
    void equallyEarlyMeansFewestChangesThenLatestDeparture() {
        var county = new SmallCounty()
                .nodes("a", "x", "b")
                .node("c", "12:00", "20:00", null, 0)
                .line("one", "a 07:00", "x 07:30")
                .line("two", "x 08:00", "b 10:00")
                .line("direct", "a 06:30", "b 10:00")
                .line("c-early", "a 08:00", "c 09:00")
                .line("c-late", "a 10:00", "c 11:00");
        var promises = county.promises();
        assertThat(ways(kept(promises.promise("a", "b", LOAD, at("0 06:00"))))).containsExactly("direct a-b");
        assertThat(ways(kept(promises.promise("a", "c", LOAD, at("0 06:00"))))).containsExactly("c-late a-c");
    }

    @Test
    void atAGatewayTheCarriersDepartureAndLeadTimeCount() {
        var county = new SmallCounty()
                .nodes("a")
                .node("out", "06:00", "23:00", null, 45)
                .line("van", "a 17:00", "out 18:00")
                .line("early-carrier", "out 18:44")
                .line("carrier", "out 22:30")
                .lead("*", 3)
                .lead("重庆市", 1);
        var promises = county.promises();
        assertThat(kept(promises.promise("a", "out", LOAD, at("0 10:00"))).availableAt())
                .isEqualTo(at("3 22:30"));
        assertThat(kept(promises.outside("a", "out", "重庆", LOAD, at("0 10:00"))).availableAt())
                .isEqualTo(at("1 22:30"));
        assertThat(kept(promises.outside("a", "out", "广东省", LOAD, at("0 10:00")))
                        .availableAt())
                .isEqualTo(at("3 22:30"));
        Kept kept = kept(promises.promise("a", "out", LOAD, at("0 10:00")));
        assertThat(ways(kept)).containsExactly("van a-out", "carrier out-out");
        assertThat(kept.rides()).containsExactly(kept.legs().getFirst());
        assertThat(kept.legs().getLast())
                .isEqualTo(new Leg("out", "out", "carrier", SmallCounty.MONDAY, at("0 22:30"), at("0 22:30")));
        assertThat(ways(kept(promises.replan("out", "out", LOAD, at("0 17:59")))))
                .as("what lies there already")
                .containsExactly("early-carrier out-out");
        assertThat(promises.nextPickup("out", DRY, at("0 18:45")).orElseThrow().departsAt())
                .isEqualTo(at("0 22:30"));
        assertThat(promises.nextPickup("out", DRY, at("0 22:31")).orElseThrow().departsAt())
                .isEqualTo(at("1 18:44"));
        assertThat(promises.nextPickup("a", DRY, at("0 08:00"))).isEmpty();
    }

    @Test
    void aCarrierWhoIsFullIsWaitedForUntilHeComesAgainAndTheReasonIsTold() {
        var county = new SmallCounty()
                .nodes("a")
                .node("out", "06:00", "23:00", null, 45)
                .line("van", "a 17:00", "out 18:00")
                .line("carrier", "out 22:30")
                .lead("*", 3);
        Room full = (line, date, stop) -> line.code().equals("carrier") && date.equals(SmallCounty.MONDAY)
                ? new Room.Left(999, 1_000_000, 9)
                : new Room.Left(line.weightGrams(), line.volumeCm3(), 9);
        var promises = county.promises(full, 7);
        Kept kept = kept(promises.promise("a", "out", new Load(1_000, 1), at("0 10:00")));
        assertThat(kept.legs().getLast().serviceDate()).isEqualTo(SmallCounty.MONDAY.plusDays(1));
        assertThat(kept.availableAt()).isEqualTo(at("4 22:30"));
        assertThat(kept.arrival().why())
                .isEqualTo(
                        "承运商周一 22:30 已满，承运商周二 22:30 发出 · carrier Monday 22:30 is full, carrier leaves Tuesday 22:30");
        Kept light = kept(promises.promise("a", "out", new Load(999, 1), at("0 10:00")));
        assertThat(light.legs().getLast().serviceDate()).isEqualTo(SmallCounty.MONDAY);
        assertThat(light.arrival().why()).isEqualTo("承运商周一 22:30 发出 · carrier leaves Monday 22:30");
    }

    @Test
    void aGatewayWithoutCarrierPromisesNothing() {
        var county = new SmallCounty()
                .nodes("a")
                .node("out", "06:00", "23:00", null, 45)
                .line("van", "a 17:00", "out 18:00");
        assertThat(county.promises().promise("a", "out", LOAD, at("0 10:00")))
                .isEqualTo(new Refused(Reason.NO_CONNECTION));
    }

    @Test
    void whatStandsAtItsDestinationIsHandledAndThere() {
        var county = new SmallCounty().node("a", "08:00", "18:00", "15:00", 20);
        Kept kept = kept(county.promises().promise("a", "a", LOAD, at("0 10:00")));
        assertThat(kept.legs()).isEmpty();
        assertThat(kept.availableAt()).isEqualTo(at("0 10:20"));
        assertThat(kept(county.promises().promise("a", "a", LOAD, at("0 15:01")))
                        .availableAt())
                .isEqualTo(at("1 08:20"));
    }

    @Test
    void replanningKnowsNoCutOff() {
        var county = new SmallCounty()
                .node("a", "08:00", "18:00", "15:00", 30)
                .nodes("b")
                .line("evening", "a 17:00", "b 18:00");
        var promises = county.promises();
        assertThat(kept(promises.replan("a", "b", LOAD, at("0 16:30"))).availableAt())
                .isEqualTo(at("0 18:00"));
        assertThat(kept(promises.replan("a", "b", LOAD, at("0 16:31"))).availableAt())
                .isEqualTo(at("1 18:00"));
    }

    @Test
    void refusesWithTheReason() {
        var county = new SmallCounty()
                .nodes("a", "b", "planned", "island")
                .line("bus", Set.of(MONDAY), null, null, 5_000, "a 09:00", "planned 09:30", "b 10:00");
        var promises = county.promises();
        assertThat(promises.promise("a", "nowhere", LOAD, at("0 08:00"))).isEqualTo(new Refused(Reason.NODE_UNKNOWN));
        assertThat(promises.promise("a", "planned", LOAD, at("0 08:00"))).isEqualTo(new Refused(Reason.NODE_NOT_OPEN));
        assertThat(promises.promise("planned", "b", LOAD, at("0 08:00"))).isEqualTo(new Refused(Reason.NODE_NOT_OPEN));
        assertThat(promises.promise("a", "island", LOAD, at("0 08:00"))).isEqualTo(new Refused(Reason.NO_CONNECTION));
        // A planned station is passed by.
        assertThat(promises.promise("a", "b", new Load(5_000, 1), at("0 08:00")))
                .isInstanceOf(Kept.class);
        assertThat(promises.promise("a", "b", new Load(5_001, 1), at("0 08:00")))
                .isEqualTo(new Refused(Reason.TOO_LARGE));
        assertThat(promises.nextDeparture("a", "planned", at("0 08:00"))).isEmpty();
    }

    @Test
    void nothingGoesToFromOrThroughANodeThatIsDisabledButWhatIsThereMayLeaveIt() {
        var promises = new SmallCounty()
                .nodes("a", "b", "c", "off")
                .disabled("off")
                .line("through", "a 08:00", "off 09:00", "b 10:00")
                .line("from", "off 11:00", "c 12:00")
                .promises();
        assertThat(promises.promise("a", "off", LOAD, at("0 07:00"))).isEqualTo(new Refused(Reason.NODE_NOT_OPEN));
        assertThat(promises.promise("off", "c", LOAD, at("0 07:00"))).isEqualTo(new Refused(Reason.NODE_NOT_OPEN));
        assertThat(promises.promise("a", "c", LOAD, at("0 07:00"))).isEqualTo(new Refused(Reason.NO_CONNECTION));
        assertThat(ways(kept(promises.promise("a", "b", LOAD, at("0 07:00")))))
                .as("a vehicle passes it by")
                .containsExactly("through a-b");
        assertThat(ways(kept(promises.replan("off", "c", LOAD, at("0 07:00"))))).containsExactly("from off-c");
    }

    @Test
    void theHorizonEndsAfterFourteenDays() {
        var county = new SmallCounty()
                .nodes("a", "b")
                .line("once", Set.of(MONDAY), SmallCounty.MONDAY.plusDays(14), null, 9_000, "a 10:00", "b 11:00");
        var promises = county.promises();
        assertThat(promises.promise("a", "b", LOAD, at("0 10:00"))).isEqualTo(new Refused(Reason.NO_CONNECTION));
        assertThat(promises.promise("a", "b", LOAD, at("0 10:01"))).isInstanceOf(Kept.class);
    }

    @Test
    void nextDepartureIsTheOneThatGetsThereFirst() {
        var county = new SmallCounty()
                .nodes("a", "b")
                .line("slow", "a 08:00", "b 12:00")
                .line("fast", "a 09:00", "b 10:00");
        Leg next = county.promises().nextDeparture("a", "b", at("0 07:00")).orElseThrow();
        assertThat(next.lineCode()).isEqualTo("fast");
        assertThat(county.promises().departures("a", "b", at("0 07:00"), 2))
                .extracting(Leg::lineCode)
                .containsExactly("slow", "fast");
    }

    private static Kept kept(Promise promise) {
        assertThat(promise).isInstanceOf(Kept.class);
        return (Kept) promise;
    }

    private static List<String> ways(Kept kept) {
        return kept.legs().stream()
                .map(leg -> leg.lineCode() + " " + leg.fromNode() + "-" + leg.toNode())
                .toList();
    }
}
