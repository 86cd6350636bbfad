package org.cunlu.logistics.dispatch;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Opening;
import org.cunlu.logistics.PublishedTours;
import org.cunlu.logistics.Ways;
import org.cunlu.logistics.Ways.LegKey;
import org.cunlu.logistics.Ways.ParcelLeg;
import org.cunlu.logistics.dispatch.Manifests.Wish;

/**
 * Lets parcels ride with published tours instead of the departures on which they hold room. The room stays theirs until they are
 * put aboard, so that what a tour leaves behind still goes by the timetable.
 */
@Singleton
class Riding {
    private final Ways ways;
    private final PublishedTours tours;
    private final NetworkMaps maps;

    Riding(Ways ways, PublishedTours tours, NetworkMaps maps) {
        this.ways = ways;
        this.tours = tours;
        this.maps = maps;
    }

    /** @param moved how many ride with tours @param kept barcodes that keep their departures, as a tour would miss what comes behind it */
    record Rides(int moved, List<String> kept) {}

    /** Joins the transaction. @param before runs of the plan that is changed */
    Rides ride(LocalDate day, Collection<String> before, List<Wish> wishes) {
        ways.asPlanned(before, day);
        Map<String, PublishedTours.Tour> runs =
                tours.of(wishes.stream().map(Wish::line).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(tour -> tour.line().code(), Function.identity()));
        Map<String, List<ParcelLeg>> legs = ways
                .of(wishes.stream().map(Wish::barcode).distinct().toList())
                .stream()
                .collect(Collectors.groupingBy(ParcelLeg::barcode));
        var moved = new HashMap<LegKey, Leg>();
        for (Wish wish : wishes) {
            Leg ride = runs.get(wish.line()).ride(wish.board(), wish.alight());
            legs.getOrDefault(wish.barcode(), List.of()).stream()
                    .filter(leg -> between(leg.leg(), ride))
                    .findFirst()
                    .ifPresent(leg -> moved.put(new LegKey(leg.barcode(), leg.seq()), ride));
        }
        while (moved.keySet().removeIf(key -> misses(key, moved, legs.get(key.barcode())))) {
            // Each that keeps its departure may be too late, or too early, for its neighbour.
        }
        ways.rideWith(moved);
        Set<String> riding = moved.keySet().stream().map(LegKey::barcode).collect(Collectors.toSet());
        List<String> kept = wishes.stream()
                .map(Wish::barcode)
                .distinct()
                .filter(barcode -> !riding.contains(barcode))
                .sorted()
                .toList();
        return new Rides(moved.size(), kept);
    }

    /** What was sent another way since the plan was begun rides by that. */
    private static boolean between(Leg leg, Leg ride) {
        return leg.fromNode().equals(ride.fromNode())
                && leg.toNode().equals(ride.toNode())
                && leg.serviceDate().equals(ride.serviceDate());
    }

    private boolean misses(LegKey key, Map<LegKey, Leg> moved, List<ParcelLeg> legs) {
        Leg ride = moved.get(key);
        return legs.stream().anyMatch(other -> {
            Leg leg = moved.getOrDefault(new LegKey(other.barcode(), other.seq()), other.leg());
            boolean next = other.seq() == key.seq() + 1 && leg.departsAt().isBefore(handled(ride));
            boolean last = other.seq() == key.seq() - 1 && ride.departsAt().isBefore(handled(leg));
            return next || last;
        });
    }

    private Instant handled(Leg leg) {
        Opening opening = maps.current().openings().get(leg.toNode());
        return leg.arrivesAt().plusSeconds(opening == null ? 0 : 60L * opening.handlingMinutes());
    }
}
