package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cunlu.app.play.Freight.Ride;

/**
 * Moves parcels from node to node as the people there would: packs, puts into bags, loads at the departure of the
 * timetable, unloads at the arrival, hands over. The clock is moved to each departure and arrival and no further.
 */
final class Carrying {
    /** How long before its departure a vehicle is loaded: within the loading window of an hour. */
    static final Duration LOADING_AHEAD = Duration.ofMinutes(10);

    private final Api api;
    private final People people;
    private final DemoClock clock;
    private final Touring touring;
    private int scans;

    Carrying(Api api, People people, DemoClock clock) {
        this.api = api;
        this.people = people;
        this.clock = clock;
        this.touring = new Touring(api, clock, this::unload);
    }

    /** Bags or single parcels that ride together. @param bag null for a parcel that rides alone */
    record Riding(Ride ride, String bag, List<Freight> parcels) {}

    /** @return how many scans were made */
    int scans() {
        return scans + touring.steps();
    }

    /** @return who drives what rides by no timetable */
    Touring touring() {
        return touring;
    }

    void pack(List<Freight> parcels) {
        byNode(parcels, Freight::fromNode)
                .forEach((node, here) -> scan(
                        node,
                        here.stream()
                                .map(parcel -> scanOf("PACK", node, parcel.barcode(), null))
                                .toList()));
    }

