package org.cunlu.logistics.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.cunlu.logistics.TourJudge.Fault;
import org.cunlu.logistics.TourJudge.Kind;
import org.cunlu.logistics.TourJudge.Verdict;
import org.cunlu.logistics.TourPlan.LeftOut;
import org.cunlu.logistics.TourPlan.Order;
import org.cunlu.logistics.TourPlan.Reason;
import org.cunlu.logistics.TourPlan.Tour;
import org.cunlu.logistics.TourProblem;
import org.cunlu.logistics.TourProblem.Apart;
import org.cunlu.logistics.TourProblem.Fleet;
import org.cunlu.logistics.TourProblem.Role;
import org.cunlu.logistics.TourProblem.Task;
import org.junit.jupiter.api.Test;

/** Places lie on a line, 100 m and 10 s apart; the depot is place 0. */
class PlainJudgeTest {
    private static final TourProblem.Roads LINE = new TourProblem.Roads() {
        @Override
        public double metres(int from, int to) {
            return to == 9 ? Double.POSITIVE_INFINITY : 100.0 * Math.abs(from - to);
        }

        @Override
        public double seconds(int from, int to) {
            return to == 9 ? Double.POSITIVE_INFINITY : 10.0 * Math.abs(from - to);
        }
    };

    private final PlainJudge judge = new PlainJudge();
    private Fleet van = new Fleet("VAN", 1, List.of(10), 0, 0, 0, 1_000, 5, 2, 50, 0.1, 1, 1);
    private List<Apart> apart = List.of();

    private static Task visit(int place, int delivers, int collects, double opens, double closes) {
        return new Task(
                "P" + place,
                place,
                Role.VISIT,
                List.of(delivers),
                List.of(collects),
                opens,
                closes,
                2,
                0,
                -1,
                null,
                10_000);
    }

    private static Task half(int place, Role role, int load, int partner) {
        List<Integer> collects = List.of(role == Role.PICKUP ? load : 0);
        return new Task("H" + place, place, role, List.of(0), collects, 0, 1_000, 2, 0, partner, null, 10_000);
    }

    private static Task released(int place, double moment, double closes) {
        return new Task("R" + place, place, Role.VISIT, List.of(1), List.of(0), 0, closes, 2, moment, -1, null, 10_000);
    }

    private TourProblem problem(Task... tasks) {
        return new TourProblem(10, LINE, 1, List.of(tasks), List.of(van), false, apart);
    }

    private static Order order(Integer... trip) {
        return new Order(0, List.of(List.of(trip)));
    }

    private List<Kind> faults(TourProblem problem, Order... orders) {
        return judge.judge(problem, List.of(orders)).faults().stream()
                .map(Fault::kind)
                .toList();
    }

    @Test
    void reckonsTimesLoadsWayAndCostByHand() {
        Verdict verdict =
                judge.judge(problem(visit(1, 3, 4, 0, 1_000), visit(3, 2, 0, 100, 1_000)), List.of(order(0, 1)));
        assertThat(verdict.faults()).isEmpty();
        Tour tour = verdict.plan().tours().getFirst();
        // It leaves so late that it comes to the second stop as that opens: 5 loading, 10 way, 2 service, 20 way.
        assertThat(tour.trips().getFirst().leaves()).isEqualTo(68);
        assertThat(tour.trips().getFirst().load()).containsExactly(5);
        assertThat(tour.trips().getFirst().stops().getFirst().load()).containsExactly(6);
        assertThat(tour.trips().getFirst().stops().getFirst().begins()).isEqualTo(78);
        assertThat(tour.trips().getFirst().stops().getLast().load()).containsExactly(4);
        assertThat(tour.trips().getFirst().stops().getLast().begins()).isEqualTo(100);
        assertThat(tour.trips().getFirst().back()).isEqualTo(132);
        assertThat(tour.metres()).isEqualTo(600);
        assertThat(tour.seconds()).isEqualTo(132 - 63);
        assertThat(verdict.plan().cost()).isCloseTo(50 + 60 + 69, within(1e-9));
    }

    @Test
    void theLoadIsLookedAtOnEverySegmentAndNotAsTwoTotals() {
        // Ten down and ten up fit, as long as what is collected comes after what is delivered.
        TourProblem problem = problem(visit(1, 10, 0, 0, 1_000), visit(2, 0, 10, 0, 1_000));
        assertThat(faults(problem, order(0, 1))).isEmpty();
        assertThat(faults(problem, order(1, 0))).containsExactly(Kind.OVERLOADED);
    }

    @Test
    void eachLimitHoldsToTheSecondAndNotBeyond() {
        assertThat(faults(problem(visit(2, 1, 0, 0, 25)), order(0))).isEmpty();
        assertThat(faults(problem(visit(2, 1, 0, 0, 24.9)), order(0))).containsExactly(Kind.TOO_LATE);
        van = new Fleet("VAN", 1, List.of(10), 0, 0, 0, 47, 5, 1, 0, 1, 0, 1);
        assertThat(faults(problem(visit(2, 1, 0, 0, 1_000)), order(0))).isEmpty();
        van = new Fleet("VAN", 1, List.of(10), 0, 0, 0, 46, 5, 1, 0, 1, 0, 1);
        assertThat(faults(problem(visit(2, 1, 0, 0, 1_000)), order(0))).containsExactly(Kind.SHIFT_OVER);
    }

