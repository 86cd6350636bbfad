package org.cunlu.logistics.promise;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Closure;

/** When nodes, and ways from stop to stop, are closed; minutes as in {@link Minutes}. Most counties have nothing closed. */
final class Closed {
    private static final int FROM = 0;
    private static final int UNTIL = 1;
    private static final int PAIR = 2;

    /** By node: begin and end of each time, one after another; null for a node that is never closed. */
    private final int[][] nodes;
    /** By ride and stop that it leaves. */
    private final int[][][] rides;
    /** The same of carriers, by line. */
    private final Map<String, int[]> carriers = new HashMap<>();

    private final boolean nothing;

    Closed(List<Closure> closures, String[] code, List<Ride> all) {
        nothing = closures.isEmpty();
        nodes = new int[nothing ? 0 : code.length][];
        rides = new int[nothing ? 0 : all.size()][][];
        for (Closure closure : closures) {
            switch (closure.kind()) {
                case NODE -> {
                    for (int i = 0; i < code.length; i++) {
                        if (code[i].equals(closure.node())) {
                            nodes[i] = with(nodes[i], closure);
                        }
                    }
                }
                case ROAD -> all.forEach(ride -> closeRoad(ride, closure, code));
                case LINE -> {
                    all.stream()
                            .filter(ride -> ride.line.code().equals(closure.line()))
                            .forEach(ride -> closeAll(ride, closure));
                    carriers.put(closure.line(), with(carriers.get(closure.line()), closure));
                }
            }
        }
    }

    private void closeRoad(Ride ride, Closure closure, String[] code) {
        for (int stop = 0; stop < ride.node.length - 1; stop++) {
            if (closure.joins(code[ride.node[stop]], code[ride.node[stop + 1]])) {
                close(ride, stop, closure);
            }
        }
    }

    private void closeAll(Ride ride, Closure closure) {
        for (int stop = 0; stop < ride.node.length - 1; stop++) {
            close(ride, stop, closure);
        }
    }

    private void close(Ride ride, int stop, Closure closure) {
        if (rides[ride.index] == null) {
            rides[ride.index] = new int[ride.node.length][];
        }
        rides[ride.index][stop] = with(rides[ride.index][stop], closure);
    }

    private static int[] with(int[] known, Closure closure) {
        int size = known == null ? 0 : known.length;
        int[] more = known == null ? new int[PAIR] : Arrays.copyOf(known, size + PAIR);
        more[size + FROM] = Minutes.of(closure.from());
        more[size + UNTIL] = closure.until() == null ? Minutes.NEVER : Minutes.of(closure.until());
        return more;
    }

    /** @return whether goods can be loaded, taken off or collected there at this minute */
    boolean open(int node, int minute) {
        return nothing || !in(nodes[node], minute, minute);
    }

    /** @param departs minute at which it leaves the stop @param arrives minute at which it is at the next */
    boolean passes(Ride ride, int stop, int departs, int arrives) {
        if (nothing) {
            return true;
        }
        if (ride.index < 0) {
            return !in(carriers.get(ride.line.code()), departs, departs);
        }
        return rides[ride.index] == null || !in(rides[ride.index][stop], departs, arrives);
    }

    private static boolean in(int[] times, int begins, int ends) {
        if (times != null) {
            for (int i = 0; i < times.length; i += PAIR) {
                if (ends >= times[i + FROM] && begins < times[i + UNTIL]) {
                    return true;
                }
            }
        }
        return false;
    }
}
