package org.cunlu.logistics.promise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cunlu.logistics.Timetable;

/**
 * Ways out of a node to which nothing goes any more. The search knows open nodes only, so the first ride is tried by hand:
 * every departure until one cannot get there sooner, to every stop behind it.
 */
final class Outlet {
    private static final int DAYS_BACK = 2;

    private final Chart chart;
    private final int node;
    private final List<Ride> calling;

    Outlet(Chart chart, int node) {
        this.chart = chart;
        this.node = node;
        this.calling =
                chart.rides.stream().filter(ride -> calls(ride, node) >= 0).toList();
    }

    private static int calls(Ride ride, int node) {
        for (int stop = 0; stop < ride.node.length - 1; stop++) {
            if (ride.node[stop] == node) {
                return stop;
            }
        }
        return -1;
    }

    /** @return rides without change from this minute on, by departure */
    Stream<Hop> rides(int start, int target) {
        return departures(start).stream()
                .map(hop -> new Hop(hop.ride(), hop.day(), hop.board(), stopAt(hop, target)))
                .filter(hop -> hop.alight() > 0);
    }

    private static int stopAt(Hop hop, int target) {
        for (int stop = hop.board() + 1; stop < hop.ride().node.length; stop++) {
            if (hop.ride().node[stop] == target) {
                return stop;
            }
        }
        return -1;
    }

    Optional<Search.Way> search(Query query, int target) {
        Search.Way best = null;
        for (Hop departure : departures(query.start)) {
            if (best != null && leaves(departure) >= best.reached()) {
                break;
            }
            Search.Way way = best(query, departure, target);
            if (way != null && (best == null || sooner(way, best))) {
                best = way;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean sooner(Search.Way way, Search.Way other) {
        return way.reached() < other.reached()
                || way.reached() == other.reached()
                        && way.hops().size() < other.hops().size();
    }

    /** @return the best way with this departure; null when it leads there by none */
    private Search.Way best(Query query, Hop departure, int target) {
        Ride ride = departure.ride();
        int midnight = departure.day() * Minutes.DAY;
        if (!query.mayRide(ride, departure.day()) || !query.open(node, leaves(departure))) {
            return null;
        }
        Search.Way best = null;
        for (int stop = departure.board() + 1;
                stop < ride.node.length && query.hasRoom(ride, departure.day(), stop - 1);
                stop++) {
            int off = ride.node[stop];
            if (!chart.open(off) || !query.mayStand(off) || !query.open(off, midnight + ride.arrive[stop])) {
                continue;
            }
            var hop = new Hop(ride, departure.day(), departure.board(), stop);
            Search.Way way = onward(query, hop, target);
            if (way != null && (best == null || sooner(way, best))) {
                best = way;
            }
        }
        return best;
    }

    private Search.Way onward(Query query, Hop first, int target) {
        int arrives = first.day() * Minutes.DAY + first.ride().arrive[first.alight()];
        if (first.to() == target) {
            var goal = new Goal(query, target);
            int reached = goal.reached(arrives);
            return reached == Minutes.NEVER
                    ? null
                    : CountyPromises.pickedUp(new Search.Way(List.of(first), reached), goal);
        }
        Query rest = query.from(chart.hours[first.to()].handled(arrives));
        return CountyPromises.search(rest, first.to(), target)
                .map(way -> {
                    var hops = new ArrayList<Hop>(List.of(first));
                    hops.addAll(way.hops());
                    return new Search.Way(hops, way.reached());
                })
                .orElse(null);
    }

    /** Each to the next stop, while somebody is at the node. */
    private List<Hop> departures(int start) {
        int end = start + Timetable.HORIZON_DAYS * Minutes.DAY;
        var found = new ArrayList<Hop>();
        for (int day = Minutes.day(start) - DAYS_BACK; day * Minutes.DAY < end; day++) {
            for (Ride ride : calling) {
                for (int stop = 0; stop < ride.node.length - 1; stop++) {
                    int minute = day * Minutes.DAY + ride.depart[stop];
                    if (ride.node[stop] == node
                            && minute >= start
                            && minute < end
                            && ride.runsOn(day)
                            && chart.hours[node].open(minute)) {
                        found.add(new Hop(ride, day, stop, stop + 1));
                    }
                }
            }
        }
        found.sort(Comparator.comparingInt(Outlet::leaves).thenComparingInt(hop -> hop.ride().index));
        return found;
    }

    private static int leaves(Hop hop) {
        return hop.day() * Minutes.DAY + hop.ride().depart[hop.board()];
    }
}
