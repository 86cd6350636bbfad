package org.cunlu.logistics.tours;

import org.cunlu.logistics.TourPlanner;
import org.cunlu.logistics.TourPlanner.Best;

/**
 * A draft as it stood, to be gone on from later.
 * @param orders by route, each from its start to its end; never changed
 * @param cost with what is left out
 */
record Standing(int[][] orders, int vehicles, int leftOut, double cost) {
    /** What is no more than this is no difference. */
    static final double NOTHING = 1e-7;

    TourPlanner.Best told(long iterations) {
        return new Best(vehicles, leftOut, cost, iterations);
    }

    /** Where vehicles count first they do once everything is served; until then, what is left out counts by its cost. */
    boolean beats(Standing other, boolean fewestFirst) {
        boolean byVehicles = fewestFirst && leftOut == 0 && other.leftOut == 0 && vehicles != other.vehicles;
        return byVehicles ? vehicles < other.vehicles : cost < other.cost - NOTHING;
    }

    /** Plans that cost the same are taken for the same. */
    boolean likes(Standing other) {
        return vehicles == other.vehicles && Math.abs(cost - other.cost) <= NOTHING * 100;
    }
}
