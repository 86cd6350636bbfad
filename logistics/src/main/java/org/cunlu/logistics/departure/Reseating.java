package org.cunlu.logistics.departure;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.ParcelRegister;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.Rerouting.Cause;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.Ways;
import org.cunlu.logistics.Ways.LegKey;
import org.cunlu.logistics.departure.DepartureTable.Said;
import org.cunlu.logistics.departure.DepartureTable.Trip;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the timetable changes, what is held on coming departures moves with them: a trip at a time, all that is on it together, for
 * one who changes seats alone might find another's not left yet. What is held where no ride is any more stays until its holder has
 * another way. Whoever was moved, or lost his ride, is noted with it and then looked at: does he reach his next departure, and does
 * his promise hold? What is to be done is read from what is held, so that it is found whoever died before.
 */
@Singleton
class Reseating {
    private static final Logger LOG = LoggerFactory.getLogger(Reseating.class);
    /** So long others may still hold room by the timetable as it was. */
    private static final Duration OTHERS_BEHIND = Duration.ofSeconds(30);

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final HoldTable holds;
    private final DepartureTable departures;
    private final ReseatTable changed;
    private final RoomMemory memory;
    private final Timetables timetables;
    private final Overflowing overflowing;
    private final GivingWay givingWay;
    private final ParcelRegister register;
    private final Ways ways;
    private final Rerouting rerouting;
    private final Transactions transactions;
    private final Clock clock;
    private @Nullable NetworkMap known;
    private long knownSince;
    private long looked;

    Reseating(
            HoldTable holds,
            DepartureTable departures,
            ReseatTable changed,
            RoomMemory memory,
            Timetables timetables,
            Overflowing overflowing,
            GivingWay givingWay,
            ParcelRegister register,
            Ways ways,
            Rerouting rerouting,
            Transactions transactions,
            Clock clock) {
        this.holds = holds;
        this.departures = departures;
        this.changed = changed;
        this.memory = memory;
        this.timetables = timetables;
        this.overflowing = overflowing;
        this.givingWay = givingWay;
        this.register = register;
        this.ways = ways;
        this.rerouting = rerouting;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Looks at all that is held when the network is another than the last time, and for a while after that. */
    synchronized void follow() {
        NetworkMap map = timetables.current();
        long now = System.nanoTime();
        if (map != known) {
            known = map;
            knownSince = now;
        } else if (now - knownSince > OTHERS_BEHIND.toNanos() || now - looked < EVERY.toNanos()) {
            return;
        }
        looked = now;
        boolean whole = false;
        try {
            whole = round();
        } finally {
            if (!whole) {
                // Until all of it is moved it is looked at again.
                knownSince = now;
            }
        }
    }

    /**
     * Safe to repeat, and for several instances to do at once; not inside a transaction.
     * @return false when something could not be moved
     */
    boolean round() {
        transactions.requireNone();
        if (!timetables.newest()) {
            // Others may have moved it all already: by what stands in memory here it would be moved back.
            return false;
        }
        boolean whole = true;
        List<Trip> trips = otherwise();
        for (Trip trip : trips) {
            try {
                transactions.run(() -> move(trip));
                memory.put(departures.of(List.of(trip.lineCode()), trip.serviceDate(), trip.serviceDate()));
            } catch (RuntimeException e) {
                // One that cannot be moved now keeps none of the others from it.
                LOG.error("what is held on {} could not be moved with it; tried again", trip, e);
                whole = false;
            }
        }
        if (!trips.isEmpty()) {
            givingWay.tell();
        }
        tell();
        return whole;
    }

    /** Gives those another way whose departures do not join any more, or come too late. Safe to repeat. */
    void tell() {
        for (ReseatTable.Changed each : transactions.read(changed::all)) {
            try {
                transactions.run(() -> {
                    rerouting.rerouteOrder(
                            each.holder(), new Cause(SlipReason.TIMETABLE_CHANGED, each.cause(), "system"));
                    changed.remove(each);
                });
            } catch (RuntimeException e) {
                LOG.error("{} could not be looked at after {}; tried again", each.holder(), each.cause(), e);
            }
        }
    }

    /** @return trips on which something is held that the timetable has otherwise now, in the order in which they are locked */
    private List<Trip> otherwise() {
        return transactions.read(() -> holds.coming(clock.instant())).stream()
                .filter(this::otherwise)
                .map(ride -> new Trip(ride.lineCode(), ride.serviceDate()))
                .distinct()
                .sorted(Trip.IN_ORDER)
                .toList();
    }

    private boolean otherwise(Ride ride) {
        return !timetables.ride(ride.leg()).equals(Optional.of(ride));
    }

    private void move(Trip trip) {
        if (!timetables.newest()) {
            return;
        }
        Instant now = clock.instant();
        var holders = affected(holds.ofTrip(trip.lineCode(), trip.serviceDate()), trip, now).stream()
                .map(Hold::holder)
                .collect(Collectors.toCollection(TreeSet::new));
        // Parcels, then what is held, then stretches, as everywhere.
        Map<String, String> barcodes = register.barcodesOf(holders);
        register.lock(barcodes.values());
        List<Hold> all = affected(holds.lock(holders), trip, now);
        var from = new ArrayList<Hold>();
        var to = new ArrayList<Hold>();
        for (Hold hold : all) {
            timetables.now(hold.ride().leg()).ifPresent(ride -> {
                from.add(hold);
                to.add(hold.on(ride));
            });
        }
        if (!to.isEmpty()) {
            Line line = timetables.line(trip.lineCode()).orElseThrow();
            stretches(line, trip.serviceDate());
            SortedMap<Stretch, Size> sums =
                    new Changes().giveBack(from).take(to).sums();
            if (!sums.isEmpty() && departures.force(sums) != sums.size()) {
                throw new IllegalStateException("departures cannot be made: " + sums.keySet());
            }
            holds.delete(from);
            holds.insert(to);
            ways.retime(legs(to, barcodes));
            overflowing.settle(trip.lineCode(), trip.serviceDate());
        }
        changed.add(
                all,
                "timetable:" + trip.lineCode() + "/" + trip.serviceDate() + "@"
                        + timetables.current().version(),
                now);
        LOG.info("{}: {} seats moved, {} are gone", trip, to.size(), all.size() - to.size());
    }

    private List<Hold> affected(Collection<Hold> held, Trip trip, Instant now) {
        return held.stream()
                .filter(hold -> hold.ride().lineCode().equals(trip.lineCode())
                        && hold.ride().serviceDate().equals(trip.serviceDate())
                        && hold.ride().leg().departsAt().isAfter(now)
                        && otherwise(hold.ride()))
                .toList();
    }

    /** All stretches are there, leave the nodes that they leave now, and take what people said of the trip. */
    private void stretches(Line line, LocalDate date) {
        departures.make(line, List.of(date));
        List<Part> parts = departures.lock(line.code(), date);
        departures.leaves(line, date, parts);
        Optional<Part> said = parts.stream().filter(Part::said).findFirst();
        if (said.isPresent() && !parts.stream().allMatch(Part::said)) {
            Part part = said.get();
            departures.say(line.code(), date, new Said(part.grams(), part.cm3(), part.pieces(), part.closed()), true);
        }
    }

    private static Map<LegKey, Leg> legs(List<Hold> moved, Map<String, String> barcodes) {
        var legs = new HashMap<LegKey, Leg>();
        for (Hold hold : moved) {
            if (barcodes.containsKey(hold.holder())) {
                legs.put(
                        new LegKey(barcodes.get(hold.holder()), hold.seq()),
                        hold.ride().leg());
            }
        }
        return legs;
    }
}
