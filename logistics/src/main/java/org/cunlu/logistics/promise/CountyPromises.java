package org.cunlu.logistics.promise;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promise.Kept;
import org.cunlu.logistics.Promise.Reason;
import org.cunlu.logistics.Promise.Refused;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Room;
import org.cunlu.logistics.StationShelves;
import org.cunlu.logistics.Timetable;

/** Promises and departures from the map in memory; asks no server. */
@Singleton
class CountyPromises implements Promises, Timetable {
    private static final int TRANSFERS_MOST = 50;

    private final Charts charts;
    private final Room room;
    private final StationShelves shelves;

    /** @param transfersMax changes from one ride to another on one way, 0 to 50 */
    CountyPromises(
            NetworkMaps maps,
            Room room,
            StationShelves shelves,
            @Value("${cunlu.logistics.transfers-max:7}") int transfersMax) {
        if (transfersMax < 0 || transfersMax > TRANSFERS_MOST) {
            throw new IllegalArgumentException("cunlu.logistics.transfers-max is not 0 to 50: " + transfersMax);
        }
        this.charts = new Charts(maps, transfersMax + 1);
        this.room = room;
        this.shelves = shelves;
    }

    @Override
    public Promise promise(String fromNode, String toNode, Load load, Instant readyAt) {
        return way(fromNode, toNode, null, load, readyAt, true, false);
    }

    @Override
    public Promise offered(String fromNode, String toNode, Load load, Instant readyAt) {
        Promise found = promise(fromNode, toNode, load, readyAt);
        Node station = found instanceof Kept ? charts.current().map.nodes().get(toNode) : null;
        if (station == null || station.tier() == Node.Tier.GATEWAY) {
            return found;
        }
        if (!station.handles(load.storageClass())) {
            return new Refused(Reason.CLASS_NOT_CARRIED);
        }
        boolean full = !shelves.filled(toNode).leavesRoom(station.profile(), load.pieces(), load.volumeCm3());
        return full ? new Refused(Reason.STATION_FULL) : found;
    }

    @Override
    public Promise outside(String fromNode, String gateway, String province, Load load, Instant readyAt) {
        return way(fromNode, gateway, province, load, readyAt, true, false);
    }

    @Override
    public Promise replan(String atNode, String toNode, Load load, Instant arrivedAt) {
        return way(atNode, toNode, null, load, arrivedAt, false, false);
    }

    @Override
    public Promise awaited(String atNode, String toNode, Load load, Instant arrivedAt) {
        return way(atNode, toNode, null, load, arrivedAt, false, true);
    }

    @Override
    public boolean carries(String lineCode, StorageClass goods) {
        return charts.current().carries(lineCode, goods);
    }

    private Promise way(
            String from, String to, String province, Load load, Instant readyAt, boolean cutOff, boolean awaited) {
        Chart chart = charts.current();
        int source = chart.indexOf(from);
        int target = chart.indexOf(to);
        if (source < 0 || target < 0) {
            return new Refused(Reason.NODE_UNKNOWN);
        }
        // What is in the network's hands already may leave a node to which nothing goes any more.
        boolean leaves = chart.open(source) || !cutOff && chart.atRest(source);
        if (!leaves || !chart.open(target)) {
            return new Refused(Reason.NODE_NOT_OPEN);
        }
        Hours hours = chart.hours[source];
        int ready = Minutes.of(readyAt);
        int start = cutOff ? hours.takenIn(ready) + hours.handling() : hours.handled(ready);
        int leadMinutes = chart.leadDays(to, province) * Minutes.DAY;
        var demand = Demand.of(load);
        var telling = new Telling(chart, target, Minutes.day(ready));
        var plain = new Query(chart, demand, room, start);
        var query = awaited ? plain.awaited() : plain;
        Optional<Search.Way> found = search(query, source, target);
        if (found.isEmpty()) {
            return new Refused(why(chart, source, target, demand, start));
        }
        return kept(chart, found.get(), leadMinutes, telling, full(query, source, target, found.get()));
    }

    /** @return the ride that it would have gone with if others did not hold its room, when that would be sooner */
    private @Nullable Hop full(Query query, int source, int target, Search.Way found) {
        return query.sawFull()
                ? search(query.alone(), source, target)
                        .filter(way -> way.reached() < found.reached())
                        .map(way -> query.firstFull(way.hops()))
                        .orElse(null)
                : null;
    }

    private Optional<Search.Way> search(Chart chart, int source, int target, Demand demand, int start) {
        return search(new Query(chart, demand, room, start), source, target);
    }

    static Optional<Search.Way> search(Query query, int source, int target) {
        if (!query.chart.open(source)) {
            return new Outlet(query.chart, source).search(query, target);
        }
        var goal = new Goal(query, target);
        if (source != target) {
            return Search.run(query, source, goal).map(way -> pickedUp(way, goal));
        }
        int reached = query.mayStand(source) ? goal.reachedFrom(query.start) : Minutes.NEVER;
        return reached == Minutes.NEVER
                ? Optional.empty()
                : Optional.of(pickedUp(new Search.Way(List.of(), reached), goal));
    }

