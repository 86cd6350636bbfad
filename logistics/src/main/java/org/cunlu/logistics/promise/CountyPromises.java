package org.cunlu.logistics.promise;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promise.Kept;
import org.cunlu.logistics.Promise.Reason;
import org.cunlu.logistics.Promise.Refused;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Timetable;

/** Promises and departures from the map in memory; asks no server. */
@Singleton
class CountyPromises implements Promises, Timetable {
    private final NetworkMaps maps;
    private volatile Chart latest;

    CountyPromises(NetworkMaps maps) {
        this.maps = maps;
    }

    @Override
    public Promise promise(String fromNode, String toNode, Load load, Instant readyAt) {
        return way(fromNode, toNode, null, load, readyAt, true);
    }

    @Override
    public Promise outside(String fromNode, String gateway, String province, Load load, Instant readyAt) {
        return way(fromNode, gateway, province, load, readyAt, true);
    }

    @Override
    public Promise replan(String atNode, String toNode, Load load, Instant arrivedAt) {
        return way(atNode, toNode, null, load, arrivedAt, false);
    }

    private Promise way(String from, String to, String province, Load load, Instant readyAt, boolean cutOff) {
        Chart chart = chart();
        int source = chart.indexOf(from);
        int target = chart.indexOf(to);
        if (source < 0 || target < 0) {
            return new Refused(Reason.NODE_UNKNOWN);
        }
        if (!chart.node[source].open() || !chart.node[target].open()) {
            return new Refused(Reason.NODE_NOT_OPEN);
        }
        Hours hours = chart.hours[source];
        int ready = Minutes.of(readyAt);
        int start = cutOff ? hours.takenIn(ready) + hours.handling() : hours.handled(ready);
        var goal = new Goal(chart, target, load, HORIZON_DAYS);
        int leadMinutes = chart.leadDays(to, province) * Minutes.DAY;
        if (source == target) {
            int reached = goal.reachedFrom(start);
            return reached == Minutes.NEVER
                    ? new Refused(Reason.NO_CONNECTION)
                    : kept(chart, List.of(), reached + leadMinutes);
        }
        Optional<Search.Way> way = new Search(chart, source, goal, load, start, HORIZON_DAYS).run();
        if (way.isPresent()) {
            return kept(chart, way.get().hops(), way.get().reached() + leadMinutes);
        }
        var anyGoal = new Goal(chart, target, null, HORIZON_DAYS);
        boolean smallerWould = new Search(chart, source, anyGoal, null, start, HORIZON_DAYS)
                .run()
                .isPresent();
        return new Refused(smallerWould ? Reason.TOO_LARGE : Reason.NO_CONNECTION);
    }

    @Override
    public Optional<Leg> nextDeparture(String fromNode, String toNode, Instant after) {
        var best = new AtomicReference<Leg>();
        visit(fromNode, toNode, after, leg -> {
            Leg known = best.get();
            if (known != null && !leg.departsAt().isBefore(known.arrivesAt())) {
                return false;
            }
            // Equally early: the later departure, as promises have it.
            if (known == null || !leg.arrivesAt().isAfter(known.arrivesAt())) {
                best.set(leg);
            }
            return true;
        });
        return Optional.ofNullable(best.get());
    }

    @Override
    public List<Leg> departures(String fromNode, String toNode, Instant after, int limit) {
        var legs = new ArrayList<Leg>();
        visit(fromNode, toNode, after, leg -> legs.size() < limit && legs.add(leg));
        return legs;
    }

    /** Shows rides without change by departure, until no more are wanted. */
    private void visit(String fromNode, String toNode, Instant after, Predicate<Leg> more) {
        Chart chart = chart();
        int from = chart.indexOf(fromNode);
        int to = chart.indexOf(toNode);
        if (from < 0 || to < 0 || !chart.node[from].open() || !chart.node[to].open()) {
            return;
        }
        int start = Minutes.of(after);
        int end = start + HORIZON_DAYS * Minutes.DAY;
        int minute = start;
        for (int day = Minutes.day(start); minute < end; day++, minute = day * Minutes.DAY) {
            Departures today = chart.on(day);
            for (int i = today.from(minute - day * Minutes.DAY); i < today.size(); i++) {
                int leaves = day * Minutes.DAY + today.minute[i];
                Ride ride = today.ride[i];
                int off = ride.node()[today.stop[i]] == from ? firstStopAt(ride, to, today.stop[i]) : -1;
                if (leaves >= end) {
                    return;
                }
                if (off > 0 && chart.hours[from].open(leaves)) {
                    var hop = new Search.Hop(ride, day - today.daysBack[i], today.stop[i], off);
                    if (!more.test(leg(chart, hop))) {
                        return;
                    }
                }
            }
        }
    }

    private static int firstStopAt(Ride ride, int node, int after) {
        for (int stop = after + 1; stop < ride.node().length; stop++) {
            if (ride.node()[stop] == node) {
                return stop;
            }
        }
        return -1;
    }

    private static Kept kept(Chart chart, List<Search.Hop> hops, int reached) {
        return new Kept(hops.stream().map(hop -> leg(chart, hop)).toList(), Minutes.instant(reached));
    }

    private static Leg leg(Chart chart, Search.Hop hop) {
        Ride ride = hop.ride();
        int midnight = hop.day() * Minutes.DAY;
        return new Leg(
                chart.code[ride.node()[hop.board()]],
                chart.code[ride.node()[hop.alight()]],
                ride.code(),
                LocalDate.ofEpochDay(hop.day()),
                Minutes.instant(midnight + ride.depart()[hop.board()]),
                Minutes.instant(midnight + ride.arrive()[hop.alight()]));
    }

    private Chart chart() {
        NetworkMap map = maps.current();
        Chart known = latest;
        if (known == null || known.map != map) {
            known = new Chart(map);
            latest = known;
        }
        return known;
    }
}
