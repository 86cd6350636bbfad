package org.cunlu.logistics.judging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.cunlu.logistics.TourJudge.Fault;
import org.cunlu.logistics.TourJudge.Kind;
import org.cunlu.logistics.TourPlan.Order;
import org.cunlu.logistics.TourPlan.Stop;
import org.cunlu.logistics.TourPlan.Tour;
import org.cunlu.logistics.TourPlan.Trip;
import org.cunlu.logistics.TourProblem;
import org.cunlu.logistics.TourProblem.Fleet;
import org.cunlu.logistics.TourProblem.Role;
import org.cunlu.logistics.TourProblem.Task;

/** One vehicle's day, driven twice: as early as can be, and then leaving so late that it waits no longer than it must. */
final class Drive {
    /** Rounding of sums, in seconds: far below what any clock in a vehicle tells. */
    private static final double SLIP = 1e-6;

    private final TourProblem problem;
    private final Order order;
    private final int index;
    private final Fleet fleet;
    private final List<Fault> faults;
    private final boolean allThere;

    Drive(TourProblem problem, Order order, int index, List<Fault> faults) {
        this(problem, order, index, faults, false);
    }

    /** @param allThere whether to drive as if all goods were at the depot before the day begins */
    Drive(TourProblem problem, Order order, int index, List<Fault> faults, boolean allThere) {
        this.allThere = allThere;
        this.problem = problem;
        this.order = order;
        this.index = index;
        this.fleet = problem.fleets().get(order.fleet());
        this.faults = faults;
    }

    /** What a run of the day found. @param slack by how much later everything may begin @param waited in all */
    private record Run(List<Trip> trips, double metres, double begun, double back, double slack, double waited) {}

    Tour tour() {
        if (order.trips().size() > fleet.tripsMax()) {
            faults.add(new Fault(Kind.TOO_MANY_TRIPS, index, -1));
        }
        Run early = run(fleet.leaves(), true);
        double later = Math.clamp(early.slack(), 0, early.waited());
        Run run = later > 0 ? run(early.begun() + later, false) : early;
        double seconds = run.back() - run.begun();
        double cost = fleet.fixedCost() + run.metres() * fleet.perMetre() + seconds * fleet.perSecond();
        return new Tour(order.fleet(), run.trips(), run.metres(), seconds, cost);
    }

    private final class Clock {
        double now;
        double metres;
        double waited;
        double slack = Double.POSITIVE_INFINITY;
        int place = fleet.start();

        void drive(int to) {
            metres += problem.roads().metres(place, to);
            now += problem.roads().seconds(place, to) * fleet.pace();
            place = to;
        }

        void until(double moment) {
            waited += Math.max(0, moment - now);
            now = Math.max(now, moment);
        }

        /** What begins now may begin at the latest so. */
        void latest(double moment) {
            slack = Math.min(slack, waited + moment - now);
        }
    }

    private Run run(double from, boolean judged) {
        var clock = new Clock();
        clock.now = from;
        var trips = new ArrayList<Trip>();
        double begun = from;
        for (List<Integer> tasks : order.trips()) {
            boolean first = trips.isEmpty();
            if (!first) {
                clock.drive(fleet.start());
            }
            double ready = ready(tasks);
            if (first) {
                // Before its first goods are there nobody waits: the day begins then.
                clock.now = Math.max(clock.now, ready);
                begun = clock.now;
            }
            clock.until(ready);
            trips.add(trip(tasks, clock, judged, trips.size() == order.trips().size() - 1));
        }
        clock.latest(fleet.back());
        if (judged) {
            check(clock);
        }
        return new Run(trips, clock.metres, begun, clock.now, clock.slack, clock.waited);
    }

    private double ready(List<Integer> tasks) {
        return allThere
                ? 0
                : tasks.stream()
                        .mapToDouble(task -> problem.tasks().get(task).released())
                        .max()
                        .orElse(0);
    }

    private void check(Clock clock) {
        if (!Double.isFinite(clock.metres) || !Double.isFinite(clock.now)) {
            faults.add(new Fault(Kind.NO_WAY, index, -1));
        }
        if (clock.now > fleet.back() + SLIP) {
            faults.add(new Fault(Kind.SHIFT_OVER, index, -1));
        }
    }

    private Trip trip(List<Integer> tasks, Clock clock, boolean judged, boolean last) {
        if (judged) {
            checkPairs(tasks);
        }
        var load = new int[problem.compartments()];
        for (int task : tasks) {
            add(load, problem.tasks().get(task).delivers(), 1);
        }
        if (judged) {
            checkLoad(load, -1);
        }
        List<Integer> loaded = listed(load);
        clock.now += fleet.loading();
        double leaves = clock.now;
        var stops = new ArrayList<Stop>();
        for (int task : tasks) {
            stops.add(stop(task, clock, load, judged));
        }
        if (last) {
            clock.drive(fleet.end());
            return new Trip(leaves, loaded, stops, clock.now);
        }
        double back = clock.now + problem.roads().seconds(clock.place, fleet.start()) * fleet.pace();
        return new Trip(leaves, loaded, stops, back);
    }

    private Stop stop(int index, Clock clock, int[] load, boolean judged) {
        Task task = problem.tasks().get(index);
        clock.drive(task.place());
        double arrives = clock.now;
        clock.until(task.opens());
        double begins = clock.now;
        clock.latest(task.closes());
        clock.now += task.service();
        add(load, task.delivers(), -1);
        if (task.role() == Role.DROP) {
            add(load, problem.tasks().get(task.partner()).collects(), -1);
        } else {
            add(load, task.collects(), 1);
        }
        if (judged) {
            checkLoad(load, index);
            if (begins > task.closes() + SLIP) {
                faults.add(new Fault(Kind.TOO_LATE, this.index, index));
            }
            if (task.fleets() != null && !task.fleets().contains(order.fleet())) {
                faults.add(new Fault(Kind.NOT_ITS_FLEET, this.index, index));
            }
        }
        return new Stop(index, arrives, begins, clock.now, listed(load));
    }

    private void checkLoad(int[] load, int task) {
        boolean fits = IntStream.range(0, load.length)
                .allMatch(part ->
                        load[part] >= 0 && load[part] <= fleet.capacity().get(part));
        if (!fits) {
            faults.add(new Fault(Kind.OVERLOADED, index, task));
        }
    }

    private void checkPairs(List<Integer> tasks) {
        if (tasks.isEmpty()) {
            faults.add(new Fault(Kind.EMPTY_TRIP, index, -1));
        }
        Map<Integer, Integer> at = new HashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            at.put(tasks.get(i), i);
        }
        Set<Integer> told = new HashSet<>();
        for (int task : tasks) {
            Task half = problem.tasks().get(task);
            if (half.role() != Role.DROP || !told.add(task)) {
                continue;
            }
            Integer pickup = at.get(half.partner());
            if (pickup == null || pickup > at.get(task)) {
                faults.add(new Fault(Kind.DROP_BEFORE_PICKUP, index, task));
            }
        }
    }

    private static void add(int[] load, List<Integer> more, int sign) {
        for (int part = 0; part < load.length; part++) {
            load[part] += sign * more.get(part);
        }
    }

    private static List<Integer> listed(int[] load) {
        return IntStream.of(load).boxed().toList();
    }
}
