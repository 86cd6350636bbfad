package org.cunlu.logistics.judging;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cunlu.logistics.TourJudge.Fault;
import org.cunlu.logistics.TourJudge.Kind;
import org.cunlu.logistics.TourPlan.LeftOut;
import org.cunlu.logistics.TourPlan.Order;
import org.cunlu.logistics.TourPlan.Reason;
import org.cunlu.logistics.TourPlan.Tour;
import org.cunlu.logistics.TourProblem;
import org.cunlu.logistics.TourProblem.Fleet;
import org.cunlu.logistics.TourProblem.Role;
import org.cunlu.logistics.TourProblem.Task;

/** Why tasks are left out: each is sent out alone with every fleet, and what goes wrong on all of them is why. */
final class Reasons {
    private final TourProblem problem;
    private final List<Tour> tours;
    private final int[] servedBy;

    Reasons(TourProblem problem, List<Tour> tours, int[] servedBy) {
        this.problem = problem;
        this.tours = tours;
        this.servedBy = servedBy;
    }

    List<LeftOut> all() {
        var all = new ArrayList<LeftOut>();
        for (int task = 0; task < servedBy.length; task++) {
            if (servedBy[task] < 0) {
                all.add(new LeftOut(task, of(task)));
            }
        }
        return all;
    }

    private Set<Reason> of(int task) {
        var reasons = EnumSet.noneOf(Reason.class);
        for (int fleet = 0; fleet < problem.fleets().size(); fleet++) {
            if (problem.fleets().get(fleet).count() == 0) {
                continue;
            }
            Set<Reason> alone = alone(task, fleet);
            if (alone.isEmpty()) {
                return Set.of(partedFromAll(task) ? Reason.INCOMPATIBLE : Reason.ALL_TAKEN);
            }
            reasons.addAll(alone);
        }
        return reasons;
    }

    private Set<Reason> alone(int index, int fleet) {
        Task task = problem.tasks().get(index);
        List<Integer> trip = switch (task.role()) {
            case VISIT -> List.of(index);
            case PICKUP -> List.of(index, task.partner());
            case DROP -> List.of(task.partner(), index);
        };
        var faults = new ArrayList<Fault>();
        new Drive(problem, new Order(fleet, List.of(trip)), 0, faults).tour();
        var reasons = EnumSet.noneOf(Reason.class);
        faults.forEach(fault -> reasons.add(reason(fault, trip, fleet)));
        return reasons;
    }

    private Reason reason(Fault fault, List<Integer> trip, int fleet) {
        return switch (fault.kind()) {
            case OVERLOADED -> Reason.CAPACITY;
            case NOT_ITS_FLEET, NO_WAY -> Reason.UNREACHABLE;
            case TOO_LATE -> waitsForGoods(trip, fleet) ? Reason.NOT_RELEASED : Reason.TIME_WINDOW;
            default -> waitsForGoods(trip, fleet) ? Reason.NOT_RELEASED : Reason.SHIFT_TOO_SHORT;
        };
    }

    /** @return whether the vehicle would come in time if only the goods were there when its shift begins */
    private boolean waitsForGoods(List<Integer> trip, int fleet) {
        Fleet terms = problem.fleets().get(fleet);
        boolean waits = trip.stream().anyMatch(task -> problem.tasks().get(task).released() > terms.leaves());
        if (!waits) {
            return false;
        }
        var faults = new ArrayList<Fault>();
        new Drive(problem, new Order(fleet, List.of(trip)), 0, faults, true).tour();
        return faults.stream().noneMatch(fault -> fault.kind() == Kind.TOO_LATE || fault.kind() == Kind.SHIFT_OVER);
    }

    /** @return whether every vehicle that is out has something on board that may not be with it */
    private boolean partedFromAll(int task) {
        if (tours.isEmpty() || problem.tasks().get(task).role() == Role.DROP) {
            return false;
        }
        return tours.stream()
                .allMatch(tour -> tour.trips().stream()
                        .flatMap(trip -> trip.stops().stream())
                        .anyMatch(stop -> problem.apart().contains(new TourProblem.Apart(task, stop.task()))
                                || problem.apart().contains(new TourProblem.Apart(stop.task(), task))));
    }
}
