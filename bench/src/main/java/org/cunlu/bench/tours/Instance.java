package org.cunlu.bench.tours;

import java.util.Locale;
import org.cunlu.logistics.TourProblem;

/**
 * A public instance. Task i is customer i + 1 of a solution file; what costs is distance, and fewer vehicles where they count first.
 * @param decimals of its distances
 */
record Instance(String name, Family family, TourProblem problem, int decimals) {
    enum Family {
        VRPTW,
        PDPTW,
        MTVRPTWR
    }

    String distance(double distance) {
        return String.format(Locale.ROOT, "%." + decimals + "f", distance);
    }
}
