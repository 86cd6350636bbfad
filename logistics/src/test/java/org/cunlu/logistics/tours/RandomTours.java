package org.cunlu.logistics.tours;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.cunlu.logistics.TourProblem;
import org.cunlu.logistics.TourProblem.Apart;
import org.cunlu.logistics.TourProblem.Fleet;
import org.cunlu.logistics.TourProblem.Role;
import org.cunlu.logistics.TourProblem.Task;

/** Days made up by chance: ways that differ there and back, pairs, goods that come late, several trips, fleets, compartments. */
final class RandomTours {
    private static final int DAY = 8 * 3600;

    private final Random chance;
    private final int places;
    private final List<Task> tasks = new ArrayList<>();

    private RandomTours(long seed) {
        chance = new Random(seed);
        places = 5 + chance.nextInt(36);
    }

    static TourProblem of(long seed) {
        return new RandomTours(seed).problem();
    }

    private TourProblem problem() {
        while (tasks.size() < places - 1) {
            if (chance.nextInt(4) == 0 && tasks.size() + 2 < places) {
                pair();
            } else {
                visit();
            }
        }
        var apart = new ArrayList<Apart>();
        for (int i = 0; i < chance.nextInt(4); i++) {
            int one = chance.nextInt(tasks.size());
            int other = chance.nextInt(tasks.size());
            if (one != other && tasks.get(one).partner() != other) {
                apart.add(new Apart(one, other));
            }
        }
        TourProblem.Roads roads = roads();
        List<Fleet> fleets = List.of(fleet("VAN", 0), fleet("BIKE", 1));
        boolean fewestFirst = chance.nextBoolean();
        return new TourProblem(places, roads, 2, tasks, fleets, fewestFirst, apart, fixed(fleets));
    }

    /** Of what one vehicle alone may serve, some has a place in its day. */
    private List<TourProblem.Fixed> fixed(List<Fleet> fleets) {
        var fixed = new ArrayList<TourProblem.Fixed>();
        var taken = new HashSet<List<Integer>>();
        for (int task = 0; task < tasks.size(); task++) {
            Set<Integer> only = tasks.get(task).fleets();
            int fleet = only == null ? 0 : only.iterator().next();
            int trip = chance.nextInt(2);
            int position = chance.nextInt(4);
            if (only != null
                    && fleets.get(fleet).count() == 1
                    && chance.nextBoolean()
                    && taken.add(List.of(fleet, trip, position))) {
                fixed.add(new TourProblem.Fixed(task, fleet, trip, position));
            }
        }
        return fixed;
    }

    private Fleet fleet(String code, int start) {
        return new Fleet(
                code,
                1 + chance.nextInt(4),
                List.of(60 + chance.nextInt(60), chance.nextInt(3) == 0 ? 0 : 60),
                start,
                chance.nextInt(places),
                chance.nextInt(3600),
                DAY - chance.nextInt(7200),
                chance.nextInt(600),
                1 + chance.nextInt(3),
                chance.nextInt(100),
                0.001,
                chance.nextBoolean() ? 0.01 : 0,
                0.8 + chance.nextDouble());
    }

    private void visit() {
        tasks.add(task(Role.VISIT, chance.nextInt(30), chance.nextInt(30), -1));
    }

    private void pair() {
        int at = tasks.size();
        int load = 1 + chance.nextInt(30);
        tasks.add(task(Role.PICKUP, 0, load, at + 1));
        tasks.add(task(Role.DROP, 0, 0, at));
    }

    private Task task(Role role, int delivers, int collects, int partner) {
        double opens = chance.nextInt(DAY / 2);
        int part = chance.nextInt(4) == 0 ? 1 : 0;
        return new Task(
                "T" + tasks.size(),
                chance.nextInt(places),
                role,
                part == 0 ? List.of(delivers, 0) : List.of(0, delivers),
                part == 0 ? List.of(collects, 0) : List.of(0, collects),
                opens,
                opens + chance.nextInt(DAY / 2),
                chance.nextInt(600),
                role == Role.VISIT && chance.nextInt(3) == 0 ? chance.nextInt(DAY / 2) : 0,
                partner,
                chance.nextInt(6) == 0 ? Set.of(chance.nextInt(2)) : null,
                500 + chance.nextInt(1000));
    }

    private TourProblem.Roads roads() {
        var x = new ArrayList<Double>();
        var y = new ArrayList<Double>();
        for (int i = 0; i < places; i++) {
            x.add(chance.nextDouble() * 20_000);
            y.add(chance.nextDouble() * 20_000);
        }
        var metres = new double[places][places];
        for (int from = 0; from < places; from++) {
            for (int to = 0; to < places; to++) {
                double straight = Math.hypot(x.get(from) - x.get(to), y.get(from) - y.get(to));
                // Now and then there is no way at all.
                metres[from][to] = from != to && chance.nextInt(40) == 0
                        ? Double.POSITIVE_INFINITY
                        : straight * (1 + chance.nextDouble() / 3);
            }
        }
        Collections.shuffle(x, chance);
        return new TourProblem.Roads() {
            @Override
            public double metres(int from, int to) {
                return metres[from][to];
            }

            @Override
            public double seconds(int from, int to) {
                return metres[from][to] / 8;
            }
        };
    }
}
