package org.cunlu.logistics.promise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cunlu.logistics.Load;

/**
 * One search for the best way: earliest at the goal, then fewest rides, then latest first departure. It scans dated
 * departures in their order once (earliest arrival per node and number of rides), and back again for the latest departure
 * that still makes it.
 */
final class Search {
    /** More changes than any sane way through a county and its neighbours has. */
    static final int RIDES_MAX = 8;

    private static final int WIDTH = RIDES_MAX + 1;
    private static final int NONE = Integer.MIN_VALUE;

    private final Chart chart;
    private final int source;
    private final Goal goal;
    private final Load load;
    private final int start;
    private final int end;
    private final int firstDay;
    /** Per service day and ride: how many rides it took to be on it (forward), or it takes from it on (back); 0 not on it. */
    private final byte[][] aboard;

    /** Per node and number of rides: minute at which goods can leave it again. */
    private final int[] ready;

    /** What is found. @param first index of {@link #legs}' first node */
    record Way(List<Hop> hops, int reached) {}

    /** A ride from one of its stops to another. @param day service day, since 1970 */
    record Hop(Ride ride, int day, int board, int alight) {}

    /**
     * @param load null for anything, however large
     * @param start minute at which the goods stand handled at the source
     * @param horizonDays how long departures are looked at
     */
    Search(Chart chart, int source, Goal goal, Load load, int start, int horizonDays) {
        this.chart = chart;
        this.source = source;
        this.goal = goal;
        this.load = load;
        this.start = start;
        this.end = start + horizonDays * Minutes.DAY;
        this.firstDay = Minutes.day(start);
        this.aboard = new byte[horizonDays + 2][];
        this.ready = new int[chart.code.length * WIDTH];
    }

    Optional<Way> run() {
        Arrays.fill(ready, Minutes.NEVER);
        ready[source * WIDTH] = start;
        int reached = forward();
        if (reached == Minutes.NEVER) {
            return Optional.empty();
        }
        Arrays.fill(aboard, null);
        return Optional.of(new Way(new Return(reached).hops(), reached));
    }

    /** Each departure may be taken by what is ready at its node, and takes everything aboard on to the next stop. */
    private int forward() {
        int best = Minutes.NEVER;
        int minute = start;
        for (int day = firstDay; minute < end && minute < best; day++, minute = day * Minutes.DAY) {
            Departures today = chart.on(day);
            for (int i = today.from(minute - day * Minutes.DAY); i < today.size(); i++) {
                int leaves = day * Minutes.DAY + today.minute[i];
                if (leaves >= end || leaves >= best) {
                    break;
                }
                best = Math.min(best, take(today, i, day, leaves));
            }
        }
        return best;
    }

    /** @return when the goal is reached by this departure, if it is */
    private int take(Departures today, int i, int day, int leaves) {
        Ride ride = today.ride[i];
        int stop = today.stop[i];
        byte[] on = aboardOn(day - today.daysBack[i]);
        int rides = on[ride.index()];
        int from = ride.node()[stop];
        for (int before = 0; before < (rides == 0 ? RIDES_MAX : rides - 1); before++) {
            if (ready[from * WIDTH + before] <= leaves) {
                if (ride.carries(load) && mayBoard(from, leaves)) {
                    rides = before + 1;
                    on[ride.index()] = (byte) rides;
                }
                break;
            }
        }
        int to = ride.node()[stop + 1];
        if (rides == 0 || !chart.node[to].open()) {
            return Minutes.NEVER;
        }
        int arrives = (day - today.daysBack[i]) * Minutes.DAY + ride.arrive()[stop + 1];
        int handled = chart.hours[to].handled(arrives);
        ready[to * WIDTH + rides] = Math.min(ready[to * WIDTH + rides], handled);
        return to == goal.node ? goal.reached(arrives) : Minutes.NEVER;
    }

    private boolean mayBoard(int node, int minute) {
        return chart.node[node].open() && chart.hours[node].open(minute);
    }

