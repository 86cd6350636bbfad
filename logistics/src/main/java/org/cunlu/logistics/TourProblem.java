package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.cunlu.kernel.problem.ProblemException;

/**
 * What vehicles have to do on one day: stops that get goods from the depot, stops that give goods to it, and goods that go from
 * stop to stop. Times are seconds from a moment of the caller's choice, lengths metres, money and loads in units of his choice.
 * @param roads between places 0 … {@code places} − 1
 * @param compartments in which loads are counted apart, such as dry, chilled and hazardous, each by weight and by volume
 * @param fewestFirst fewer vehicles are better whatever they cost
 * @param apart pairs of tasks, by index, that may not be in one vehicle
 * @param fixed tasks that have a place in a vehicle's day; at most one for a place
 */
public record TourProblem(
        int places,
        Roads roads,
        int compartments,
        List<Task> tasks,
        List<Fleet> fleets,
        boolean fewestFirst,
        List<Apart> apart,
        List<Fixed> fixed) {
    /** More would take memory and time that nobody waits for. */
    public static final int TASKS_MAX = 3_000;

    /** Ways between places, not the same there and back. */
    public interface Roads {
        /** @return 0 or more; infinite where there is no way */
        double metres(int from, int to);

        /** @return 0 or more; infinite where there is no way */
        double seconds(int from, int to);
    }

    /** What a task is. */
    public enum Role {
        /** Gets goods that were loaded at the depot, gives goods that are unloaded there, or both. */
        VISIT,
        /** The first half of a pair: gives goods that its partner gets. */
        PICKUP,
        /** The other half, in the same trip and later. */
        DROP
    }

    /**
     * One stop.
     * @param id the caller's
     * @param delivers load it gets from the depot, by compartment; of a pair zero
     * @param collects load it gives: to the depot, or of a pickup to its partner
     * @param opens earliest moment at which its service begins: who comes sooner waits
     * @param closes latest moment at which its service begins
     * @param service seconds
     * @param released moment before which its goods are not at the depot; 0 of a pair, whose goods never are
     * @param partner index of the other half of a pair, −1 for none
     * @param fleets indexes of fleets that can reach and may serve it; null for all
     * @param leftOutCost what it costs to leave it out, above 0; great where it must be served. It ranks plans: our planner serves
     *     whatever fits
     */
    public record Task(
            String id,
            int place,
            Role role,
            List<Integer> delivers,
            List<Integer> collects,
            double opens,
            double closes,
            double service,
            double released,
            int partner,
            @Nullable Set<Integer> fleets,
            double leftOutCost) {
        public Task {
            Objects.requireNonNull(id);
            Objects.requireNonNull(role);
            delivers = List.copyOf(delivers);
            collects = List.copyOf(collects);
            fleets = fleets == null ? null : Set.copyOf(fleets);
            demand(closes >= opens, id, "window-closed-first", "时间窗先关后开 · The window closes before it opens");
            demand(
                    service >= 0
                            && service < Double.POSITIVE_INFINITY
                            && released >= 0
                            && released < Double.POSITIVE_INFINITY
                            && opens < Double.POSITIVE_INFINITY,
                    id,
                    "time-invalid",
                    "时间不能为负 · A time below zero or without end");
            demand(
                    leftOutCost > 0 && leftOutCost < Double.POSITIVE_INFINITY,
                    id,
                    "left-out-cost-invalid",
                    "不派的代价须为正数 · What it costs to leave it out must be above zero");
            demand(
                    delivers.stream().allMatch(load -> load >= 0)
                            && collects.stream().allMatch(load -> load >= 0),
                    id,
                    "load-invalid",
                    "装载量不能为负 · A load below zero");
        }
    }

    /**
     * Vehicles that are alike.
     * @param capacity by compartment
     * @param leaves earliest moment at which its shift begins
     * @param back latest moment at which it ends
     * @param loading seconds at the depot before each trip
     * @param tripsMax trips a day, 1 or more; between them it comes to its start
     * @param fixedCost of a vehicle that is used
     * @param perSecond cost of a second from leaving to coming back, waiting included
     * @param pace seconds it takes for what the roads say is one
     */
    public record Fleet(
            String code,
            int count,
            List<Integer> capacity,
            int start,
            int end,
            double leaves,
            double back,
            double loading,
            int tripsMax,
            double fixedCost,
            double perMetre,
            double perSecond,
            double pace) {
        public Fleet {
            Objects.requireNonNull(code);
            capacity = List.copyOf(capacity);
            demand(
                    count >= 0 && tripsMax >= 1,
                    code,
                    "fleet-invalid",
                    "车辆数或趟数不对 · A count of vehicles or trips is wrong");
            demand(
                    back >= leaves && leaves > Double.NEGATIVE_INFINITY,
                    code,
                    "window-closed-first",
                    "班次先收后出 · The shift ends before it begins");
            demand(
                    loading >= 0 && fixedCost >= 0 && perMetre >= 0 && perSecond >= 0 && pace > 0,
                    code,
                    "fleet-invalid",
                    "车辆费用或速度不对 · A cost or pace is wrong");
        }
    }

    /** Two tasks, by index, that may not be in one vehicle. */
    public record Apart(int one, int other) {}

    /**
     * Where it is served, a task is served there. A trip or position beyond what there is means the end: of several in one day
     * each is put at its place in their order by trip and position.
     * @param fleet of one vehicle, the only one that may serve it
     * @param trip and {@code position} in it, from 0
     */
    public record Fixed(int task, int fleet, int trip, int position) {}

    /** Without tasks that have a place. */
    public TourProblem(
            int places,
            Roads roads,
            int compartments,
            List<Task> tasks,
            List<Fleet> fleets,
            boolean fewestFirst,
            List<Apart> apart) {
        this(places, roads, compartments, tasks, fleets, fewestFirst, apart, List.of());
    }

    public TourProblem {
        Objects.requireNonNull(roads);
        tasks = List.copyOf(tasks);
        fleets = List.copyOf(fleets);
        apart = List.copyOf(apart);
        fixed = fixed.stream()
                .sorted(Comparator.comparingInt(Fixed::trip).thenComparingInt(Fixed::position))
                .toList();
        demand(tasks.size() <= TASKS_MAX, "tasks", "too-many-stops", "停靠点太多，最多 " + TASKS_MAX + " · Too many stops");
        demand(
                fleets.stream().anyMatch(fleet -> fleet.count() > 0),
                "fleets",
                "no-vehicles",
                "没有车辆 · There are no vehicles");
        for (int i = 0; i < tasks.size(); i++) {
            check(i, tasks, places, compartments, fleets.size());
        }
        for (Fleet fleet : fleets) {
            demand(
                    known(fleet.start(), places)
                            && known(fleet.end(), places)
                            && fleet.capacity().size() == compartments,
                    fleet.code(),
                    "fleet-invalid",
                    "起止地点或舱位数不对 · Its places or compartments are wrong");
        }
        for (Apart pair : apart) {
            demand(
                    known(pair.one(), tasks.size())
                            && known(pair.other(), tasks.size())
                            && pair.one() != pair.other()
                            && tasks.get(pair.one()).partner() != pair.other(),
                    "apart",
                    "unknown-stop",
                    "没有这个停靠点，或是同一对 · No such stop, or halves of one pair");
        }
        var taken = new HashSet<List<Integer>>();
        for (Fixed place : fixed) {
            boolean own = known(place.task(), tasks.size())
                    && known(place.fleet(), fleets.size())
                    && fleets.get(place.fleet()).count() == 1
                    && Set.of(place.fleet()).equals(tasks.get(place.task()).fleets());
            boolean free = place.trip() >= 0
                    && place.position() >= 0
                    && taken.add(List.of(place.task()))
                    && taken.add(List.of(place.fleet(), place.trip(), place.position()));
            demand(own && free, "fixed", "place-pinned", "位置已被占用或无效 · The place is another's, or none");
        }
        checkRoads(roads, places);
    }

    private static void check(int index, List<Task> tasks, int places, int compartments, int fleets) {
        Task task = tasks.get(index);
        demand(known(task.place(), places), task.id(), "unknown-place", "没有这个地点 · No such place");
        demand(
                task.delivers().size() == compartments && task.collects().size() == compartments,
                task.id(),
                "load-invalid",
                "舱位数不对 · A load for each compartment is needed");
        demand(
                task.fleets() == null || task.fleets().stream().allMatch(fleet -> known(fleet, fleets)),
                task.id(),
                "fleet-invalid",
                "没有这种车 · No such fleet");
        if (task.role() == Role.VISIT) {
            demand(task.partner() < 0, task.id(), "pair-invalid", "只有成对的才有另一半 · Only halves of pairs have a partner");
            return;
        }
        boolean paired = known(task.partner(), tasks.size())
                && tasks.get(task.partner()).partner() == index
                && tasks.get(task.partner()).role() == (task.role() == Role.PICKUP ? Role.DROP : Role.PICKUP)
                && task.released() == 0
                && task.delivers().stream().allMatch(load -> load == 0);
        demand(paired, task.id(), "pair-invalid", "取送不成对 · Pickup and drop do not belong together");
    }

    private static void checkRoads(Roads roads, int places) {
        for (int from = 0; from < places; from++) {
            for (int to = 0; to < places; to++) {
                // Written so that what is no number fails, too.
                demand(
                        roads.metres(from, to) >= 0 && roads.seconds(from, to) >= 0,
                        "roads",
                        "road-invalid",
                        "路程缺失或为负 · A road is missing or below zero: " + from + " → " + to);
            }
        }
    }

    private static boolean known(int index, int many) {
        return index >= 0 && index < many;
    }

    private static void demand(boolean met, String what, String code, String text) {
        if (!met) {
            throw ProblemException.invalid(what, code, text);
        }
    }
}
