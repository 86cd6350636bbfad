package org.cunlu.logistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.TourProblem.Apart;
import org.cunlu.logistics.TourProblem.Fleet;
import org.cunlu.logistics.TourProblem.Role;
import org.cunlu.logistics.TourProblem.Task;
import org.junit.jupiter.api.Test;

class TourProblemTest {
    private static TourProblem.Roads roads(double metres) {
        return new TourProblem.Roads() {
            @Override
            public double metres(int from, int to) {
                return metres;
            }

            @Override
            public double seconds(int from, int to) {
                return 1;
            }
        };
    }

    private static Task task(int place, int load, double opens, double closes, double service, Set<Integer> fleets) {
        return new Task("T", place, Role.VISIT, List.of(load), List.of(0), opens, closes, service, 0, -1, fleets, 1);
    }

    private static Task fine() {
        return task(1, 1, 0, 10, 1, null);
    }

    private static Fleet fleet(int count, double leaves, double back, double pace) {
        return new Fleet("V", count, List.of(10), 0, 0, leaves, back, 0, 1, 0, 1, 0, pace);
    }

    private static TourProblem of(TourProblem.Roads roads, List<Task> tasks, List<Fleet> fleets, List<Apart> apart) {
        return new TourProblem(2, roads, 1, tasks, fleets, true, apart);
    }

    private static void refused(String code, Runnable made) {
        assertThatThrownBy(made::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void whatNobodyCouldPlanIsRefusedByName() {
        List<Fleet> vans = List.of(fleet(1, 0, 100, 1));
        refused("window-closed-first", () -> task(1, 1, 10, 9, 1, null));
        refused("time-invalid", () -> task(1, 1, 0, 10, -1, null));
        refused("time-invalid", () -> task(1, 1, 0, 10, Double.NaN, null));
        refused("time-invalid", () -> task(1, 1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1, null));
        refused("load-invalid", () -> task(1, -1, 0, 10, 1, null));
        refused("window-closed-first", () -> fleet(1, 10, 9, 1));
        refused("fleet-invalid", () -> fleet(1, 0, 10, 0));
        refused("unknown-place", () -> of(roads(1), List.of(task(2, 1, 0, 10, 1, null)), vans, List.of()));
        refused("fleet-invalid", () -> of(roads(1), List.of(task(1, 1, 0, 10, 1, Set.of(1))), vans, List.of()));
        refused("no-vehicles", () -> of(roads(1), List.of(fine()), List.of(fleet(0, 0, 10, 1)), List.of()));
        refused("no-vehicles", () -> of(roads(1), List.of(fine()), List.of(), List.of()));
        refused("road-invalid", () -> of(roads(Double.NaN), List.of(fine()), vans, List.of()));
        refused("road-invalid", () -> of(roads(-1), List.of(fine()), vans, List.of()));
        refused("unknown-stop", () -> of(roads(1), List.of(fine()), vans, List.of(new Apart(0, 1))));
        refused("too-many-stops", () -> of(roads(1), Collections.nCopies(3_001, fine()), vans, List.of()));
    }

    @Test
    void halvesOfPairsBelongTogether() {
        var lonely = new Task("T", 1, Role.PICKUP, List.of(0), List.of(1), 0, 10, 1, 0, 0, null, 1);
        refused("pair-invalid", () -> of(roads(1), List.of(lonely), List.of(fleet(1, 0, 9, 1)), List.of()));
    }
}
