package org.cunlu.logistics.departure;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.DepartureRoom.Way;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.RoomForGoods;
import org.cunlu.logistics.Timetable;

/** Room for many things of one sender at once; what is urgent comes before who holds it already. */
@Singleton
class HoldingTogether implements RoomForGoods {
    /** How often others may fill a departure first. */
    private static final int ATTEMPTS_MAX = 5;

    /** Held since before anybody else, so that it gives way last. */
    static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private final HoldTable holds;
    private final RoomMemory memory;
    private final RoomKeeping keeping;
    private final StretchChanges stretches;
    private final Overflowing overflowing;
    private final Timetable timetable;
    private final Transactions transactions;

    HoldingTogether(
            HoldTable holds,
            RoomMemory memory,
            RoomKeeping keeping,
            StretchChanges stretches,
            Overflowing overflowing,
            Timetable timetable,
            Transactions transactions) {
        this.holds = holds;
        this.memory = memory;
        this.keeping = keeping;
        this.stretches = stretches;
        this.overflowing = overflowing;
        this.timetable = timetable;
        this.transactions = transactions;
    }

    /** Where these go from and to, and when. */
    private record Wish(
            String countyCode,
            String from,
            String to,
            SortedMap<String, Load> loads,
            Instant readyAt,
            boolean urgent) {}

    /** How an attempt ended; nothing is held unless it is done. */
    private enum Attempt {
        DONE,
        /** Somebody was quicker: the next search knows it. */
        OUTRUN,
        URGENT_BEFORE
    }

    /** Ways of all of them; none, with why, when there is one without. */
    private record Search(Map<String, Promise.Kept> ways, Promise.@Nullable Reason none) {
        Instant last() {
            return ways.values().stream()
                    .map(Promise.Kept::availableAt)
                    .max(Instant::compareTo)
                    .orElse(Instant.MAX);
        }
    }

    @Override
    public Outcome hold(
            String countyCode,
            String fromNode,
            String toNode,
            SortedMap<String, Load> loads,
            Instant readyAt,
            boolean urgent) {
        transactions.require();
        var wish = new Wish(countyCode, fromNode, toNode, loads, readyAt, urgent);
        boolean mayPush = urgent;
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            Search free = search(wish);
            Search any = mayPush ? Reckoned.regardless(() -> search(wish)) : free;
            boolean before =
                    any.none() == null && (free.none() != null || any.last().isBefore(free.last()));
            Search found = before ? any : free;
            if (found.none() != null) {
                return new Outcome.None(found.none());
            }
            switch (held(wish, found, before)) {
                case DONE -> {
                    return new Outcome.Held(found.ways());
                }
                // Others who are as urgent came before: what is free is left.
                case URGENT_BEFORE -> mayPush = false;
                case OUTRUN -> {}
            }
        }
        return new Outcome.None(Promise.Reason.FULL);
    }

    /** Each knows of those before it. */
    private Search search(Wish wish) {
        return keeping.together(() -> {
            var ways = new HashMap<String, Promise.Kept>();
            for (var each : wish.loads().entrySet()) {
                switch (way(wish, each.getValue())) {
                    case Promise.Kept kept -> {
                        ways.put(each.getKey(), kept);
                        keeping.reckon(new Way(kept.rides(), each.getValue()));
                    }
                    case Promise.Refused refused -> {
                        return new Search(Map.of(), refused.reason());
                    }
                }
            }
            return new Search(ways, null);
        });
    }

    /** For what is urgent a keeper opens, also on his day of rest: else it would come when it can be collected, and no sooner. */
    private Promise way(Wish wish, Load load) {
        return wish.urgent()
                ? timetable.awaited(wish.from(), wish.to(), load, wish.readyAt())
                : timetable.replan(wish.from(), wish.to(), load, wish.readyAt());
    }

    private Attempt held(Wish wish, Search found, boolean beforeOthers) {
        var wanted = new ArrayList<Hold>();
        for (var each : wish.loads().entrySet()) {
            // Goods stay where they go: no carrier takes them on.
            var way = new Way(found.ways().get(each.getKey()).rides(), each.getValue());
            Optional<List<Hold>> of =
                    keeping.wanted(wish.countyCode(), each.getKey(), 0, way, wish.urgent() ? FIRST : null);
            if (of.isEmpty()) {
                return Attempt.OUTRUN;
            }
            wanted.addAll(of.get());
        }
        SortedMap<Stretch, Size> changes = new Changes().take(wanted).sums();
        Map<Stretch, Part> there = stretches.locked(changes);
        boolean room = changes.entrySet().stream()
                .allMatch(change -> there.get(change.getKey()).takes(change.getValue()));
        boolean open = there.values().stream().noneMatch(Part::closed);
        if (!room && !(beforeOthers && open)) {
            memory.put(there.values());
            return Attempt.OUTRUN;
        }
        if (!room && !takesUrgent(changes, there)) {
            return Attempt.URGENT_BEFORE;
        }
        holds.insert(wanted);
        stretches.change(changes);
        if (!room) {
            trips(wanted).forEach(trip -> overflowing.settle(trip.lineCode(), trip.serviceDate()));
        }
        return Attempt.DONE;
    }

    /** @return whether there is room for it beside what is as urgent: that gives way to nobody */
    private boolean takesUrgent(SortedMap<Stretch, Size> changes, Map<Stretch, Part> there) {
        var urgent = new HashMap<Stretch, Size>();
        changes.keySet().stream()
                .map(at -> new DepartureTable.Trip(at.lineCode(), at.serviceDate()))
                .distinct()
                .flatMap(trip -> holds.ofTrip(trip.lineCode(), trip.serviceDate()).stream())
                .filter(hold -> FIRST.equals(hold.heldAt()))
                .forEach(hold -> hold.ride().stretches().forEach(at -> urgent.merge(at, hold.size(), Size::plus)));
        return changes.entrySet().stream()
                .allMatch(change -> there.get(change.getKey())
                        .fits(urgent.getOrDefault(change.getKey(), Size.NONE).plus(change.getValue())));
    }

    private static List<DepartureTable.Trip> trips(List<Hold> wanted) {
        var trips = new TreeSet<>(DepartureTable.Trip.IN_ORDER);
        wanted.forEach(hold -> {
            Leg leg = hold.ride().leg();
            trips.add(new DepartureTable.Trip(leg.lineCode(), leg.serviceDate()));
        });
        return List.copyOf(trips);
    }
}
