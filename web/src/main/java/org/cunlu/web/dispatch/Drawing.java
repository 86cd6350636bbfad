package org.cunlu.web.dispatch;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.logistics.Closure;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.TourDesk;

/** Draws the nodes below a depot, the ways between them, and the rounds of a plan. North is up. */
@Singleton
class Drawing {
    private static final int WIDTH = 1_000;
    private static final int MARGIN = 50;
    private static final int HEIGHT_MIN = 400;
    private static final int HEIGHT_MAX = 1_300;
    private static final int COLOURS = 6;

    private final NetworkMaps maps;
    private final Clock clock;

    Drawing(NetworkMaps maps, Clock clock) {
        this.maps = maps;
        this.clock = clock;
    }

    private record Point(int x, int y) {
        @Override
        public String toString() {
            return x + " " + y;
        }
    }

    private record Frame(double west, double north, double scale, double narrow, int height) {
        static Frame of(List<Node> nodes) {
            double south = nodes.stream().mapToDouble(Node::latitude).min().orElse(0);
            double north = nodes.stream().mapToDouble(Node::latitude).max().orElse(0);
            double west = nodes.stream().mapToDouble(Node::longitude).min().orElse(0);
            double east = nodes.stream().mapToDouble(Node::longitude).max().orElse(0);
            double narrow = Math.cos(Math.toRadians((south + north) / 2));
            double wide = Math.max((east - west) * narrow, 0.01);
            double tall = Math.max(north - south, 0.01);
            double scale = Math.min((WIDTH - 2.0 * MARGIN) / wide, (HEIGHT_MAX - 2.0 * MARGIN) / tall);
            return new Frame(west, north, scale, narrow, Math.max(HEIGHT_MIN, (int) (tall * scale) + 2 * MARGIN));
        }

        Point at(Node node) {
            return new Point(
                    MARGIN + (int) Math.round((node.longitude() - west) * narrow * scale),
                    MARGIN + (int) Math.round((north - node.latitude()) * scale));
        }
    }

    /** @param stops nodes by stop @param tours to draw on top, none for none */
    CountyMap of(Node depot, Map<String, String> stops, List<TourDesk.Tour> tours) {
        NetworkMap map = maps.current();
        Instant now = clock.instant();
        List<Node> nodes = map.nodes().values().stream()
                .filter(node -> node.within(depot.code()) && node.status() != Node.Status.PLANNED)
                .sorted(Comparator.comparing(Node::tier).reversed().thenComparing(Node::code))
                .toList();
        Frame frame = Frame.of(nodes);
        Map<String, Point> points = nodes.stream().collect(Collectors.toMap(Node::code, frame::at));
        Set<String> closed = map.closures().stream()
                .filter(closure -> closure.kind() == Closure.Kind.NODE && closure.during(now, now))
                .map(Closure::node)
                .collect(Collectors.toSet());
        return new CountyMap(
                WIDTH,
                frame.height(),
                ways(map, points, now),
                rounds(points, depot.code(), stops, tours),
                nodes.stream()
                        .map(node -> new CountyMap.Spot(
                                node.code(),
                                node.name(),
                                node.tier().name().toLowerCase(Locale.ROOT),
                                closed.contains(node.code()),
                                points.get(node.code()).x(),
                                points.get(node.code()).y(),
                                node.latitude(),
                                node.longitude()))
                        .toList());
    }

    private static List<CountyMap.Way> ways(NetworkMap map, Map<String, Point> points, Instant now) {
        var kinds = new LinkedHashMap<String, Map<String, String>>();
        for (Line line : map.lines()) {
            for (int i = 1; i < line.stops().size(); i++) {
                String from = line.stops().get(i - 1).nodeCode();
                String to = line.stops().get(i).nodeCode();
                if (!points.containsKey(from) || !points.containsKey(to)) {
                    continue;
                }
                boolean shut = map.closures().stream()
                        .anyMatch(closure -> closure.joins(from, to) && closure.during(now, now));
                String one = from.compareTo(to) < 0 ? from : to;
                String other = from.compareTo(to) < 0 ? to : from;
                kinds.computeIfAbsent(
                                shut ? "closed" : line.mode().name().toLowerCase(Locale.ROOT),
                                kind -> new LinkedHashMap<>())
                        .put(one + " " + other, "M" + points.get(one) + "L" + points.get(other));
            }
        }
        return kinds.entrySet().stream()
                .map(kind -> new CountyMap.Way(
                        kind.getKey(),
                        String.join("", kind.getValue().values()),
                        String.join(",", kind.getValue().keySet())))
                .toList();
    }

    private static List<CountyMap.Round> rounds(
            Map<String, Point> points, String home, Map<String, String> stops, List<TourDesk.Tour> tours) {
        Point depot = points.get(home);
        var rounds = new ArrayList<CountyMap.Round>();
        for (TourDesk.Tour tour : tours) {
            var path = new StringBuilder();
            var nodes = new ArrayList<String>();
            Point farthest = depot;
            for (TourDesk.Trip trip : tour.trips()) {
                path.append("M").append(depot);
                var called = new StringBuilder(home);
                for (TourDesk.Visit visit : trip.visits()) {
                    String node = stops.getOrDefault(visit.stop(), "");
                    Point at = points.get(node);
                    if (at != null) {
                        called.append(" ").append(node);
                        path.append("L").append(at);
                        farthest = distance(at, depot) > distance(farthest, depot) ? at : farthest;
                    }
                }
                path.append("Z");
                nodes.add(called + " " + home);
            }
            rounds.add(new CountyMap.Round(
                    tour.van(),
                    rounds.size() % COLOURS,
                    path.toString(),
                    String.join(",", nodes),
                    farthest.x(),
                    farthest.y()));
        }
        return rounds;
    }

    private static double distance(Point one, Point other) {
        return Math.hypot(one.x() - other.x(), one.y() - other.y());
    }
}
