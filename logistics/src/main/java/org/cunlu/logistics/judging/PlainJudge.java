package org.cunlu.logistics.judging;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.logistics.TourJudge;
import org.cunlu.logistics.TourPlan;
import org.cunlu.logistics.TourPlan.LeftOut;
import org.cunlu.logistics.TourPlan.Order;
import org.cunlu.logistics.TourPlan.Tour;
import org.cunlu.logistics.TourProblem;
import org.cunlu.logistics.TourProblem.Role;

/** Drives each vehicle through its day, stop by stop. */
@Singleton
public final class PlainJudge implements TourJudge {
    @Override
    public Verdict judge(TourProblem problem, List<Order> orders) {
        var faults = new ArrayList<Fault>();
        var servedBy = new int[problem.tasks().size()];
        Arrays.fill(servedBy, -1);
        var used = new int[problem.fleets().size()];
        var tours = new ArrayList<Tour>();
        for (int index = 0; index < orders.size(); index++) {
            Order order = orders.get(index);
            if (known(problem, order, index, servedBy, faults)) {
                used[order.fleet()]++;
                if (used[order.fleet()] > problem.fleets().get(order.fleet()).count()) {
                    faults.add(new Fault(Kind.TOO_MANY_VEHICLES, index, -1));
                }
                inPlace(problem, order, index, faults);
                tours.add(new Drive(problem, order, index, faults).tour());
            }
        }
        together(problem, servedBy, faults);
        List<LeftOut> leftOut = new Reasons(problem, tours, servedBy).all();
        double metres = tours.stream().mapToDouble(Tour::metres).sum();
        double cost = tours.stream().mapToDouble(Tour::cost).sum() + leftOutCost(problem, servedBy);
        return new Verdict(new TourPlan(tours, leftOut, metres, cost), faults);
    }

    /** @return whether it can be driven: each task is one of the problem */
    private static boolean known(TourProblem problem, Order order, int index, int[] servedBy, List<Fault> faults) {
        if (order.fleet() < 0 || order.fleet() >= problem.fleets().size()) {
            faults.add(new Fault(Kind.NOT_ITS_FLEET, index, -1));
            return false;
        }
        boolean known = true;
        for (List<Integer> trip : order.trips()) {
            for (int task : trip) {
                if (task < 0 || task >= servedBy.length) {
                    faults.add(new Fault(Kind.UNKNOWN_TASK, index, task));
                    known = false;
                } else if (servedBy[task] >= 0) {
                    faults.add(new Fault(Kind.SERVED_TWICE, index, task));
                } else {
                    servedBy[task] = index;
                }
            }
        }
        return known;
    }

    /** The order is what it becomes when each that has a place is put there, one after another. */
    private static void inPlace(TourProblem problem, Order order, int index, List<Fault> faults) {
        List<TourProblem.Fixed> fixed = problem.fixed().stream()
                .filter(place -> place.fleet() == order.fleet()
                        && order.trips().stream().anyMatch(trip -> trip.contains(place.task())))
                .toList();
        if (fixed.isEmpty()) {
            return;
        }
        Set<Integer> placed = fixed.stream().map(TourProblem.Fixed::task).collect(Collectors.toSet());
        var asFixed = new ArrayList<List<Integer>>();
        for (List<Integer> trip : order.trips()) {
            var rest = new ArrayList<>(trip);
            rest.removeAll(placed);
            if (!rest.isEmpty()) {
                asFixed.add(rest);
            }
        }
        for (TourProblem.Fixed place : fixed) {
            if (place.trip() >= asFixed.size()) {
                asFixed.add(new ArrayList<>(List.of(place.task())));
            } else {
                List<Integer> trip = asFixed.get(place.trip());
                trip.add(Math.min(place.position(), trip.size()), place.task());
            }
        }
        if (!asFixed.equals(order.trips())) {
            faults.add(new Fault(Kind.NOT_AT_ITS_PLACE, index, fixed.getFirst().task()));
        }
    }

    private static void together(TourProblem problem, int[] servedBy, List<Fault> faults) {
        for (TourProblem.Apart pair : problem.apart()) {
            int order = servedBy[pair.one()];
            if (order >= 0 && order == servedBy[pair.other()]) {
                faults.add(new Fault(Kind.NOT_APART, order, pair.one()));
            }
        }
        for (int task = 0; task < servedBy.length; task++) {
            int partner = problem.tasks().get(task).partner();
            if (partner >= 0 && servedBy[task] >= 0 && servedBy[partner] < 0) {
                faults.add(new Fault(Kind.HALF_A_PAIR, servedBy[task], task));
            }
        }
    }

    /** A pair that is left out counts once, by its pickup. */
    private static double leftOutCost(TourProblem problem, int[] servedBy) {
        double cost = 0;
        for (int task = 0; task < servedBy.length; task++) {
            TourProblem.Task left = problem.tasks().get(task);
            cost += servedBy[task] < 0 && left.role() != Role.DROP ? left.leftOutCost() : 0;
        }
        return cost;
    }
}