    /**
     * Brings parcels that lie at a node to their last node, where each is handed over as soon as it is there.
     * @param look reads the parcels again, as they are now
     */
    void bringAll(java.util.function.Supplier<List<Freight>> look) {
        var onTheWay = new ArrayList<Riding>();
        while (true) {
            var seen = look.get();
            handOver(seen);
            var waiting = seen.stream()
                    .filter(parcel -> parcel.state().equals("AT_NODE")
                            && parcel.nextRide() != null
                            && !parcel.nextRide().byTour())
                    .toList();
            Instant departure = waiting.stream()
                    .map(parcel -> parcel.nextRide().departsAt())
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.MAX);
            Instant arrival = onTheWay.stream()
                    .map(riding -> riding.ride().arrivesAt())
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.MAX);
            Instant then = arrival.isBefore(departure) ? arrival : departure;
            if (toured(then)) {
                continue;
            }
            if (then.equals(Instant.MAX)) {
                return;
            }
            if (arrival.compareTo(departure) <= 0) {
                clock.atLeast(arrival);
                var arrived = onTheWay.stream()
                        .filter(riding -> riding.ride().arrivesAt().equals(arrival))
                        .toList();
                arrived.forEach(this::unload);
                onTheWay.removeAll(arrived);
            } else {
                clock.atLeast(departure.minus(LOADING_AHEAD));
                load(
                        waiting.stream()
                                .filter(parcel -> parcel.nextRide().departsAt().equals(departure))
                                .toList(),
                        onTheWay);
            }
        }
    }

    /** Goes on with the tours until something else is to be done. @return whether goods were moved: then what waits is looked at anew */
    private boolean toured(Instant then) {
        boolean moved = false;
        while (!moved && touring.next().isBefore(then)) {
            moved = touring.go();
        }
        return moved;
    }

    /** Brings one parcel alone, ride by ride, to where it came from. @param look reads it again, as it is now */
    void bringHome(java.util.function.Supplier<Freight> look) {
        for (Freight parcel = look.get(); !parcel.state().equals("RETURNED"); parcel = look.get()) {
            Ride ride = parcel.nextRide();
            if (ride == null) {
                throw new Unplayable("nothing leads home from " + parcel.atNode() + ": " + parcel.state());
            }
            clock.atLeast(ride.departsAt().minus(LOADING_AHEAD));
            Riding riding = loadAlone(ride, List.of(parcel));
            clock.atLeast(ride.arrivesAt());
            unload(riding);
        }
    }

    /** At a station to the buyer by his code, at a gateway to a carrier with a waybill. */
    private void handOver(List<Freight> parcels) {
        for (Freight parcel : parcels) {
            if (parcel.state().equals("READY")) {
                var pickup = new HashMap<String, Object>();
                pickup.put("requestId", UUID.randomUUID().toString());
                pickup.put("node", parcel.toNode());
                pickup.put("pickupCode", parcel.pickupCode());
                if (parcel.cashDueFen() > 0) {
                    pickup.put("cashFen", parcel.cashDueFen());
                }
                api.post(people.staff(), "/api/station/pickups", pickup);
                scans++;
            }
        }
        byNode(parcels.stream().filter(Freight::atGateway).toList(), Freight::atNode)
                .forEach((node, here) -> scan(
                        node,
                        here.stream().map(parcel -> toCarrier(node, parcel)).toList()));
    }

    private static Map<String, Object> toCarrier(String node, Freight parcel) {
        var scan = scanOf("HAND_OVER", node, parcel.barcode(), null);
        scan.put("carrier", "中国邮政");
        scan.put("waybill", "EMS" + parcel.barcode().replaceAll("\\D", ""));
        return scan;
    }

    void load(List<Freight> parcels, List<Riding> onTheWay) {
        var together = parcels.stream()
                .collect(Collectors.groupingBy(
                        parcel -> new Ride(
                                parcel.nextRide().from(),
                                parcel.nextRide().to(),
                                parcel.nextRide().line(),
                                parcel.nextRide().departsAt(),
                                parcel.nextRide().arrivesAt()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        together.forEach(
                (ride, group) -> onTheWay.add(group.size() == 1 ? loadAlone(ride, group) : loadBag(ride, group)));
    }

    private Riding loadAlone(Ride ride, List<Freight> one) {
        scan(ride.from(), List.of(scanOf("OUT", ride.from(), one.getFirst().barcode(), null)));
        return new Riding(ride, null, one);
    }

    private Riding loadBag(Ride ride, List<Freight> group) {
        JsonNode bag = api.post(
                people.staff(),
                "/api/station/bags",
                Map.of("requestId", UUID.randomUUID().toString(), "node", ride.from(), "nextNode", ride.to()));
        String sscc = bag.get("sscc").getStringValue();
        var scans = new ArrayList<Map<String, Object>>();
        group.forEach(parcel -> scans.add(scanOf("BAG", ride.from(), parcel.barcode(), sscc)));
        scans.add(scanOf("OUT", ride.from(), null, sscc));
        scan(ride.from(), scans);
        return new Riding(ride, sscc, group);
    }

    void unload(Riding riding) {
        String node = riding.ride().to();
        if (riding.bag() == null) {
            scan(node, List.of(scanOf("IN", node, riding.parcels().getFirst().barcode(), null)));
            return;
        }
        var scans = new ArrayList<Map<String, Object>>();
        scans.add(scanOf("IN", node, null, riding.bag()));
        riding.parcels().forEach(parcel -> scans.add(scanOf("UNBAG", node, parcel.barcode(), riding.bag())));
        scan(node, scans);
    }

    /** What a tour brought. */
    private void unload(String node, List<String> numbers, boolean bag) {
        scan(
                node,
                numbers.stream()
                        .map(number -> scanOf("UNLOAD", node, bag ? null : number, bag ? number : null))
                        .toList());
    }

    private void scan(String node, List<Map<String, Object>> rows) {
        JsonNode answer = api.post(people.staff(), "/api/station/scans", Map.of("scans", rows));
        answer.get("results").values().forEach(result -> {
            if (result.get("outcome").getStringValue().equals("REFUSED")) {
                throw new Unplayable("a scan at " + node + " was refused: "
                        + result.get("code").coerceStringValue() + " "
                        + result.get("title").coerceStringValue());
            }
        });
        scans += rows.size();
    }

    private static Map<String, Object> scanOf(String kind, String node, String parcel, String bag) {
        var scan = new HashMap<String, Object>();
        scan.put("scanId", UUID.randomUUID().toString());
        scan.put("scanner", "demo-" + node);
        scan.put(
                "deviceTime",
                Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString());
        scan.put("kind", kind);
        scan.put("node", node);
        if (parcel != null) {
            scan.put("parcel", parcel);
        }
        if (bag != null) {
            scan.put("bag", bag);
        }
        return scan;
    }

    private static Map<String, List<Freight>> byNode(
            List<Freight> parcels, java.util.function.Function<Freight, String> node) {
        return parcels.stream().collect(Collectors.groupingBy(node, LinkedHashMap::new, Collectors.toList()));
    }
}
