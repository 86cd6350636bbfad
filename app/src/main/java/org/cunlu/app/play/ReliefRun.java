package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cunlu.app.play.Carrying.Riding;

/** Carries what waits at nodes to where it goes, ride by ride, as whoever works there is told: the clock moves from ride to ride. */
final class ReliefRun {
    private final Api api;
    private final People people;
    private final DemoClock clock;
    private final Carrying carrying;
    private final Arrived arrived;
    private final List<Freight> waiting = new ArrayList<>();
    private final List<Riding> onTheWay = new ArrayList<>();

    /** Hears what has come to where it goes, which lies there loose. */
    interface Arrived {
        void at(String node, List<String> barcodes);
    }

    ReliefRun(Api api, People people, DemoClock clock, Carrying carrying, Arrived arrived) {
        this.api = api;
        this.people = people;
        this.clock = clock;
        this.carrying = carrying;
        this.arrived = arrived;
    }

    /** @param nodes where they wait now */
    void bring(Collection<String> nodes, Set<String> barcodes) {
        nodes.forEach(node -> look(node, barcodes));
        if (waiting.size() < barcodes.size()) {
            throw new Unplayable(barcodes.size() - waiting.size() + " units of the relief do not wait to be sent");
        }
        while (!waiting.isEmpty() || !onTheWay.isEmpty()) {
            Instant departure = earliest(waiting.stream()
                    .map(parcel -> parcel.nextRide().departsAt())
                    .toList());
            Instant arrival = earliest(
                    onTheWay.stream().map(riding -> riding.ride().arrivesAt()).toList());
            if (arrival.compareTo(departure) <= 0) {
                clock.atLeast(arrival);
                takeOff(arrival, barcodes);
            } else {
                clock.atLeast(departure.minus(Carrying.LOADING_AHEAD));
                var leaving = waiting.stream()
                        .filter(parcel -> parcel.nextRide().departsAt().equals(departure))
                        .toList();
                carrying.load(leaving, onTheWay);
                waiting.removeAll(leaving);
            }
        }
    }

    private static Instant earliest(List<Instant> times) {
        return times.stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    private void takeOff(Instant arrival, Set<String> barcodes) {
        for (Riding riding : List.copyOf(onTheWay)) {
            if (!riding.ride().arrivesAt().equals(arrival)) {
                continue;
            }
            onTheWay.remove(riding);
            carrying.unload(riding);
            String node = riding.ride().to();
            var here = riding.parcels().stream()
                    .filter(parcel -> parcel.toNode().equals(node))
                    .map(Freight::barcode)
                    .toList();
            if (!here.isEmpty()) {
                arrived.at(node, here);
            }
            if (here.size() < riding.parcels().size()) {
                var further = new HashSet<String>();
                riding.parcels().forEach(parcel -> further.add(parcel.barcode()));
                further.removeAll(here);
                further.retainAll(barcodes);
                look(node, further);
            }
        }
    }

    private void look(String node, Set<String> barcodes) {
        Pages.of(api, people.staff(), "/api/station/parcels?limit=100&state=AT_NODE&node=" + node, parcel -> {
            if (barcodes.contains(parcel.get("barcode").getStringValue())) {
                waiting.add(freight(node, parcel));
            }
        });
    }

    private static Freight freight(String node, JsonNode parcel) {
        String barcode = parcel.get("barcode").getStringValue();
        JsonNode departure = parcel.get("nextDeparture");
        if (departure == null || departure.isNull()) {
            throw new Unplayable("nothing takes " + barcode + " on from " + node);
        }
        return new Freight(
                barcode,
                barcode,
                "AT_NODE",
                node,
                node,
                parcel.get("toNode").getStringValue(),
                Instant.parse(parcel.get("promisedAt").getStringValue()),
                null,
                null,
                0,
                List.of(new Freight.Ride(
                        node,
                        parcel.get("nextNode").getStringValue(),
                        departure.get("lineCode").getStringValue(),
                        Instant.parse(departure.get("departsAt").getStringValue()),
                        Instant.parse(departure.get("arrivesAt").getStringValue()))),
                List.of());
    }
}
