package tours;

import java.util.*;

/** Compiled problem: tasks 0..tasks-1, depots tasks..nodes-1. */
final class Model {
    final int tasks, nodes, parts, types;
    final double[] open, close, service, release;
    final int[] deliver, collect;   // [node*parts+c]; for pairs: shipped load is in 'shipped'
    final int[] shipped;            // of the first half of a pair
    final int[] partner;            // -1 or the other half
    final boolean[] first;          // whether of a pair it is the pickup
    final double[] leaveOut;        // penalty
    final double[][] arc, time;     // by type [i*nodes+j]
    final int[] capacity;           // [type*parts+c]
    final int[] start, end, count, tripsMax;
    final double[] shiftOpen, shiftClose, loading, fixed;
    final boolean[][] allowed;      // by type, null for all
    int[][] near;
    double arcMean;

    Model(int tasks, int nodes, int parts, int types) {
        this.tasks = tasks; this.nodes = nodes; this.parts = parts; this.types = types;
        open = new double[nodes]; close = new double[nodes]; service = new double[nodes]; release = new double[nodes];
        deliver = new int[nodes * parts]; collect = new int[nodes * parts]; shipped = new int[nodes * parts];
        partner = new int[nodes]; Arrays.fill(partner, -1); first = new boolean[nodes];
        leaveOut = new double[nodes];
        arc = new double[types][]; time = new double[types][];
        capacity = new int[types * parts]; start = new int[types]; end = new int[types]; count = new int[types];
        tripsMax = new int[types]; shiftOpen = new double[types]; shiftClose = new double[types];
        loading = new double[types]; fixed = new double[types]; allowed = new boolean[types][];
    }

    void prepare(int nearMax) {
        near = new int[tasks][];
        double sum = 0; long many = 0;
        for (int i = 0; i < tasks; i++) {
            final int at = i;
            Integer[] others = new Integer[tasks];
            for (int j = 0; j < tasks; j++) others[j] = j;
            double[] a = arc[0];
            Arrays.sort(others, Comparator.comparingDouble(j -> j == at ? -1 : Math.min(a[at * nodes + j], a[j * nodes + at])));
            near[i] = new int[Math.min(nearMax, tasks)];
            for (int k = 0; k < near[i].length; k++) { near[i][k] = others[k]; if (k > 0 && k <= 20) { sum += a[at * nodes + others[k]]; many++; } }
        }
        arcMean = many == 0 ? 1 : sum / many;
    }
}
