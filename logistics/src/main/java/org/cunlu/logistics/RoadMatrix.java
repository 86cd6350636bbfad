package org.cunlu.logistics;

import java.nio.ByteBuffer;
import java.util.List;
import org.cunlu.kernel.problem.ProblemException;

/** How far it is from place to place by road, and how long it takes. Not the same there and back. */
public interface RoadMatrix {
    /** More would take memory that nobody has to spare. */
    int POINTS_MAX = 1_400;

    /**
     * @return ways between all of these; infinite where there is none
     * @throws ProblemException 400 {@code too-many-stops}, {@code road-invalid}; 503 {@code roads-unavailable} where whoever knows them is away
     */
    Matrix between(List<Point> points);

    /** @param road the best road that leads there */
    record Point(String code, double latitude, double longitude, RoadClass road) {
        public static Point of(Node node) {
            return new Point(
                    node.code(),
                    node.latitude(),
                    node.longitude(),
                    switch (node.tier()) {
                        case HUB, GATEWAY -> RoadClass.CITY;
                        case TOWNSHIP -> RoadClass.TOWNSHIP;
                        case VILLAGE -> RoadClass.VILLAGE;
                    });
        }
    }

    /** What a road is like. Speeds and detours are those of hill counties; see docs/dispatch.md. */
    enum RoadClass {
        CITY,
        COUNTY,
        TOWNSHIP,
        VILLAGE
    }

    /** Ways between points, by their index. */
    final class Matrix implements TourProblem.Roads {
        private static final int NO_WAY = -1;

        private final int size;
        /** Metres, then seconds; −1 where there is no way. */
        private final int[] cells;

        /**
         * @param metres from row to column, 0 or more; infinite for no way
         * @throws ProblemException 400 {@code road-invalid}: a cell is missing, negative or no number
         */
        public Matrix(double[][] metres, double[][] seconds) {
            this.size = metres.length;
            this.cells = new int[2 * size * size];
            if (seconds.length != size) {
                throw bad(0, 0);
            }
            for (int from = 0; from < size; from++) {
                for (int to = 0; to < size; to++) {
                    if (metres[from].length != size || seconds[from].length != size) {
                        throw bad(from, to);
                    }
                    boolean way = from == to
                            || metres[from][to] < Double.POSITIVE_INFINITY
                                    && seconds[from][to] < Double.POSITIVE_INFINITY;
                    cells[from * size + to] = cell(metres[from][to], way, from, to);
                    cells[(size + from) * size + to] = cell(seconds[from][to], way, from, to);
                }
            }
        }

        private Matrix(int size, int[] cells) {
            this.size = size;
            this.cells = cells;
        }

        private static int cell(double value, boolean way, int from, int to) {
            // Written so that what is no number fails, too.
            if (!(value >= 0) || way && value > Integer.MAX_VALUE) {
                throw bad(from, to);
            }
            return way ? (int) Math.round(value) : NO_WAY;
        }

        private static ProblemException bad(int from, int to) {
            return ProblemException.invalid(
                    "roads", "road-invalid", "路程缺失或为负 · A road is missing or below zero: " + from + " → " + to);
        }

        public int size() {
            return size;
        }

        @Override
        public double metres(int from, int to) {
            return value(cells[from * size + to]);
        }

        @Override
        public double seconds(int from, int to) {
            return value(cells[(size + from) * size + to]);
        }

        private static double value(int cell) {
            return cell == NO_WAY ? Double.POSITIVE_INFINITY : cell;
        }

        /** To be kept beside a plan, which shall be reckoned by the same ways for ever. */
        public byte[] bytes() {
            ByteBuffer bytes = ByteBuffer.allocate(cells.length * Integer.BYTES);
            bytes.asIntBuffer().put(cells);
            return bytes.array();
        }

        public static Matrix of(byte[] bytes) {
            var cells = new int[bytes.length / Integer.BYTES];
            ByteBuffer.wrap(bytes).asIntBuffer().get(cells);
            return new Matrix((int) Math.round(Math.sqrt(cells.length / 2.0)), cells);
        }
    }
}