    private byte[] aboardOn(int serviceDay) {
        int slot = serviceDay - firstDay + 1;
        byte[] on = aboard[slot];
        if (on == null) {
            on = new byte[chart.rides];
            aboard[slot] = on;
        }
        return on;
    }

    /** The way back from the goal: who must leave when to reach it by {@code reached}. */
    private final class Return {
        private final int reached;
        /** Per node and rides still to take: latest minute of departure, and with what. */
        private final int[] late = new int[ready.length];

        private final Hop[] with = new Hop[ready.length];
        /** Per service day and ride: at which stop to get off. */
        private final short[][] alight = new short[aboard.length][];

        Return(int reached) {
            this.reached = reached;
            Arrays.fill(late, NONE);
        }

        List<Hop> hops() {
            back();
            var hops = new ArrayList<Hop>();
            int rides = 1;
            while (late[source * WIDTH + rides] == NONE) {
                rides++;
            }
            int at = source;
            for (; rides > 0; rides--) {
                Hop hop = with[at * WIDTH + rides];
                hops.add(hop);
                at = hop.ride().node()[hop.alight()];
            }
            return hops;
        }

        private void back() {
            int last = Math.min(reached, end) - 1;
            for (int day = Minutes.day(last); day >= firstDay; day--) {
                Departures today = chart.on(day);
                for (int i = today.from(last - day * Minutes.DAY + 1) - 1; i >= 0; i--) {
                    int leaves = day * Minutes.DAY + today.minute[i];
                    if (leaves < start) {
                        return;
                    }
                    if (today.ride[i].carries(load)) {
                        take(today, i, day - today.daysBack[i], leaves);
                    }
                }
            }
        }

        private void take(Departures today, int i, int serviceDay, int leaves) {
            Ride ride = today.ride[i];
            byte[] on = aboardOn(serviceDay);
            getOff(ride, today.stop[i] + 1, serviceDay, on);
            int rides = on[ride.index()];
            int from = ride.node()[today.stop[i]];
            if (rides > 0 && leaves > late[from * WIDTH + rides] && mayBoard(from, leaves)) {
                late[from * WIDTH + rides] = leaves;
                with[from * WIDTH + rides] =
                        new Hop(ride, serviceDay, today.stop[i], alightOn(serviceDay)[ride.index()]);
            }
        }

        /** Is it good to get off here? With fewer rides to come, or at a bigger node, or sooner. */
        private void getOff(Ride ride, int stop, int serviceDay, byte[] on) {
            int node = ride.node()[stop];
            int rides = ridesFrom(node, serviceDay * Minutes.DAY + ride.arrive()[stop]);
            if (rides == 0) {
                return;
            }
            int known = on[ride.index()];
            short[] off = alightOn(serviceDay);
            if (known == 0 || rides < known || rides == known && !smaller(node, ride.node()[off[ride.index()]])) {
                on[ride.index()] = (byte) rides;
                off[ride.index()] = (short) stop;
            }
        }

        /** @return rides with this one and those to come; 0 when the goal is not reached in time from here */
        private int ridesFrom(int node, int arrives) {
            if (!chart.node[node].open()) {
                return 0;
            }
            if (node == goal.node && goal.reached(arrives) <= reached) {
                return 1;
            }
            int handled = chart.hours[node].handled(arrives);
            for (int more = 1; more < RIDES_MAX; more++) {
                if (late[node * WIDTH + more] >= handled) {
                    return more + 1;
                }
            }
            return 0;
        }

        private boolean smaller(int node, int other) {
            return chart.node[node].tier().compareTo(chart.node[other].tier()) > 0;
        }

        private short[] alightOn(int serviceDay) {
            int slot = serviceDay - firstDay + 1;
            if (alight[slot] == null) {
                alight[slot] = new short[chart.rides];
            }
            return alight[slot];
        }
    }
}
