package org.cunlu.logistics.roads;

import java.util.List;
import org.cunlu.logistics.RoadMatrix;

/**
 * Great circles, longer by what roads wind, at the usual speed of their class. Of two places the worse road counts. Detours
 * and speeds are guesses for a hill county on the Yangtze (docs/dispatch.md); a measured matrix replaces them.
 */
public final class StraightRoads implements RoadMatrix {
    private static final double EARTH_METRES = 6_371_000;

    @Override
    public Matrix between(List<Point> points) {
        int size = points.size();
        var metres = new double[size][size];
        var seconds = new double[size][size];
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                Point one = points.get(from);
                Point other = points.get(to);
                RoadClass road = one.road().compareTo(other.road()) > 0 ? one.road() : other.road();
                metres[from][to] = straight(one, other) * detour(road);
                seconds[from][to] = metres[from][to] / speed(road);
            }
        }
        return new Matrix(metres, seconds);
    }

    private static double straight(Point one, Point other) {
        double north = Math.toRadians(one.latitude() - other.latitude());
        double east = Math.toRadians(one.longitude() - other.longitude());
        double part = Math.pow(Math.sin(north / 2), 2)
                + Math.cos(Math.toRadians(one.latitude()))
                        * Math.cos(Math.toRadians(other.latitude()))
                        * Math.pow(Math.sin(east / 2), 2);
        return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(part)));
    }

    private static double detour(RoadClass road) {
        return switch (road) {
            case CITY -> 1.3;
            case COUNTY -> 1.4;
            case TOWNSHIP -> 1.5;
            case VILLAGE -> 1.6;
        };
    }

    /** @return metres a second */
    private static double speed(RoadClass road) {
        return switch (road) {
            case CITY -> 30 / 3.6;
            case COUNTY -> 50 / 3.6;
            case TOWNSHIP -> 40 / 3.6;
            case VILLAGE -> 28 / 3.6;
        };
    }
}