    /** To a gateway, the carrier's pick-up is the last of the way: it too takes only so much. */
    static Search.Way pickedUp(Search.Way way, Goal goal) {
        Hop pickup = goal.pickup(way.reached());
        if (pickup == null) {
            return way;
        }
        var hops = new ArrayList<>(way.hops());
        hops.add(pickup);
        return new Search.Way(hops, way.reached());
    }

    private Reason why(Chart chart, int source, int target, Demand demand, int start) {
        if (search(new Query(chart, demand, room, start).alone(), source, target)
                .isPresent()) {
            return Reason.FULL;
        }
        var anything = new Query(chart, Demand.anything(), room, start);
        if (search(anything, source, target).isEmpty()) {
            boolean otherwise = search(anything.regardless(), source, target).isPresent();
            return otherwise ? Reason.WAY_CLOSED : Reason.NO_CONNECTION;
        }
        boolean smallerWould =
                search(chart, source, target, demand.ofAnySize(), start).isPresent();
        return smallerWould ? Reason.TOO_LARGE : Reason.CLASS_NOT_CARRIED;
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
    public Optional<Leg> nextPickup(String gateway, StorageClass goods, Instant after) {
        Chart chart = charts.current();
        int node = chart.indexOf(gateway);
        return node < 0
                ? Optional.empty()
                : Optional.ofNullable(chart.nextCarrier(node, goods, Minutes.of(after)))
                        .map(hop -> leg(chart, hop));
    }

    @Override
    public List<Leg> departures(String fromNode, String toNode, Instant after, int limit) {
        var legs = new ArrayList<Leg>();
        visit(fromNode, toNode, after, leg -> legs.size() < limit && legs.add(leg));
        return legs;
    }

    /** Shows rides without change by departure, until no more are wanted. They all lie in one block. */
    private void visit(String fromNode, String toNode, Instant after, Predicate<Leg> more) {
        Chart chart = charts.current();
        int from = chart.indexOf(fromNode);
        int to = chart.indexOf(toNode);
        if (from >= 0 && to >= 0 && from != to && chart.atRest(from) && chart.open(to)) {
            new Outlet(chart, from)
                    .rides(Minutes.of(after), to)
                    .filter(hop -> runs(chart, hop))
                    .allMatch(hop -> more.test(leg(chart, hop)));
            return;
        }
        int block = from < 0 || to < 0 || from == to ? -1 : chart.blocks.shared(from, to);
        if (block < 0) {
            return;
        }
        Departures departures = chart.block[block].departures;
        int start = Minutes.of(after);
        int end = start + HORIZON_DAYS * Minutes.DAY;
        int minute = start;
        for (int day = Minutes.day(start); minute < end; day++, minute = day * Minutes.DAY) {
            for (int i = departures.from(minute - day * Minutes.DAY); i < departures.size(); i++) {
                if (departures.from[i] != from || day * Minutes.DAY + departures.minute[i] >= end) {
                    continue;
                }
                Hop hop = hop(departures, i, day, to);
                if (hop != null && runs(chart, hop) && !more.test(leg(chart, hop))) {
                    return;
                }
            }
        }
    }

    /** @return null when it does not run, or nobody loads it, or it does not get there */
    private static @Nullable Hop hop(Departures departures, int i, int day, int to) {
        Ride ride = departures.rides[departures.ride[i]];
        int off = firstStopAt(ride, to, departures.stop[i]);
        boolean leaves =
                off > 0 && departures.staffed(i, Minutes.weekday(day)) && ride.runsOn(day - departures.daysBack[i]);
        return leaves ? new Hop(ride, day - departures.daysBack[i], departures.stop[i], off) : null;
    }

    /** @return whether nothing on the ride is closed */
    private static boolean runs(Chart chart, Hop hop) {
        Ride ride = hop.ride();
        int midnight = hop.day() * Minutes.DAY;
        boolean ends = chart.closed.open(hop.from(), midnight + ride.depart[hop.board()])
                && chart.closed.open(hop.to(), midnight + ride.arrive[hop.alight()]);
        for (int stop = hop.board(); ends && stop < hop.alight(); stop++) {
            ends = chart.closed.passes(ride, stop, midnight + ride.depart[stop], midnight + ride.arrive[stop + 1]);
        }
        return ends;
    }

    private static int firstStopAt(Ride ride, int node, int after) {
        for (int stop = after + 1; stop < ride.node.length; stop++) {
            if (ride.node[stop] == node) {
                return stop;
            }
        }
        return -1;
    }

    private static Kept kept(Chart chart, Search.Way way, int leadMinutes, Telling telling, @Nullable Hop full) {
        return new Kept(
                way.hops().stream().map(hop -> leg(chart, hop)).toList(),
                Minutes.instant(way.reached() + leadMinutes),
                telling.arrival(way, leadMinutes, full));
    }

    private static Leg leg(Chart chart, Hop hop) {
        Ride ride = hop.ride();
        int midnight = hop.day() * Minutes.DAY;
        // A carrier's pick-up is when he leaves, however long he stands there before.
        int arrives = hop.pickup() ? ride.depart[hop.alight()] : ride.arrive[hop.alight()];
        return new Leg(
                chart.code[hop.from()],
                chart.code[hop.to()],
                ride.line.code(),
                LocalDate.ofEpochDay(hop.day()),
                Minutes.instant(midnight + ride.depart[hop.board()]),
                Minutes.instant(midnight + arrives));
    }
}