    @Test
    void aTripWaitsForTheLastOfItsGoods() {
        TourProblem problem = problem(released(1, 0, 1_000), released(2, 200, 1_000));
        var both = judge.judge(problem, List.of(order(0, 1))).plan().tours().getFirst();
        assertThat(both.trips().getFirst().leaves()).isEqualTo(205);
        var apart = judge.judge(problem, List.of(new Order(0, List.of(List.of(0), List.of(1)))))
                .plan()
                .tours()
                .getFirst();
        assertThat(apart.trips().getLast().leaves()).isEqualTo(205);
        assertThat(apart.trips().getFirst().back()).isLessThanOrEqualTo(200);
    }

    @Test
    void namesWhatIsWrongWithAnOrder() {
        TourProblem some = problem(visit(1, 6, 0, 0, 1_000), visit(2, 6, 0, 0, 1_000), visit(9, 1, 0, 0, 1_000));
        assertThat(faults(some, order(0, 1))).containsExactly(Kind.OVERLOADED);
        assertThat(faults(some, order(0, 0))).contains(Kind.SERVED_TWICE);
        assertThat(faults(some, order(7))).containsExactly(Kind.UNKNOWN_TASK);
        assertThat(faults(some, order(2))).contains(Kind.NO_WAY);
        assertThat(faults(some, order(0), order(1))).containsExactly(Kind.TOO_MANY_VEHICLES);
        assertThat(faults(some, new Order(3, List.of(List.of(0))))).containsExactly(Kind.NOT_ITS_FLEET);
        assertThat(faults(some, new Order(0, List.of(List.of(0), List.of())))).containsExactly(Kind.EMPTY_TRIP);
        van = new Fleet("VAN", 1, List.of(10), 0, 0, 0, 1_000, 5, 1, 0, 1, 0, 1);
        assertThat(faults(
                        problem(visit(1, 1, 0, 0, 1_000), visit(2, 1, 0, 0, 1_000)),
                        new Order(0, List.of(List.of(0), List.of(1)))))
                .containsExactly(Kind.TOO_MANY_TRIPS);
    }

    @Test
    void pairsAreServedWholeInOneTripAndInOrder() {
        TourProblem pair = problem(half(1, Role.PICKUP, 4, 1), half(2, Role.DROP, 0, 0));
        assertThat(faults(pair, order(0, 1))).isEmpty();
        assertThat(faults(pair, order(1, 0))).contains(Kind.DROP_BEFORE_PICKUP);
        assertThat(faults(pair, order(0))).containsExactly(Kind.HALF_A_PAIR);
        assertThat(faults(pair, new Order(0, List.of(List.of(0), List.of(1))))).contains(Kind.DROP_BEFORE_PICKUP);
    }

    @Test
    void whatMustBeApartMayNotShareAVehicle() {
        apart = List.of(new Apart(0, 1));
        assertThat(faults(problem(visit(1, 1, 0, 0, 1_000), visit(2, 1, 0, 0, 1_000)), order(0, 1)))
                .containsExactly(Kind.NOT_APART);
    }

    @Test
    void whatHasAPlaceIsServedThereOrNotAtAll() {
        Task pinned = new Task("P3", 3, Role.VISIT, List.of(1), List.of(0), 0, 1_000, 2, 0, -1, Set.of(0), 10_000);
        List<Task> tasks = List.of(pinned, visit(1, 1, 0, 0, 1_000), visit(2, 1, 0, 0, 1_000));
        var second = List.of(new TourProblem.Fixed(0, 0, 0, 1));
        var problem = new TourProblem(10, LINE, 1, tasks, List.of(van), false, apart, second);
        assertThat(faults(problem, order(1, 0, 2))).isEmpty();
        assertThat(faults(problem, order(1, 2))).isEmpty();
        assertThat(faults(problem, order(1, 2, 0))).containsExactly(Kind.NOT_AT_ITS_PLACE);
        assertThat(faults(problem, order(0, 1))).containsExactly(Kind.NOT_AT_ITS_PLACE);
        assertThat(faults(problem, order(0))).as("the end of what there is").isEmpty();
        assertThat(faults(problem, new Order(0, List.of(List.of(1), List.of(0, 2)))))
                .containsExactly(Kind.NOT_AT_ITS_PLACE);
    }

    @Test
    void saysWhyATaskIsLeftOut() {
        assertThat(reasons(problem(visit(1, 11, 0, 0, 1_000)))).containsExactly(Reason.CAPACITY);
        assertThat(reasons(problem(visit(5, 1, 0, 0, 20)))).containsExactly(Reason.TIME_WINDOW);
        assertThat(reasons(problem(visit(9, 1, 0, 0, 1_000)))).contains(Reason.UNREACHABLE);
        assertThat(reasons(problem(released(2, 500, 400)))).containsExactly(Reason.NOT_RELEASED);
        assertThat(reasons(problem(released(2, 990, 5_000)))).containsExactly(Reason.NOT_RELEASED);
        assertThat(reasons(problem(visit(1, 1, 0, 0, 1_000)))).containsExactly(Reason.ALL_TAKEN);
        van = new Fleet("VAN", 1, List.of(10), 0, 0, 0, 40, 5, 1, 0, 1, 0, 1);
        assertThat(reasons(problem(visit(3, 1, 0, 0, 1_000)))).containsExactly(Reason.SHIFT_TOO_SHORT);
        van = new Fleet("VAN", 1, List.of(10), 0, 0, 0, 1_000, 5, 1, 0, 1, 0, 1);
        apart = List.of(new Apart(0, 1));
        TourProblem parted = problem(visit(1, 1, 0, 0, 1_000), visit(2, 1, 0, 0, 1_000));
        assertThat(judge.judge(parted, List.of(order(1))).plan().leftOut())
                .containsExactly(new LeftOut(0, Set.of(Reason.INCOMPATIBLE)));
    }

    private Set<Reason> reasons(TourProblem problem) {
        return judge.judge(problem, List.of()).plan().leftOut().getFirst().reasons();
    }
}
