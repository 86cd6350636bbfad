package org.cunlu.logistics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN2;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE21;

import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.accounts.Accounts;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.run.CrewKeeping.Crew;
import org.cunlu.logistics.run.HandOverController.Settlement;
import org.cunlu.logistics.run.RunController.Batch;
import org.cunlu.logistics.run.Step.Kind;
import org.cunlu.logistics.run.TripController.CrewOrder;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInTimetable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** A bus from the hub by the second township to its village: its crew, the stations and the dispatcher of a day. */
abstract class BusDay implements TestPropertyProvider {
    static int day = 100;

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
    Rerouting rerouting;

    @Inject
    Audit audit;

    LocalDate date;

    String trip;

    Caller driver;

    Caller dispatcher;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(Room.properties());
        properties.put("logistics.stand-in-bus", "true");
        return properties;
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

    void at(int hour, int minute) {
        work.at(day, hour, minute);
    }

    Caller person(Role role, String under) {
        String phone = "138" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
        String account = accounts.register(phone, "kx93-mrt 忠橙", "张三丰");
        var grant = new Grant(role, new Scope(Scope.Kind.SUBTREE, under));
        accounts.grant(account, grant, "tester");
        return new Caller(account, List.of(grant));
    }

    Crew crew(Caller... drivers) {
        int version = row().crewVersion();
        return dispatch.crew(
                dispatcher,
                StandInTimetable.BUS,
                date,
                new CrewOrder(List.of(drivers).stream().map(Caller::accountId).toList(), version));
    }

    TripBoard.Row row() {
        return dispatch.trips(dispatcher, date).trips().stream()
                .filter(each -> each.trip().equals(trip))
                .findFirst()
                .orElseThrow();
    }

    Step step(Kind kind, String node, String thing) {
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
                kind == Kind.PASS ? "路塌了" : null,
                null);
    }

    Step report(Kind kind, Integer minutes) {
        return new Step(work.ids.next(), "phone-1", work.now(), kind, trip, null, null, null, minutes, "爆胎", null);
    }

    String does(Caller who, Step step) {
        return told(run.steps(who, new Batch(List.of(step), null)).answers().getFirst());
    }

    String does(Kind kind, String node, String thing) {
        return does(driver, step(kind, node, thing));
    }

    static String told(Answer answer) {
        return answer.code() == null ? answer.state() : answer.code();
    }

    /** @return a parcel, packed, that waits at the hub for the bus */
    Booked waiting(String... nodes) {
        Booked booked = work.book(nodes);
        assertThat(work.does(ScanKind.PACK, nodes[0], booked.barcode(), null)).isEqualTo("AT_NODE");
        return booked;
    }

    RunSheet.StopSheet stop(String node) {
        return run.trip(driver, StandInTimetable.BUS, date).stops().stream()
                .filter(each -> each.node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    List<String> differences(String thing) {
        return work.sql.list(
                "SELECT CONCAT(kind, ' ', node_code, ' ', owner_node) AS shown FROM log_difference"
                        + " WHERE sscc = ? OR barcode = ? ORDER BY difference_id",
                row -> row.string("shown"),
                thing,
                thing);
    }

    List<String> settled(String node) {
        return station.settle(Work.keeper(node), StandInTimetable.BUS, date, new Settlement(node)).items().stream()
                .map(item -> item.way() + " " + item.number() + " " + item.state())
                .toList();
    }

    Booked loaded(String to) {
        Booked booked = waiting(HUB, to);
        at(7, 30);
        assertThat(does(Kind.COLLECT, HUB, booked.barcode())).isEqualTo("LOADED");
        at(6, 0);
        return booked;
    }

    void driveTo(String node) {
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

    String code(Caller only) {
        try {
            dispatch.crew(dispatcher, StandInTimetable.BUS, date, new CrewOrder(List.of(only.accountId()), 0));
            return "named";
        } catch (ProblemException e) {
            return e.code();
        }
    }
}
