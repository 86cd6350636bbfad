package org.cunlu.logistics.departure;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Aboard;
import org.cunlu.logistics.DatedDeparture;
import org.cunlu.logistics.DrivenWays;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.PublishedTours;
import org.cunlu.logistics.RoadMatrix;
import org.cunlu.logistics.Workplaces;

/** Adds up sections of trips by their length. */
@Singleton
class Driving implements DrivenWays {
    private final DepartureList departures;
    private final PublishedTours tours;
    private final Aboard aboard;
    private final RoadMatrix roads;
    private final NetworkMaps maps;
    private final Workplaces workplaces;

    Driving(
            DepartureList departures,
            PublishedTours tours,
            Aboard aboard,
            RoadMatrix roads,
            NetworkMaps maps,
            Workplaces workplaces) {
        this.departures = departures;
        this.tours = tours;
        this.aboard = aboard;
        this.roads = roads;
        this.maps = maps;
        this.workplaces = workplaces;
    }

    /** From one stop to the next. */
    private record Section(String from, String to, boolean empty) {}

    /** One trip of a line, or of a vehicle's tour. */
    private record Trip(String code, String name, Line.Mode mode, boolean tour, List<Section> sections) {
        String key() {
            return tour + "/" + code;
        }
    }

    @Override
    public List<Driven> driven(Caller caller, LocalDate from, LocalDate to) {
        var trips = new ArrayList<Trip>();
        departures.of(caller, null, from, to, null, DepartureDesk.RUNS_MAX).items().stream()
                .map(Driving::trip)
                .forEach(trips::add);
        for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
            trips.addAll(toursOn(caller, date));
        }
        Lengths lengths = lengths(trips);
        var byCode = new TreeMap<String, List<Trip>>();
        trips.forEach(trip ->
                byCode.computeIfAbsent(trip.key(), key -> new ArrayList<>()).add(trip));
        return byCode.values().stream().map(some -> sum(some, lengths)).toList();
    }

    private static Trip trip(DatedDeparture run) {
        return new Trip(
                run.lineCode(),
                run.name(),
                run.mode(),
                false,
                run.sections().stream()
                        .filter(section -> section.toNode() != null)
                        .map(section -> new Section(section.fromNode(), section.toNode(), section.loaded() == 0))
                        .toList());
    }

    private List<Trip> toursOn(Caller caller, LocalDate date) {
        List<PublishedTours.Tour> own = tours.on(date).stream()
                .filter(tour -> tour.line().stops().stream()
                        .anyMatch(stop -> workplaces.covers(caller, stop.nodeCode(), RoomActs.WHO)))
                .toList();
        if (own.isEmpty()) {
            return List.of();
        }
        Map<String, List<Aboard.Carried>> carried = aboard.carried(date);
        return own.stream()
                .map(tour -> new Trip(
                        tour.vehicle(),
                        tour.vehicle(),
                        tour.line().mode(),
                        true,
                        sections(tour.line(), carried.getOrDefault(tour.line().code(), List.of()))))
                .toList();
    }

    private static List<Section> sections(Line line, List<Aboard.Carried> carried) {
        return IntStream.range(0, line.stops().size() - 1)
                .mapToObj(stop -> new Section(
                        line.stops().get(stop).nodeCode(),
                        line.stops().get(stop + 1).nodeCode(),
                        DepartureList.loaded(line, stop, carried) == 0))
                .toList();
    }

    private static Driven sum(List<Trip> trips, Lengths lengths) {
        Trip first = trips.getFirst();
        return new Driven(
                first.code(),
                first.name(),
                first.mode(),
                first.tour(),
                trips.size(),
                metres(trips, lengths, false),
                metres(trips, lengths, true));
    }

    private static long metres(Collection<Trip> trips, Lengths lengths, boolean empty) {
        return trips.stream()
                .flatMap(trip -> trip.sections().stream())
                .filter(section -> section.empty() || !empty)
                .mapToLong(lengths::of)
                .sum();
    }

    private Lengths lengths(List<Trip> trips) {
        Map<String, Node> nodes = maps.current().nodes();
        List<Node> places = trips.stream()
                .flatMap(trip -> trip.sections().stream())
                .flatMap(section -> Stream.of(section.from(), section.to()))
                .distinct()
                .sorted()
                .map(nodes::get)
                .filter(node -> node != null)
                .toList();
        var index = new HashMap<String, Integer>();
        places.forEach(node -> index.put(node.code(), index.size()));
        return new Lengths(
                index,
                places.isEmpty()
                        ? null
                        : roads.between(
                                places.stream().map(RoadMatrix.Point::of).toList()));
    }

    /** @param ways null where nothing went */
    private record Lengths(Map<String, Integer> index, RoadMatrix.Matrix ways) {
        /** @return 0 where no road leads there: a node that is gone, or a line that takes another way than roads */
        long of(Section section) {
            Integer from = index.get(section.from());
            Integer to = index.get(section.to());
            double metres = from == null || to == null ? 0 : ways.metres(from, to);
            return Double.isInfinite(metres) ? 0 : Math.round(metres);
        }
    }
}
