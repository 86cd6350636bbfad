package org.cunlu.logistics.departure;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Load;

/**
 * Holds room on dated departures. Locks are taken in one order everywhere: what a holder holds, then stretches by line, date
 * and stop; and after the stock, where that is taken too.
 */
@Singleton
class RoomKeeping implements DepartureRoom {
    private final HoldTable holds;
    private final DepartureTable departures;
    private final RoomMemory memory;
    private final Timetables timetables;
    private final StretchChanges stretches;
    private final Overflowing overflowing;
    private final Transactions transactions;

    RoomKeeping(
            HoldTable holds,
            DepartureTable departures,
            RoomMemory memory,
            Timetables timetables,
            StretchChanges stretches,
            Overflowing overflowing,
            Transactions transactions) {
        this.holds = holds;
        this.departures = departures;
        this.memory = memory;
        this.timetables = timetables;
        this.stretches = stretches;
        this.overflowing = overflowing;
        this.transactions = transactions;
    }

    @Override
    public <T> T together(Supplier<T> work) {
        return Reckoned.with(Map.of(), work);
    }

    @Override
    public void reckon(Way way) {
        wanted("", "", 0, way, null)
                .ifPresent(wanted -> Reckoned.add(new Changes().take(wanted).sums()));
    }

    @Override
    public <T> T without(String holder, int ridden, Supplier<T> work) {
        List<Hold> own = holds.of(List.of(holder)).stream()
                .filter(hold -> hold.seq() > ridden)
                .toList();
        return Reckoned.with(new Changes().giveBack(own).sums(), work);
    }

    @Override
    public void prepare(Collection<Leg> legs) {
        transactions.requireNone();
        Map<Line, TreeSet<LocalDate>> unknown = datesByLine(legs);
        unknown.forEach((line, dates) -> dates.removeIf(date -> memory.knows(line, date)));
        unknown.values().removeIf(TreeSet::isEmpty);
        if (!unknown.isEmpty()) {
            transactions.run(() -> unknown.forEach(departures::make));
            read(unknown);
        }
    }

    @Override
    public void refresh(Collection<Leg> legs) {
        read(datesByLine(legs));
    }

    /** In the order of their codes, in which rows are made and locked. */
    private Map<Line, TreeSet<LocalDate>> datesByLine(Collection<Leg> legs) {
        var dates = new TreeMap<String, TreeSet<LocalDate>>();
        legs.forEach(leg ->
                dates.computeIfAbsent(leg.lineCode(), code -> new TreeSet<>()).add(leg.serviceDate()));
        var byLine = new LinkedHashMap<Line, TreeSet<LocalDate>>();
        dates.forEach((code, of) -> timetables.line(code).ifPresent(line -> byLine.put(line, of)));
        return byLine;
    }

    private void read(Map<Line, TreeSet<LocalDate>> trips) {
        trips.forEach(
                (line, dates) -> memory.put(departures.of(List.of(line.code()), dates.getFirst(), dates.getLast())));
    }

    @Override
    public boolean hold(String countyCode, Map<String, Way> ways) {
        transactions.require();
        var wanted = new ArrayList<Hold>();
        for (var way : new TreeMap<>(ways).entrySet()) {
            Optional<List<Hold>> of = wanted(countyCode, way.getKey(), 0, way.getValue(), null);
            if (of.isEmpty()) {
                return false;
            }
            wanted.addAll(of.get());
        }
        if (wanted.isEmpty()) {
            return true;
        }
        SortedMap<Stretch, Size> changes = new Changes().take(wanted).sums();
        holds.insert(wanted);
        return stretches.take(changes);
    }

    /** @return empty when the timetable has not all of the legs, or one of them is closed by its time */
    Optional<List<Hold>> wanted(String countyCode, String holder, int behind, Way way, @Nullable Instant heldAt) {
        var wanted = new ArrayList<Hold>();
        for (Leg leg : way.legs()) {
            Optional<Ride> ride = timetables.ride(leg).filter(this::open);
            if (ride.isEmpty()) {
                return Optional.empty();
            }
            wanted.add(new Hold(
                    holder, behind + wanted.size() + 1, countyCode, ride.get(), Size.of(way.load()), heldAt, null));
        }
        return Optional.of(wanted);
    }

    private boolean open(Ride ride) {
        return !memory.gone(timetables.line(ride.lineCode()).orElseThrow(), ride.serviceDate(), ride.board());
    }

    @Override
    public void free(Collection<String> holders) {
        transactions.require();
        List<Hold> held = holds.lock(new TreeSet<>(holders));
        if (held.isEmpty()) {
            return;
        }
        holds.delete(holders);
        stretches.change(new Changes().giveBack(held).sums());
    }

