package org.cunlu.logistics.promise;

import java.util.Arrays;
import org.cunlu.logistics.Timetable;

/**
 * What a search writes on. It is as large as the network, and a search touches little of it: so it is used again, and only
 * what was touched is wiped.
 */
final class Worksheet {
    static final int NONE = Integer.MIN_VALUE;

    private static final int HOP = 4;

    /** Per node: minute at which goods can leave it again, or never. */
    final int[] earliest;
    /** The same per node and number of rides that it took. */
    final int[] ready;
    /** Per node: last minute at which goods must leave it, or none. */
    final int[] latest;
    /** The same per node and number of rides still to take. */
    final int[] late;

    /** Blocks on the way. */
    final Numbers blocks = new Numbers();
    /** The node at which each of them is left. */
    final Numbers exits = new Numbers();
    /** When the scan of each of them for the earliest arrival came to its end. */
    final Numbers ends = new Numbers();

    private final int width;
    /** Per service day and ride of a block: with how many rides it is on it, or gets on from it; 0 not at all. */
    private final byte[] aboard;
    /** Per service day and ride of a block: at which stop to get off. */
    private final short[] alight;
    /** Per node and number of rides still to take: which of {@link #hops} leaves it then. */
    private final int[] with;

    private final Numbers hops = new Numbers();
    private final Numbers reached = new Numbers();
    private final Numbers left = new Numbers();
    private final Numbers boarded = new Numbers();

    Worksheet(int nodes, int ridesMax, Block[] blocks) {
        width = ridesMax + 1;
        earliest = filled(nodes, Minutes.NEVER);
        ready = filled(nodes * width, Minutes.NEVER);
        latest = filled(nodes, NONE);
        late = filled(nodes * width, NONE);
        with = new int[nodes * width];
        int trips = 0;
        for (Block each : blocks) {
            trips = Math.max(trips, each.departures.rides.length * serviceDays(each.departures));
        }
        aboard = new byte[trips];
        alight = new short[trips];
    }

    private static int[] filled(int size, int value) {
        var array = new int[size];
        Arrays.fill(array, value);
        return array;
    }

    /** Days on which a trip may begin that is still looked at, with the first and the last only in part. */
    private static int serviceDays(Departures block) {
        return Timetable.HORIZON_DAYS + 1 + block.daysBackMax;
    }

    int readyWith(int node, int rides) {
        return ready[node * width + rides];
    }

    int lateWith(int node, int rides) {
        return late[node * width + rides];
    }

    void reach(int node, int rides, int minute) {
        if (earliest[node] == Minutes.NEVER) {
            reached.add(node);
        }
        earliest[node] = Math.min(earliest[node], minute);
        ready[node * width + rides] = minute;
    }

    /** It leaves this node then by this ride to that stop. */
    void leave(int node, int rides, int minute, Ride ride, int serviceDay, int board, int off) {
        if (latest[node] == NONE) {
            left.add(node);
        }
        latest[node] = Math.max(latest[node], minute);
        late[node * width + rides] = minute;
        with[node * width + rides] = hops.size() / HOP;
        hops.add(ride.index);
        hops.add(serviceDay);
        hops.add(board);
        hops.add(off);
    }

    Hop hop(Chart chart, int node, int rides) {
        int at = with[node * width + rides] * HOP;
        return new Hop(chart.rides.get(hops.get(at)), hops.get(at + 1), hops.get(at + 2), hops.get(at + 3));
    }

    int aboard(int trip) {
        return aboard[trip];
    }

    void board(int trip, int rides) {
        if (aboard[trip] == 0) {
            boarded.add(trip);
        }
        aboard[trip] = (byte) rides;
    }

    void getOff(int trip) {
        aboard[trip] = 0;
    }

    int alight(int trip) {
        return alight[trip];
    }

    void alightAt(int trip, int stop) {
        alight[trip] = (short) stop;
    }

    /** Before the next block, whose trips have the same numbers. */
    void leaveBlock() {
        for (int i = 0; i < boarded.size(); i++) {
            aboard[boarded.get(i)] = 0;
        }
        boarded.clear();
    }

    private void forgetReached() {
        for (int i = 0; i < reached.size(); i++) {
            int node = reached.get(i);
            earliest[node] = Minutes.NEVER;
            Arrays.fill(ready, node * width, (node + 1) * width, Minutes.NEVER);
        }
        reached.clear();
    }

    private void forgetLeft() {
        for (int i = 0; i < left.size(); i++) {
            int node = left.get(i);
            latest[node] = NONE;
            Arrays.fill(late, node * width, (node + 1) * width, NONE);
        }
        left.clear();
        hops.clear();
    }

    /** Forgets both scans, but not the blocks. */
    void startAgain() {
        ends.clear();
        leaveBlock();
        forgetReached();
        forgetLeft();
    }

    void wipe() {
        startAgain();
        blocks.clear();
        exits.clear();
    }
}
