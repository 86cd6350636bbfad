package org.cunlu.bench.promise;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Opening;

/** A network made by chance in which every rule of the timetable matters somewhere. Whole ten minutes, so that ties are common. */
final class RandomNetwork {
    private final Random random;
    private final LocalDate monday;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Opening> openings = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();

    private RandomNetwork(Random random, LocalDate monday) {
        this.random = random;
        this.monday = monday;
    }

    /** @param monday of the week in which is asked */
    static NetworkMap of(Random random, LocalDate monday) {
        var network = new RandomNetwork(random, monday);
        int count = 4 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            network.node(i == 0 ? "out" : "n" + i);
        }
        List<String> codes = network.nodes.keySet().stream().sorted().toList();
        int lines = 2 * count + random.nextInt(2 * count);
        for (int i = 0; i < lines; i++) {
            network.line("l" + i, Line.Mode.values()[random.nextInt(3)], network.stops(codes));
        }
        for (int i = 0; i < 2; i++) {
            int leaves = 10 * random.nextInt(200);
            network.line("c" + i, Line.Mode.CARRIER, List.of(new Line.Stop("out", leaves, leaves)));
        }
        Map<String, Map<String, Integer>> leads = Map.of("out", Map.of(NetworkMap.ANYWHERE, random.nextInt(4)));
        return new NetworkMap(1, network.nodes, network.openings, network.lines, leads);
    }

    /** The same network with nodes, hours and lines made over by chance; ways and times stay. */
    static NetworkMap madeOver(NetworkMap map, Random random, LocalDate monday) {
        var network = new RandomNetwork(random, monday);
        map.nodes().keySet().stream().sorted().forEach(code -> {
            Node node = map.nodes().get(code);
            boolean own = random.nextInt(4) == 0;
            network.nodes.put(code, own ? network.node(node) : node);
            network.openings.put(code, own ? network.opening() : map.openings().get(code));
        });
        for (Line line : map.lines()) {
            if (random.nextInt(4) == 0) {
                network.line(line.code(), line.mode(), line.stops());
            } else {
                network.lines.add(line);
            }
        }
        return new NetworkMap(1, network.nodes, network.openings, network.lines, map.leads());
    }

    private void node(String code) {
        var tier = code.equals("out") ? Node.Tier.GATEWAY : Node.Tier.values()[random.nextInt(3)];
        nodes.put(code, node(new Node(code, "500233", code, tier, null, "/" + code, Node.Status.OPEN, 30, 108, true)));
        openings.put(code, opening());
    }

    private Node node(Node of) {
        var status = random.nextInt(12) == 0
                ? (random.nextBoolean() ? Node.Status.PLANNED : Node.Status.CLOSED)
                : Node.Status.OPEN;
        return new Node(
                of.code(),
                of.countyCode(),
                of.name(),
                of.tier(),
                of.parentCode(),
                of.path(),
                status,
                of.latitude(),
                of.longitude(),
                of.positionMadeUp(),
                classes());
    }

    private Opening opening() {
        int opens = random.nextInt(10);
        int closes = opens + 3 + random.nextInt(11);
        LocalTime cutOff = random.nextBoolean() ? null : LocalTime.of(opens + 1 + random.nextInt(2), 0);
        LocalTime sortCutOff =
                random.nextBoolean() ? null : LocalTime.of(opens + 1 + random.nextInt(closes - opens), 0);
        return new Opening(
                days(), LocalTime.of(opens, 0), LocalTime.of(closes, 0), cutOff, sortCutOff, 10 * random.nextInt(7));
    }

    private void line(String code, Line.Mode mode, List<Line.Stop> stops) {
        LocalDate from = random.nextInt(5) == 0 ? monday.plusDays(random.nextInt(10)) : null;
        LocalDate to = random.nextInt(5) == 0 ? monday.plusDays(5 + random.nextInt(10)) : null;
        lines.add(new Line(
                code,
                code,
                null,
                mode,
                days(),
                from,
                to,
                1_000L * (1 + random.nextInt(10)),
                1_000L * (1 + random.nextInt(10)),
                random.nextBoolean() ? null : 1 + random.nextInt(5),
                classes(),
                holidays(),
                stops));
    }

    private List<Line.Holiday> holidays() {
        var holidays = new ArrayList<Line.Holiday>();
        for (int day = 0; day < 14; day++) {
            if (random.nextInt(10) == 0) {
                DayOfWeek as = random.nextInt(3) == 0 ? DayOfWeek.of(1 + random.nextInt(7)) : null;
                holidays.add(new Line.Holiday(monday.plusDays(day), as));
            }
        }
        return holidays;
    }

    /** Some pass midnight, some call twice at a node. */
    private List<Line.Stop> stops(List<String> codes) {
        var stops = new ArrayList<Line.Stop>();
        int now = 10 * random.nextInt(random.nextInt(4) == 0 ? 200 : 100);
        int count = 2 + random.nextInt(4);
        while (stops.size() < count) {
            String code = codes.get(random.nextInt(codes.size()));
            if (!stops.isEmpty() && stops.getLast().nodeCode().equals(code)) {
                continue;
            }
            int depart = now + 10 * random.nextInt(2);
            stops.add(new Line.Stop(code, now, depart));
            now = depart + 10 + 10 * random.nextInt(9);
        }
        return stops;
    }

    private Set<DayOfWeek> days() {
        var days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
        while (random.nextInt(7) > 0) {
            days.add(DayOfWeek.of(1 + random.nextInt(7)));
        }
        return days;
    }

    private Set<StorageClass> classes() {
        var classes = EnumSet.allOf(StorageClass.class);
        if (random.nextInt(4) == 0) {
            classes.remove(StorageClass.values()[random.nextInt(classes.size())]);
        }
        return classes;
    }
}
