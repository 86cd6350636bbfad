package org.cunlu.logistics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.LOAD;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.accounts.Accounts;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.run.RunController.Batch;
import org.cunlu.logistics.run.Step.Kind;
import org.cunlu.logistics.run.TripController.CrewOrder;
import org.cunlu.logistics.slip.Valley;
import org.cunlu.logistics.slip.Valley.Parcel;
import org.cunlu.logistics.standin.Audit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** MORN goes from H by A (09:00) and A1 (09:30) to A2 (10:00), and the vehicle does not stop at A. BACK leads back there. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PassingTest implements TestPropertyProvider {
    private static int day;

    @Inject
    Valley valley;

    @Inject
    Accounts accounts;

    @Inject
    TripController dispatch;

    @Inject
    RunController run;

    @Inject
    Audit audit;

    private Caller driver;
    private String trip;

    @Override
    public Map<String, String> getProperties() {
        return Valley.properties("passing");
    }

    @BeforeAll
    void build() {
        valley.build();
        String phone = "138" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
        var grant = new Grant(Role.DRIVER, new Scope(Scope.Kind.SUBTREE, "H"));
        driver = new Caller(accounts.register(phone, "kx93-mrt 忠橙", "张三丰"), List.of(grant));
        accounts.grant(driver.accountId(), grant, "tester");
    }

    @BeforeEach
    void aDayOfItsOwn() {
        day += 3;
        valley.at(day, 7, 0);
        var date = java.time.LocalDate.of(2026, 11, 23).plusDays(day);
        trip = "MORN/" + date;
        var dispatcher =
                new Caller("DISPATCHER0001", List.of(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, "H"))));
        dispatch.crew(dispatcher, "MORN", date, new CrewOrder(List.of(driver.accountId()), 0));
    }

    @AfterEach
    void allIsWell() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatWasForAStopThatWasPassedByGetsOffAtTheNextAndGoesBackFromThere() {
        Parcel parcel = onBoard("A");
        says(Kind.DEPART, "A1", 9, 35);
        assertThat(valley.way(parcel)).hasSize(2).first().asString().endsWith(">A2");
        assertThat(valley.way(parcel).getLast()).startsWith("A2>BACK/").endsWith(">A");
        assertThat(valley.slips(parcel))
                .singleElement()
                .asString()
                .startsWith("STOP_PASSED")
                .contains("T11:40");
        assertThat(valley.told(parcel)).containsExactly("STOP_PASSED");
        assertThat(run.trip(driver, "MORN", date()).exceptions())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.barcode()).isEqualTo(parcel.barcode());
                    assertThat(each.getsOff()).isEqualTo("A2");
                });
        valley.at(day, 10, 0);
        assertThat(valley.does(IN, "A2", parcel)).isEqualTo("AT_NODE");
        assertThat(run.trip(driver, "MORN", date()).exceptions()).isEmpty();
    }

    @Test
    void theCrewsWordThatItDidNotStopIsEnough() {
        Parcel parcel = onBoard("A");
        says(Kind.PASS, "A", 9, 1);
        assertThat(valley.way(parcel)).first().asString().endsWith(">A1");
        assertThat(valley.slips(parcel)).singleElement().asString().startsWith("STOP_PASSED");
        says(Kind.PASS, "A1", 9, 31);
        assertThat(valley.slips(parcel)).as("carried past the next as well").hasSize(2);
        assertThat(valley.way(parcel)).first().asString().endsWith(">A2");
    }

    @Test
    void whereTheVehicleWasSeenOrTheStationTookSomethingOffNothingIsPassedBy() {
        Parcel scanned = onBoard("A");
        Parcel waiting = onBoard("A");
        says(Kind.DEPART, "H", 8, 0);
        valley.at(day, 9, 2);
        assertThat(valley.does(IN, "A", scanned)).isEqualTo("READY");
        says(Kind.DEPART, "A1", 9, 35);
        assertThat(valley.slips(waiting)).as("its keeper is still scanning").isEmpty();
        valley.at(day, 9, 50);
        assertThat(valley.does(IN, "A", waiting)).isEqualTo("READY");
    }

    @Test
    void aStopThatTheVehicleWasAtIsNotPassed() {
        Parcel parcel = onBoard("A");
        says(Kind.ARRIVE, "A", 9, 0);
        says(Kind.DEPART, "A", 9, 5);
        says(Kind.DEPART, "A1", 9, 35);
        assertThat(valley.slips(parcel)).isEmpty();
    }

    @Test
    void aBagThatIsCarriedPastGetsOffWhole() {
        Parcel one = valley.book("H", "A");
        Parcel other = valley.book("H", "A");
        valley.at(day, 7, 30);
        String bag = valley.bag("H", "A");
        for (Parcel each : List.of(one, other)) {
            valley.does(PACK, "H", each);
            valley.does(BAG, "H", each, bag);
        }
        assertThat(valley.does(LOAD, "H", null, bag)).isEqualTo("LOADED");
        says(Kind.DEPART, "H", 8, 0);
        says(Kind.DEPART, "A1", 9, 35);
        valley.at(day, 10, 0);
        assertThat(valley.does(IN, "A2", null, bag)).isNotEqualTo("not-here");
        assertThat(valley.way(one)).singleElement().asString().startsWith("A2>BACK/");
        assertThat(valley.way(other)).singleElement().asString().startsWith("A2>BACK/");
    }

    private Parcel onBoard(String to) {
        Parcel parcel = valley.book("H", to);
        valley.at(day, 7, 30);
        valley.does(PACK, "H", parcel);
        assertThat(valley.does(LOAD, "H", parcel)).isEqualTo("LOADED");
        return parcel;
    }

    private java.time.LocalDate date() {
        return java.time.LocalDate.parse(trip.substring(trip.indexOf('/') + 1));
    }

    private void says(Kind kind, String node, int hour, int minute) {
        if (hour > 8
                && kind != Kind.ARRIVE
                && run.trip(driver, "MORN", date()).stops().getFirst().departedAt() == null) {
            says(Kind.DEPART, "H", 8, 0);
        }
        valley.at(day, hour, minute);
        var step = new Step(
                valley.ids.next(),
                "phone-1",
                valley.now(),
                kind,
                trip,
                node,
                null,
                null,
                null,
                kind == Kind.PASS ? "积雪 snow" : null,
                null);
        var answer = run.steps(driver, new Batch(List.of(step), null)).answers().getFirst();
        assertThat(answer.applied()).as("%s", answer).isTrue();
    }
}
