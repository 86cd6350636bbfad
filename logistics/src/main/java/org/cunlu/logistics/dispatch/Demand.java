package org.cunlu.logistics.dispatch;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.CashDrawer;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.RoadMatrix;
import org.cunlu.logistics.Vehicles;
import org.cunlu.logistics.dispatch.DemandTable.Ride;
import org.cunlu.logistics.dispatch.PlanTable.Things;
import org.cunlu.logistics.dispatch.Sheet.Rules;
import org.cunlu.logistics.dispatch.Sheet.Stop;
import org.cunlu.logistics.dispatch.TermsTable.Station;

/** What a depot's own vans have to do on a day: what lies there or will come, what its stations give, and with which vans. */
@Singleton
class Demand {
    private final DemandTable table;
    private final TermsTable terms;
    private final Vehicles vehicles;
    private final NetworkMaps maps;
    private final CashDrawer cash;
    private final RoadMatrix roads;
    private final Clock clock;

    Demand(
            DemandTable table,
            TermsTable terms,
            Vehicles vehicles,
            NetworkMaps maps,
            CashDrawer cash,
            RoadMatrix roads,
            Clock clock) {
        this.table = table;
        this.terms = terms;
        this.vehicles = vehicles;
        this.maps = maps;
        this.cash = cash;
        this.roads = roads;
        this.clock = clock;
    }

    record Gathered(Sheet sheet, Things things, RoadMatrix.Matrix roads) {}

    Gathered of(Node depot, LocalDate day) {
        NetworkMap map = maps.current();
        Set<String> lines = map.lines().stream()
                .filter(line -> line.mode() == Line.Mode.VAN && depot.code().equals(home(line, map)))
                .map(Line::code)
                .collect(Collectors.toSet());
        List<Ride> rides = table.rides(day, lines);
        List<String> places = places(depot, map, rides);
        Map<String, Station> stations = terms.stations(places);
        var bundles = new Bundles(depot.code(), day, map, stations);
        rides.forEach(bundles::add);
        for (String place : places) {
            long fen = place.equals(depot.code())
                    ? 0
                    : cash.offered(place).stream()
                            .mapToLong(CashDrawer.Offered::fen)
                            .sum();
            bundles.cash(place, fen);
        }
        List<Stop> stops = bundles.stops();
        // Of a day that has begun there is only what is left of it.
        int now = second(day, clock.instant());
        var sheet = new Sheet(
                depot.code(),
                day,
                places,
                stops,
                vans(depot).stream()
                        .map(van -> van.leaves() < now ? van.from(now) : van)
                        .toList(),
                Rules.NONE,
                List.copyOf(new TreeSet<>(bundles.notToday())));
        return new Gathered(sheet, bundles.things(), roads.between(points(places, map)));
    }

    /** @return nodes that have lines of their own with vans, the highest first */
    static List<Node> depots(NetworkMap map) {
        return map.lines().stream()
                .filter(line -> line.mode() == Line.Mode.VAN)
                .map(line -> map.nodes().get(home(line, map)))
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.comparing(Node::tier).thenComparing(Node::code))
                .toList();
    }

    List<Sheet.Van> vans(Node depot) {
        List<Vehicles.Vehicle> own = vehicles.at(depot.code());
        var said = terms.vans(own.stream().map(Vehicles.Vehicle::code).toList());
        return own.stream()
                .map(vehicle -> Vans.of(vehicle, said.getOrDefault(vehicle.code(), TermsTable.usual(vehicle.kind()))))
                .toList();
    }

    /** @return the node highest in the tree at which a line calls: it is that depot's */
    private static String home(Line line, NetworkMap map) {
        return line.stops().stream()
                .map(Line.Stop::nodeCode)
                .filter(code ->
                        map.nodes().containsKey(code) && map.nodes().get(code).tier() != Node.Tier.GATEWAY)
                .min(Comparator.comparing((String code) -> map.nodes().get(code).tier()))
                .orElse("");
    }

    /** The depot, all that lies below it and can be driven to, and wherever something is to be brought or fetched. */
    private static List<String> places(Node depot, NetworkMap map, Collection<Ride> rides) {
        var places = new LinkedHashSet<String>();
        places.add(depot.code());
        Stream.concat(
                        map.nodes().values().stream()
                                .filter(node ->
                                        node.tier() != Node.Tier.GATEWAY && node.open() && node.within(depot.code()))
                                .map(Node::code),
                        rides.stream().flatMap(ride -> Stream.of(ride.from(), ride.to())))
                .sorted()
                .forEach(places::add);
        return new ArrayList<>(places);
    }

    private static List<RoadMatrix.Point> points(List<String> places, NetworkMap map) {
        return places.stream()
                .map(code -> map.nodes().get(code))
                .map(RoadMatrix.Point::of)
                .toList();
    }

    /** @return seconds after the day's midnight */
    static int second(LocalDate day, Instant at) {
        return Math.clamp(
                Duration.between(CountyTime.instant(day, LocalTime.MIDNIGHT), at)
                        .toSeconds(),
                -1_000_000,
                1_000_000);
    }

    static Instant instant(LocalDate day, double second) {
        return CountyTime.instant(day, LocalTime.MIDNIGHT).plusMillis(Math.round(second * 1_000));
    }
}
