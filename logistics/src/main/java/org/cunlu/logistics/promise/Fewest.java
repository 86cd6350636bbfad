package org.cunlu.logistics.promise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The fewest rides that it can take between two nodes of a block, whenever they run: breadth first over the ways that rides
 * take, each way once however many rides take it. A place from which the goal cannot be reached with the rides that are
 * left need not be gone to. Counted when first asked for, and kept.
 */
final class Fewest {
    /** More rides than are ever allowed, also when it cannot be reached. */
    static final byte TOO_MANY = 100;

    /** Members of the block at each way's stops, by their place; -1 for a node at which nothing may stand. */
    private final int[][] ways;
    /** Per member: numbers of the ways that call there, each followed by the stop. */
    private final int[][] calls;

    private final AtomicReferenceArray<byte[]> to;
    private final AtomicReferenceArray<byte[]> from;

    private record Way(List<Integer> stops) {}

    /** @param place of each node among the members, or -1 */
    Fewest(int members, List<Ride> rides, int[] place) {
        Map<Way, Integer> known = new HashMap<>();
        var each = new ArrayList<int[]>();
        for (Ride ride : rides) {
            int[] stops = Arrays.stream(ride.node).map(node -> place[node]).toArray();
            if (known.putIfAbsent(new Way(Arrays.stream(stops).boxed().toList()), 0) == null) {
                each.add(stops);
            }
        }
        ways = each.toArray(int[][]::new);
        var at = new Numbers[members];
        Arrays.setAll(at, member -> new Numbers());
        for (int way = 0; way < ways.length; way++) {
            for (int stop = 0; stop < ways[way].length; stop++) {
                if (ways[way][stop] >= 0) {
                    at[ways[way][stop]].add(way);
                    at[ways[way][stop]].add(stop);
                }
            }
        }
        calls = Arrays.stream(at).map(Numbers::toArray).toArray(int[][]::new);
        to = new AtomicReferenceArray<>(members);
        from = new AtomicReferenceArray<>(members);
    }

    /** @return rides from each member to this one */
    byte[] to(int member) {
        byte[] known = to.get(member);
        if (known == null) {
            known = spread(member, -1);
            to.set(member, known);
        }
        return known;
    }

    /** @return rides to each member from this one */
    byte[] from(int member) {
        byte[] known = from.get(member);
        if (known == null) {
            known = spread(member, 1);
            from.set(member, known);
        }
        return known;
    }

    /** @param step 1 along the ways, -1 against them */
    private byte[] spread(int member, int step) {
        var rides = new byte[calls.length];
        Arrays.fill(rides, TOO_MANY);
        rides[member] = 0;
        var waiting = new Numbers();
        waiting.add(member);
        // Per way: stops behind this one are done.
        int[] done =
                Arrays.stream(ways).mapToInt(way -> step > 0 ? way.length : -1).toArray();
        for (int next = 0; next < waiting.size(); next++) {
            int at = waiting.get(next);
            byte more = (byte) Math.min(TOO_MANY, rides[at] + 1);
            for (int i = 0; i < calls[at].length; i += 2) {
                int way = calls[at][i];
                int stop = calls[at][i + 1];
                for (int other = stop + step; (done[way] - other) * step > 0; other += step) {
                    int there = ways[way][other];
                    if (there >= 0 && rides[there] == TOO_MANY) {
                        rides[there] = more;
                        waiting.add(there);
                    }
                }
                done[way] = step > 0 ? Math.min(done[way], stop + 1) : Math.max(done[way], stop - 1);
            }
        }
        return rides;
    }
}
