package org.cunlu.logistics.tours;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.cunlu.logistics.TourProblem;
import org.cunlu.logistics.TourProblem.Fleet;
import org.cunlu.logistics.TourProblem.Role;
import org.cunlu.logistics.TourProblem.Task;

/** A problem as the search reads it: arrays by node. Nodes 0 … tasks − 1 are the tasks, those after them depots, two a fleet. */
final class Ground {
    /** Stands for a way that is none: beyond any day, and still exact to the millisecond when added to. */
    private static final double FAR = 1e12;
    /** Stands for a moment without end: no way that is none is over by then. */
    private static final double LATE = FAR / 4;

    private static final int NEAR_MAX = 250;
    /** Of how many neighbours the usual length of an arc is taken. */
    private static final int NEXT = 20;

    final TourProblem problem;
    final int tasks;
    final int nodes;
    final int parts;
    final int fleets;
    final double[] opens;
    final double[] closes;
    final double[] service;
    final double[] released;
    final double[] leftOutCost;
    final int[] partner;
    final boolean[] pickup;
    /** Loads by node and compartment: from the depot, to the depot, and on board until the other half of a pair. */
    final int[] delivers;

    final int[] collects;
    final int[] carries;
    /** By fleet: cost and seconds of the arc from one node to another, at {@code from * nodes + to}. */
    final double[][] arc;

    final double[][] seconds;
    /** The same arcs, at {@code to * nodes + from}: all ways to and from one task lie close to each other. */
    final double[][] arcTo;

    final double[][] secondsTo;
    final int[] capacity;
    final boolean[][] barred;
    /** By task: tasks that may not be in its vehicle; null for none. */
    final int[][] apart;
    /** By fleet: tasks that have a place in its day, by trip and position; null for none. */
    final TourProblem.Fixed[][] fixed;
    /** By task: itself, then others, the nearest first. */
    final int[][] near;
    /** Usual cost of an arc: what the temperature is measured by. */
    final double usualArc;

    Ground(TourProblem problem) {
        this.problem = problem;
        tasks = problem.tasks().size();
        fleets = problem.fleets().size();
        nodes = tasks + 2 * fleets;
        parts = problem.compartments();
        opens = new double[nodes];
        closes = new double[nodes];
        service = new double[nodes];
        released = new double[nodes];
        leftOutCost = new double[nodes];
        partner = new int[nodes];
        pickup = new boolean[nodes];
        delivers = new int[nodes * parts];
        collects = new int[nodes * parts];
        carries = new int[nodes * parts];
        capacity = new int[fleets * parts];
        arc = new double[fleets][];
        seconds = new double[fleets][];
        arcTo = new double[fleets][];
        secondsTo = new double[fleets][];
        barred = new boolean[fleets][tasks];
        apart = new int[tasks][];
        Arrays.fill(partner, -1);
        for (int i = 0; i < tasks; i++) {
            read(i, problem.tasks().get(i));
        }
        for (int i = 0; i < fleets; i++) {
            read(i, problem.fleets().get(i));
        }
        problem.apart().forEach(pair -> {
            keepApart(pair.one(), pair.other());
            keepApart(pair.other(), pair.one());
        });
        fixed = new TourProblem.Fixed[fleets][];
        for (int i = 0; i < fleets; i++) {
            int fleet = i;
            var own = problem.fixed().stream()
                    .filter(place -> place.fleet() == fleet)
                    .toArray(TourProblem.Fixed[]::new);
            fixed[i] = own.length == 0 ? null : own;
        }
        near = new int[tasks][];
        usualArc = neighbours();
    }

    Fleet fleet(int index) {
        return problem.fleets().get(index);
    }

    int start(int fleet) {
        return tasks + 2 * fleet;
    }

    int end(int fleet) {
        return tasks + 2 * fleet + 1;
    }

    /** @return when a vehicle must be back */
    double back(int fleet) {
        return Math.min(fleet(fleet).back(), LATE);
    }

    /** @return whether a task is reached by itself: the drop of a pair goes with its pickup */
    boolean leads(int task) {
        return partner[task] < 0 || pickup[task];
    }

    private void read(int node, Task task) {
        opens[node] = Math.clamp(task.opens(), -LATE, LATE);
        closes[node] = Math.clamp(task.closes(), -LATE, LATE);
        service[node] = task.service();
        released[node] = Math.min(task.released(), LATE);
        leftOutCost[node] = task.leftOutCost();
        partner[node] = task.partner();
        pickup[node] = task.role() == Role.PICKUP;
        for (int part = 0; part < parts; part++) {
            int at = node * parts + part;
            delivers[at] = task.delivers().get(part);
            switch (task.role()) {
                case VISIT -> collects[at] = task.collects().get(part);
                case PICKUP -> carries[at] = task.collects().get(part);
                case DROP ->
                    carries[at] =
                            -problem.tasks().get(task.partner()).collects().get(part);
            }
        }
        Set<Integer> only = task.fleets();
        for (int fleet = 0; fleet < fleets; fleet++) {
            barred[fleet][node] = only != null && !only.contains(fleet);
        }
    }

    private void read(int index, Fleet fleet) {
        for (int part = 0; part < parts; part++) {
            capacity[index * parts + part] = fleet.capacity().get(part);
        }
        arc[index] = new double[nodes * nodes];
        seconds[index] = new double[nodes * nodes];
        arcTo[index] = new double[nodes * nodes];
        secondsTo[index] = new double[nodes * nodes];
        int[] place = IntStream.range(0, nodes).map(this::place).toArray();
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                double metres = problem.roads().metres(place[from], place[to]);
                double took = problem.roads().seconds(place[from], place[to]) * fleet.pace();
                boolean way = metres < FAR && took < FAR;
                seconds[index][from * nodes + to] = way ? took : FAR;
                arc[index][from * nodes + to] = way ? metres * fleet.perMetre() + took * fleet.perSecond() : FAR;
                secondsTo[index][to * nodes + from] = seconds[index][from * nodes + to];
                arcTo[index][to * nodes + from] = arc[index][from * nodes + to];
            }
        }
    }

    private int place(int node) {
        if (node < tasks) {
            return problem.tasks().get(node).place();
        }
        Fleet fleet = fleet((node - tasks) / 2);
        return (node - tasks) % 2 == 0 ? fleet.start() : fleet.end();
    }

    private void keepApart(int one, int other) {
        int[] known = apart[one] == null ? new int[0] : apart[one];
        apart[one] = Arrays.copyOf(known, known.length + 1);
        apart[one][known.length] = other;
    }

    private double neighbours() {
        double sum = 0;
        long many = 0;
        var others = IntStream.range(0, tasks).boxed().toArray(Integer[]::new);
        for (int i = 0; i < tasks; i++) {
            int at = i;
            Integer[] sorted = others.clone();
            Arrays.sort(sorted, Comparator.comparingDouble(other -> other == at ? -1 : between(at, other)));
            near[i] = List.of(sorted).stream()
                    .limit(NEAR_MAX)
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int k = 1; k < Math.min(near[i].length, NEXT + 1); k++) {
                double between = between(i, near[i][k]);
                if (between < FAR) {
                    sum += between;
                    many++;
                }
            }
        }
        return many == 0 || sum == 0 ? 1 : sum / many;
    }

    private double between(int one, int other) {
        return Math.min(arc[0][one * nodes + other], arc[0][other * nodes + one]);
    }
}
