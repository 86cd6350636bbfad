package org.cunlu.bench.tours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.logistics.TourProblem.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InstanceFilesTest {
    private static final String SOLOMON = """
            TINY

            VEHICLE
            NUMBER     CAPACITY
              3         10

            CUSTOMER
            CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

                0      0          0          0          0       100          0
                1      3          4          6          0        50         10
                2      0          5          6         10        60         10
            """;
    private static final String LI_LIM = """
            2	10	1
            0	0	0	0	0	100	0	0	0
            1	3	4	6	0	50	10	0	2
            2	0	5	-6	10	60	10	1	0
            """;
    private static final String MULTI_TRIP = """
            NAME: tiny
            TYPE: MTVRPTWR
            EDGE_WEIGHT_TYPE: EUC_2D
            DIMENSION: 3
            VEHICLES: 1
            CAPACITY: 10
            SERVICE_TIME: 1
            NODE_COORD_SECTION
            1	0	0
            2	3	4
            3	1	1
            DEMAND_SECTION
            1	0
            2	6
            3	6
            TIME_WINDOW_SECTION
            1	0	100
            2	0	50
            3	0	15
            RELEASE_TIME_SECTION
            1	0
            2	20
            3	0
            VEHICLES_RELOAD_DEPOT_SECTION
            1	1
            DEPOT_SECTION
            1
            EOF
            """;

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void readsSolomonsFormat() throws IOException {
        Instance read = InstanceFiles.read(file("tiny.txt", SOLOMON));
        assertThat(read.family()).isEqualTo(Instance.Family.VRPTW);
        assertThat(read.problem().fewestFirst()).isTrue();
        assertThat(read.problem().fleets().getFirst().count()).isEqualTo(3);
        assertThat(read.problem().tasks()).hasSize(2).first().satisfies(task -> {
            assertThat(task.delivers()).containsExactly(6);
            assertThat(task.closes()).isEqualTo(50);
            assertThat(task.service()).isEqualTo(10);
        });
        assertThat(read.problem().roads().metres(1, 2)).isCloseTo(Math.sqrt(10), within(1e-12));
    }

    @Test
    void readsLiAndLimsFormatAsPairs() throws IOException {
        Instance read = InstanceFiles.read(file("tiny.txt", LI_LIM));
        assertThat(read.family()).isEqualTo(Instance.Family.PDPTW);
        assertThat(read.problem().tasks().getFirst().role()).isEqualTo(Role.PICKUP);
        assertThat(read.problem().tasks().getFirst().partner()).isEqualTo(1);
        assertThat(read.problem().tasks().getLast().role()).isEqualTo(Role.DROP);
    }

    @Test
    void readsMultiTripsInTenthsOfWhichWhatIsOverIsCut() throws IOException {
        Instance read = InstanceFiles.read(file("tiny.vrp", MULTI_TRIP));
        assertThat(read.family()).isEqualTo(Instance.Family.MTVRPTWR);
        assertThat(read.problem().roads().metres(0, 2)).isEqualTo(14);
        assertThat(read.problem().tasks().getFirst().released()).isEqualTo(200);
        assertThat(read.problem().fleets().getFirst().tripsMax()).isGreaterThan(1);
    }

    @Test
    void writesRoutesWithAZeroWhereTheVehicleIsLoadedAnew() throws IOException {
        Instance instance = InstanceFiles.read(file("tiny.vrp", MULTI_TRIP));
        Solved solved = Solved.of(instance, 0.05, 1, better -> {});
        assertThat(solved.whole()).isTrue();
        // Both do not fit into one trip, and what is released later goes later.
        assertThat(solved.sol()).isEqualTo("Route #1: 2 0 1\nCost: 128\n");
    }

    @Test
    void theCommandTellsVehiclesDistanceGapAndVerdict() throws IOException {
        Path instance = file("tiny.txt", SOLOMON);
        Path known = file("known.csv", "file,problem,vehicles,distance,rounding\nx/tiny.txt,VRPTW,2,20,double\n");
        Path out = folder.resolve("tiny.sol");
        var plan = new PlanInstance();
        new CommandLine(plan)
                .parseArgs(
                        "--instance",
                        instance.toString(),
                        "--seconds",
                        "0.05",
                        "--best-known",
                        known.toString(),
                        "--out",
                        out.toString());
        var told = new StringWriter();
        assertThat(plan.plan(new PrintWriter(told, true))).isTrue();
        assertThat(told.toString()).contains("vehicles     2", "distance     20.00", "+0.00 %", "holds");
        assertThat(Files.readString(out)).contains("Route #1: ", "Route #2: ", "Cost: 20.00");
    }

    @Test
    void whatIsNoInstanceIsRefusedInWords() throws IOException {
        Path rubbish = file("rubbish.txt", "nothing to see");
        assertThatThrownBy(() -> InstanceFiles.read(rubbish))
                .isInstanceOf(BrokenOff.class)
                .hasMessageContaining("rubbish.txt");
        assertThatThrownBy(() -> InstanceFiles.read(folder.resolve("absent.txt")))
                .isInstanceOf(BrokenOff.class);
    }
}
