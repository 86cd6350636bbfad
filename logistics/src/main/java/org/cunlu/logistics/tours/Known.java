package org.cunlu.logistics.tours;

/** The cheapest places of tasks in one route, as long as it stays as it was: between two changes most tasks are asked for often. */
final class Known {
    /** No more places are kept for all routes of a draft together: some 30 MB. */
    static final int MOST = 1_000_000;

    private final long[] version;
    private final double[] cost;
    private final int[] position;
    private final int[] dropPosition;
    private final boolean[] trip;

    Known(int tasks) {
        version = new long[tasks];
        cost = new double[tasks];
        position = new int[tasks];
        dropPosition = new int[tasks];
        trip = new boolean[tasks];
    }

    boolean has(int task, Route route) {
        return version[task] == route.version();
    }

    /** @param place what was found, nothing when it fits nowhere */
    void keep(int task, Route route, Place place) {
        version[task] = route.version();
        cost[task] = place.cost;
        position[task] = place.position;
        dropPosition[task] = place.dropPosition;
        trip[task] = place.trip;
    }

    double cost(int task) {
        return cost[task];
    }

    void read(int task, Route route, Place into) {
        into.cost = cost[task];
        into.route = route;
        into.position = position[task];
        into.dropPosition = dropPosition[task];
        into.trip = trip[task];
    }
}