    @Override
    public boolean move(String countyCode, String holder, int ridden, int behind, Way way) {
        transactions.require();
        List<Hold> held = holds.lock(List.of(holder));
        List<Hold> given = held.stream().filter(hold -> hold.seq() > ridden).toList();
        // Who is sent another way has waited as long as before.
        Instant since = held.stream().map(Hold::heldAt).min(Instant::compareTo).orElse(null);
        Optional<List<Hold>> wanted = wanted(countyCode, holder, behind, way, since);
        if (wanted.isEmpty()) {
            return false;
        }
        SortedMap<Stretch, Size> changes =
                new Changes().giveBack(given).take(wanted.get()).sums();
        Map<Stretch, Part> there = stretches.locked(changes);
        boolean room = changes.entrySet().stream()
                .allMatch(change -> change.getValue().givesBack()
                        || there.get(change.getKey()).takes(change.getValue()));
        if (!room) {
            memory.put(there.values());
            return false;
        }
        holds.delete(holder, ridden);
        holds.insert(wanted.get());
        stretches.change(changes);
        return true;
    }

    @Override
    public void reweigh(String holder, int ridden, Load load) {
        transactions.require();
        Size size = Size.of(load);
        List<Hold> were = holds.lock(List.of(holder)).stream()
                .filter(hold -> hold.seq() > ridden && !hold.size().equals(size))
                .toList();
        if (were.isEmpty()) {
            return;
        }
        List<Hold> are = were.stream().map(hold -> hold.sized(size)).toList();
        List<DepartureTable.Trip> trips = are.stream()
                .map(hold -> new DepartureTable.Trip(
                        hold.ride().lineCode(), hold.ride().serviceDate()))
                .distinct()
                .sorted(DepartureTable.Trip.IN_ORDER)
                .toList();
        // Whole, since whoever gives way is looked for on all of it.
        trips.forEach(trip -> departures.lock(trip.lineCode(), trip.serviceDate()));
        holds.delete(were);
        holds.insert(are);
        stretches.change(new Changes().giveBack(were).take(are).sums());
        trips.forEach(trip -> overflowing.settle(trip.lineCode(), trip.serviceDate()));
    }

    @Override
    public void board(
            String countyCode, Map<String, Integer> legs, Function<Set<String>, Map<String, Load>> loads, Leg trip) {
        transactions.require();
        List<Hold> held = holds.lock(new TreeSet<>(legs.keySet())).stream()
                .filter(hold -> hold.seq() == legs.get(hold.holder()))
                .toList();
        var others = held.stream().filter(hold -> !hold.ride().on(trip)).toList();
        var came = new TreeSet<>(legs.keySet());
        held.stream().filter(hold -> hold.ride().on(trip)).map(Hold::holder).forEach(came::remove);
        Optional<Ride> ride = timetables.ride(trip);
        var aboard = new ArrayList<Hold>();
        if (ride.isPresent() && !came.isEmpty()) {
            Map<String, Instant> since = others.stream().collect(Collectors.toMap(Hold::holder, Hold::heldAt));
            Map<String, Load> sizes = loads.apply(came);
            came.forEach(holder -> aboard.add(new Hold(
                    holder,
                    legs.get(holder),
                    countyCode,
                    ride.get(),
                    Size.of(sizes.get(holder)),
                    since.get(holder),
                    null)));
        }
        SortedMap<Stretch, Size> changes =
                new Changes().giveBack(others).take(aboard).sums();
        Map<Stretch, Part> there = stretches.locked(changes);
        holds.delete(others);
        holds.insert(marked(aboard, new TreeMap<>(there)));
        stretches.change(changes);
    }

    /** Those for whom there is no room are marked. @param there what is held without them */
    private static List<Hold> marked(List<Hold> aboard, Map<Stretch, Part> there) {
        var marked = new ArrayList<Hold>();
        for (Hold hold : aboard) {
            List<Stretch> stretches = hold.ride().stretches();
            boolean fits = stretches.stream()
                    .allMatch(at -> !there.containsKey(at)
                            || there.get(at).fits(there.get(at).held().plus(hold.size())));
            if (fits) {
                stretches.forEach(at -> there.computeIfPresent(at, (key, part) -> part.plus(hold.size())));
                marked.add(hold);
            } else {
                marked.add(new Hold(
                        hold.holder(),
                        hold.seq(),
                        hold.countyCode(),
                        hold.ride(),
                        hold.size(),
                        hold.heldAt(),
                        Overflow.OVERLOADED));
            }
        }
        return marked;
    }

    @Override
    public Map<String, List<Held>> of(Collection<String> holders) {
        return holds.of(holders).stream()
                .collect(Collectors.groupingBy(
                        Hold::holder,
                        Collectors.mapping(
                                hold -> new Held(hold.seq(), hold.ride().leg(), hold.overflow()),
                                Collectors.toList())));
    }

    @Override
    public Optional<List<Leg>> standing(String holder, Instant now) {
        List<Hold> held = holds.of(List.of(holder));
        boolean stands = !held.isEmpty()
                && held.stream()
                        .allMatch(hold -> hold.overflow() == null
                                && hold.ride().leg().departsAt().isAfter(now)
                                && timetables.stands(hold.ride().leg()));
        stands = stands
                && timetables.join(held.stream().map(hold -> hold.ride().leg()).toList());
        return stands ? Optional.of(held.stream().map(hold -> hold.ride().leg()).toList()) : Optional.empty();
    }
}
