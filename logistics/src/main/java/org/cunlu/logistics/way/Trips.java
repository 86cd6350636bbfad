package org.cunlu.logistics.way;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.PublishedTours;
import org.cunlu.logistics.Timetable;
import org.cunlu.logistics.Ways;

/** Legs from their table, and which dated trip it is that parcels leave with. */
@Singleton
class Trips implements Ways {
    /** How long after its time a vehicle may still be loaded. */
    private static final Duration LATEST = Duration.ofHours(12);
    /** Departures asked for at once when it is not known with which one a parcel came. */
    private static final int LOOK_BACK = 50;

    private final LegTable legs;
    private final Timetable timetable;
    private final PublishedTours tours;
    private final Duration loadingWindow;

    /** @param loadingWindow how long before its departure a trip is loaded */
    Trips(
            LegTable legs,
            Timetable timetable,
            PublishedTours tours,
            @Value("${cunlu.logistics.loading-window:60m}") Duration loadingWindow) {
        this.legs = legs;
        this.timetable = timetable;
        this.tours = tours;
        this.loadingWindow = loadingWindow;
    }

    @Override
    public void follow(String barcode, String countyCode, int behind, List<Leg> next) {
        legs.insert(Map.of(new LegKey(barcode, behind), next), countyCode);
    }

    @Override
    public void replace(Map<LegKey, List<Leg>> ways, String countyCode, Instant at) {
        if (!ways.isEmpty()) {
            legs.putAside(ways.keySet(), at);
            legs.insert(ways, countyCode);
        }
    }

    @Override
    public List<Leg> aside(String barcode, String from, @Nullable String to, Instant earliest, Instant latest) {
        return legs.aside(barcode, from, to, earliest, latest);
    }

    @Override
    public boolean wasToCome(String barcode, String node) {
        return legs.wasToCome(barcode, node);
    }

    @Override
    public void shorten(LegKey leg, String node, Instant at) {
        legs.shorten(leg, node, at);
    }

    @Override
    public void retime(Map<LegKey, Leg> retimed) {
        retimed.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                .forEach((leg, keys) -> legs.retime(keys, leg));
    }

    @Override
    public void rideWith(Map<LegKey, Leg> riding) {
        riding.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                .forEach((leg, keys) -> legs.rideWith(keys, leg));
    }

    @Override
    public void asPlanned(Collection<String> lines, LocalDate date) {
        legs.asPlanned(lines, date);
    }

    @Override
    public int last(String barcode) {
        return legs.last(barcode);
    }

    @Override
    public List<ParcelLeg> of(Collection<String> barcodes) {
        return legs.of(barcodes);
    }

    @Override
    public Map<String, Leg> current(Collection<LegKey> keys) {
        Map<String, Integer> seqs = keys.stream().collect(Collectors.toMap(LegKey::barcode, LegKey::seq));
        return legs.of(seqs.keySet()).stream()
                .filter(leg -> leg.seq() == seqs.get(leg.barcode()))
                .collect(Collectors.toMap(ParcelLeg::barcode, ParcelLeg::leg));
    }

    @Override
    public void leave(Collection<LegKey> leaving, Leg trip, Instant at) {
        legs.leave(leaving, trip, at);
    }

    @Override
    public void arrive(Collection<LegKey> arriving, Instant at) {
        legs.arrive(arriving, at);
    }

    @Override
    public void stay(Collection<LegKey> staying) {
        legs.stay(staying);
    }

    @Override
    public Boarding loading(String trip, String nodeCode, String nextNode, Instant now) {
        Optional<Leg> named = named(trip, nodeCode, nextNode, now.minus(LATEST));
        if (named.isEmpty()) {
            return new Boarding.None();
        }
        return now.isBefore(named.get().departsAt().minus(loadingWindow))
                ? new Boarding.NotYet(named.get(), false)
                : new Boarding.With(named.get());
    }

    private Optional<Leg> named(String trip, String nodeCode, String nextNode, Instant earliest) {
        String line = trip.substring(0, Math.max(0, trip.lastIndexOf('/')));
        Stream<Leg> found = PublishedTours.names(line)
                ? tours.find(line).flatMap(tour -> tour.ride(nodeCode, nextNode)).stream()
                : timetable.departures(nodeCode, nextNode, earliest, LOOK_BACK).stream();
        return found.filter(leg -> trip.equals(leg.lineCode() + "/" + leg.serviceDate()))
                .filter(leg -> !leg.departsAt().isBefore(earliest))
                .findFirst();
    }

    @Override
    public Boarding loading(Collection<LegKey> leaving, String nodeCode, String nextNode, Instant now) {
        Collection<Leg> named = current(leaving).values();
        boolean missed = named.stream().anyMatch(leg -> gone(leg, now));
        Optional<Leg> earliest = earliest(nodeCode, nextNode, named, missed, now);
        if (earliest.isEmpty()) {
            return new Boarding.None();
        }
        Leg trip = earliest.get();
        return now.isBefore(trip.departsAt().minus(loadingWindow))
                ? new Boarding.NotYet(trip, missed)
                : new Boarding.With(trip);
    }

    /** The earliest trip that has not gone: one that a leg names, or, when one was missed, the next of the timetable. */
    private Optional<Leg> earliest(
            String nodeCode, String nextNode, Collection<Leg> named, boolean missed, Instant now) {
        Stream<Leg> next = missed ? timetable.nextDeparture(nodeCode, nextNode, now).stream() : Stream.empty();
        return Stream.concat(named.stream().filter(leg -> !gone(leg, now)), next)
                .min(Comparator.comparing(Leg::departsAt));
    }

    /** A tour goes when it is loaded, and whoever is on it has nothing else to go by. */
    private static boolean gone(Leg leg, Instant now) {
        return leg.departsAt().isBefore(PublishedTours.names(leg.lineCode()) ? now.minus(LATEST) : now);
    }

    @Override
    public Boarding cameWith(Collection<LegKey> arrived, Instant now) {
        Optional<Leg> named = current(arrived).values().stream().min(Comparator.comparing(Leg::departsAt));
        if (named.isEmpty()) {
            return new Boarding.None();
        }
        Leg planned = named.get();
        boolean tour = PublishedTours.names(planned.lineCode());
        if (now.isBefore(planned.departsAt()) && !tour) {
            return new Boarding.NotYet(planned, false);
        }
        if (tour) {
            return new Boarding.With(planned);
        }
        return new Boarding.With(
                timetable.departures(planned.fromNode(), planned.toNode(), planned.departsAt(), LOOK_BACK).stream()
                        .filter(leg -> !leg.departsAt().isAfter(now))
                        .max(Comparator.comparing(Leg::departsAt))
                        .orElse(planned));
    }
}
