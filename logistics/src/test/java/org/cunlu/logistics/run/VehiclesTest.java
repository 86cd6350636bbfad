package org.cunlu.logistics.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.VehicleImport;
import org.cunlu.logistics.Vehicles;
import org.cunlu.logistics.slip.Valley;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.vehicle.VehicleKeeper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** In the valley BACK runs from 10:30 to 12:30, NOON from 12:00 to 15:00 and EVE from 15:00. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VehiclesTest implements TestPropertyProvider {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final Caller DISPATCHER = dispatcher("DISPATCHER0001", "H");
    private static final String HEAD =
            "vehicle_code,node,plate,kind,capacity_kg,capacity_litres,capacity_pieces,compartments,suspended,note\n";
    private static final String VAN = HEAD + "VAN-1,H,渝A12345,VAN,800,4000,,DRY CHILLED,false,\n";

    @Inject
    Valley valley;

    @Inject
    VehicleNaming naming;

    @Inject
    Vehicles vehicles;

    @Inject
    VehicleKeeper keeper;

    @Inject
    VehicleImport imports;

    @Override
    public Map<String, String> getProperties() {
        return Valley.properties("vehicles");
    }

    @BeforeAll
    void build() {
        valley.build();
    }

    @BeforeEach
    void oneVan() {
        valley.at(0, 6, 0);
        valley.transactions.run(() -> {
            valley.sql.change("DELETE FROM log_vehicle");
            valley.sql.change("DELETE FROM log_run");
        });
        assertThat(imports.vehicles(new StringReader(VAN), false, "tester").created())
                .isEqualTo(1);
    }

    private static Caller dispatcher(String account, String subtree) {
        return new Caller(account, List.of(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, subtree))));
    }

    @Test
    void aFileIsReadWholeAndTheSameAgainChangesNothing() {
        var van = vehicles.find(List.of("VAN-1")).get("VAN-1");
        assertThat(van.weightGrams()).isEqualTo(800_000);
        assertThat(van.volumeCm3()).isEqualTo(4_000_000);
        assertThat(van.pieces()).isNull();
        assertThat(van.compartments()).isEqualTo(Set.of(StorageClass.DRY, StorageClass.CHILLED));
        assertThat(van.plate()).isEqualTo("渝A12345");
        var again = imports.vehicles(new StringReader(VAN), false, "tester");
        assertThat(again.unchanged()).isEqualTo(1);
        assertThat(again.applied()).isFalse();
        var other = imports.vehicles(new StringReader(VAN.replace(",800,", ",900,")), false, "tester");
        assertThat(other.updated()).isEqualTo(1);
        assertThat(vehicles.find(List.of("VAN-1")).get("VAN-1").version()).isEqualTo(2);
        assertThat(valley.counted(
                        "SELECT COUNT(*) AS n FROM ker_trail WHERE act = 'logistics.vehicle' AND subject = 'VAN-1'"))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatIsWrongWithARowIsToldAndTheRightOnesAreLoadedWhereAskedFor() {
        String csv = HEAD + "V-1,H,渝A00001,VAN,800,4000,,,false,\n" + "V-1,H,渝A00002,VAN,800,4000,,,false,\n"
                + "V-2,NOWHERE,渝A00003,VAN,800,4000,,,false,\n" + "V-3,H,渝A12345,VAN,800,4000,,,false,\n"
                + "V-4,H,渝A00005,SLEDGE,0,4000,,ICE,maybe,\n";
        var report = imports.vehicles(new StringReader(csv), false, "tester");
        assertThat(report.applied()).isFalse();
        assertThat(report.created()).isZero();
        var kept = imports.vehicles(new StringReader(csv), true, "tester");
        assertThat(kept.created()).isEqualTo(1);
        assertThat(kept.faults())
                .extracting(RowFault::code)
                .contains("vehicle-twice", "node-unknown", "plate-taken", "not-allowed");
        assertThat(vehicles.find(List.of("V-1", "V-2", "V-3", "V-4"))).containsOnlyKeys("V-1");
    }

    @Test
    void whoSeesAnOldVersionChangesNothingAndAnothersVehicleIsNotThere() {
        var van = vehicles.find(List.of("VAN-1")).get("VAN-1");
        assertThat(keeper.suspends(DISPATCHER, van, true).version()).isEqualTo(2);
        assertThat(code(() -> keeper.suspends(DISPATCHER, van, true)))
                .as("the same again changes nothing")
                .isEqualTo("done");
        assertThat(code(() -> keeper.suspends(DISPATCHER, van, false))).isEqualTo("vehicle-changed");
        assertThat(code(() -> keeper.suspends(dispatcher("DISPATCHER0002", "A"), van, false)))
                .isEqualTo("not-found");
        assertThat(keeper.list(dispatcher("DISPATCHER0002", "A"))).isEmpty();
        assertThat(keeper.list(DISPATCHER)).hasSize(1);
    }

    @Test
    void oneVehicleIsOnOneTripAtATime() {
        assertThat(name("BACK", "VAN-1", 0)).isEqualTo("done");
        assertThat(name("BACK", "VAN-1", 0)).as("repeated").isEqualTo("done");
        assertThat(name("NOON", "VAN-1", 0)).isEqualTo("vehicle-elsewhere");
        assertThat(name("EVE", "VAN-1", 0)).as("BACK is in by then").isEqualTo("done");
        assertThat(name("BACK", null, 0)).isEqualTo("run-changed");
        assertThat(name("BACK", null, 1)).isEqualTo("done");
        assertThat(name("NOON", "VAN-1", 0)).as("NOON is in when EVE leaves").isEqualTo("done");
        assertThat(valley.sql.list(
                        "SELECT line_code FROM log_run WHERE vehicle_code = 'VAN-1' ORDER BY line_code",
                        row -> row.string("line_code")))
                .containsExactly("EVE", "NOON");
    }

    @Test
    void whatIsOffTheRoadOrUnknownOrAnothersIsNotNamed() {
        imports.vehicles(new StringReader(VAN.replace("false", "true")), false, "tester");
        assertThat(name("BACK", "VAN-1", 0)).isEqualTo("vehicle-suspended");
        assertThat(name("BACK", "VAN-9", 0)).isEqualTo("vehicle-unknown");
        imports.vehicles(new StringReader(VAN), false, "tester");
        assertThat(code(() -> naming.name(dispatcher("DISPATCHER0002", "A"), "BACK", DAY, "VAN-1", 0)))
                .isEqualTo("not-found");
        assertThat(name("BACK", "VAN-1", 0)).isEqualTo("done");
    }

    @Test
    void twoDispatchersAtOnceDoNotNameItTwice() throws Exception {
        for (int day = 1; day < 6; day++) {
            LocalDate date = DAY.plusDays(day);
            var answers = Rivals.all(
                    2, rival -> code(() -> naming.name(DISPATCHER, rival == 0 ? "BACK" : "NOON", date, "VAN-1", 0)));
            assertThat(answers).containsExactlyInAnyOrder("done", "vehicle-elsewhere");
        }
    }

    private String name(String line, String vehicle, int version) {
        return code(() -> naming.name(DISPATCHER, line, DAY, vehicle, version));
    }

    private static String code(Runnable act) {
        try {
            act.run();
            return "done";
        } catch (ProblemException e) {
            return e.code();
        }
    }
}
