package org.cunlu.logistics.tours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.logistics.TourJudge;
import org.cunlu.logistics.TourPlan;
import org.cunlu.logistics.TourPlanner;
import org.cunlu.logistics.TourPlanner.Best;
import org.cunlu.logistics.TourProblem;
import org.cunlu.logistics.judging.PlainJudge;
import org.junit.jupiter.api.Test;

class StringPlannerTest {
    private static final int PROBLEMS = 150;

    private final TourPlanner planner = new StringPlanner();
    private final TourJudge judge = new PlainJudge();

    /** Ends a search after so many iterations of each thread. */
    private static final class Until implements TourPlanner.Watch {
        private final long iterations;
        private final List<Best> told = new ArrayList<>();

        Until(long iterations) {
            this.iterations = iterations;
        }

        @Override
        public boolean enough(long done) {
            return done >= iterations;
        }

        @Override
        public void better(Best best) {
            told.add(best);
        }
    }

    private static long seed(String what) {
        long seed = Long.getLong("cunlu.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));
        System.out.println(what + ": -Dcunlu.seed=" + seed);
        return seed;
    }

    @Test
    void everyPlanHoldsBeforeTheJudgeAndCostsWhatWasTold() {
        long seed = seed("plans");
        for (int i = 0; i < PROBLEMS; i++) {
            TourProblem problem = RandomTours.of(seed + i);
            // Some go on for a whole round, with what begins anew and what is made of two plans.
            var watch = new Until(i % 10 == 0 ? 30_000 : 3_000);
            List<TourPlan.Order> orders = planner.plan(problem, List.of(), seed, 1, watch);
            TourJudge.Verdict verdict = judge.judge(problem, orders);
            assertThat(verdict.faults()).as("problem %d", seed + i).isEmpty();
            Best best = watch.told.getLast();
            assertThat(best.cost())
                    .as("problem %d", seed + i)
                    .isCloseTo(verdict.plan().cost(), within(1e-4));
            assertThat(best.vehicles()).isEqualTo(orders.size());
        }
    }

    @Test
    void whatIsLeftOutHasItsReasons() {
        long seed = seed("reasons");
        for (int i = 0; i < PROBLEMS / 3; i++) {
            TourProblem problem = RandomTours.of(seed + i);
            var orders = planner.plan(problem, List.of(), seed, 1, new Until(1_000));
            assertThat(judge.judge(problem, orders).plan().leftOut())
                    .as("problem %d", seed + i)
                    .allSatisfy(left -> assertThat(left.reasons()).isNotEmpty());
        }
    }

    @Test
    void theSameSeedGivesTheSamePlanWithOneThreadAndWithTwo() {
        long seed = seed("same");
        for (int i = 0; i < 20; i++) {
            TourProblem problem = RandomTours.of(seed + i);
            for (int threads = 1; threads <= 2; threads++) {
                // Rounds end by themselves, so that with two threads nothing hangs on who was quicker.
                long rounds = 10_000 + 3_334;
                assertThat(planner.plan(problem, List.of(), seed, threads, new Until(rounds)))
                        .as("problem %d, %d threads", seed + i, threads)
                        .isEqualTo(planner.plan(problem, List.of(), seed, threads, new Until(rounds)));
            }
        }
    }

    @Test
    void moreTimeIsNeverWorse() {
        long seed = seed("more");
        for (int i = 0; i < 15; i++) {
            TourProblem problem = RandomTours.of(seed + i);
            Best before = null;
            for (long iterations = 500; iterations <= 32_000; iterations *= 4) {
                var watch = new Until(iterations);
                planner.plan(problem, List.of(), seed, 1, watch);
                Best best = watch.told.getLast();
                if (before != null) {
                    boolean fewer = problem.fewestFirst() && best.leftOut() == 0 && best.vehicles() < before.vehicles();
                    assertThat(fewer || best.cost() <= before.cost())
                            .as("problem %d: %s, then %s", seed + i, before, best)
                            .isTrue();
                }
                before = best;
            }
        }
    }

    @Test
    void whatIsToldOnTheWayGetsBetterAndBetter() {
        TourProblem problem = RandomTours.of(seed("told"));
        var watch = new Until(20_000);
        planner.plan(problem, List.of(), 1, 1, watch);
        for (int i = 1; i < watch.told.size(); i++) {
            Best one = watch.told.get(i - 1);
            Best next = watch.told.get(i);
            assertThat(next.cost() < one.cost() || next.vehicles() < one.vehicles())
                    .isTrue();
        }
    }

    @Test
    void aPlanToBeginWithIsNeverMadeWorse() {
        long seed = seed("from");
        for (int i = 0; i < 15; i++) {
            TourProblem problem = RandomTours.of(seed + i);
            var first = planner.plan(problem, List.of(), seed, 1, new Until(2_000));
            var second = planner.plan(problem, first, seed + 1, 1, new Until(500));
            TourPlan before = judge.judge(problem, first).plan();
            TourPlan after = judge.judge(problem, second).plan();
            assertThat(after.cost() <= before.cost() + 1e-6 || second.size() < first.size())
                    .as("problem %d", seed + i)
                    .isTrue();
        }
    }

    /** Straight on takes longer than by the stop between: whoever takes that one out comes too late. */
    @Test
    void aStopIsNotTakenOutWhereTheOthersWouldBeLateWithoutIt() {
        double[][] seconds = {{0, 10, 100, 100}, {100, 0, 10, 100}, {100, 100, 0, 10}, {10, 100, 100, 0}};
        double[][] metres = {{0, 9, 1, 1}, {1, 0, 9, 1}, {1, 1, 0, 9}, {9, 1, 1, 0}};
        TourProblem.Roads roads = new TourProblem.Roads() {
            @Override
            public double metres(int from, int to) {
                return metres[from][to];
            }

            @Override
            public double seconds(int from, int to) {
                return seconds[from][to];
            }
        };
        var tasks = new ArrayList<TourProblem.Task>();
        for (int place = 1; place <= 3; place++) {
            tasks.add(new TourProblem.Task(
                    "P" + place,
                    place,
                    TourProblem.Role.VISIT,
                    List.of(1),
                    List.of(0),
                    0,
                    place == 2 ? 1_000 : 50,
                    0,
                    0,
                    -1,
                    null,
                    1_000));
        }
        var fleet = new TourProblem.Fleet("V", 2, List.of(5), 0, 0, 0, 1_000, 0, 1, 0, 1, 0, 1);
        var problem = new TourProblem(4, roads, 1, tasks, List.of(fleet), false, List.of());
        for (int seed = 0; seed < 20; seed++) {
            var orders = planner.plan(problem, List.of(), seed, 1, new Until(2_000));
            assertThat(judge.judge(problem, orders).faults()).isEmpty();
        }
    }

    @Test
    void aPlaceWithoutAnyWayIsLeftOutAndSpoilsNothing() {
        TourProblem some = RandomTours.of(seed("cut off"));
        int lost = some.tasks().getFirst().place();
        var roads = new TourProblem.Roads() {
            @Override
            public double metres(int from, int to) {
                return (from == lost || to == lost) && from != to
                        ? Double.POSITIVE_INFINITY
                        : some.roads().metres(from, to);
            }

            @Override
            public double seconds(int from, int to) {
                return some.roads().seconds(from, to);
            }
        };
        var problem = new TourProblem(some.places(), roads, 2, some.tasks(), some.fleets(), false, some.apart());
        var orders = planner.plan(problem, List.of(), 1, 1, new Until(3_000));
        assertThat(judge.judge(problem, orders).faults()).isEmpty();
    }

    @Test
    void aDayWithoutStopsHasNoTours() {
        TourProblem some = RandomTours.of(1);
        var none = new TourProblem(some.places(), some.roads(), 2, List.of(), some.fleets(), true, List.of());
        assertThat(planner.plan(none, List.of(), 1, 1, new Until(10))).isEmpty();
    }
}
