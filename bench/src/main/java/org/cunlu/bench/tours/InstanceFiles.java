package org.cunlu.bench.tours;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.tours.Instance.Family;
import org.cunlu.logistics.TourProblem;
import org.cunlu.logistics.TourProblem.Fleet;
import org.cunlu.logistics.TourProblem.Role;
import org.cunlu.logistics.TourProblem.Task;

/**
 * Reads the formats of Solomon and Homberger (VRPTW), of Li and Lim (PDPTW), and the VRPLIB one of PyVRP's multi-trip instances
 * with release times. Distances of the first two are exact, those of the third are cut to a tenth and counted in tenths.
 */
final class InstanceFiles {
    private static final double MUST = 1e7;

    private InstanceFiles() {}

    static Instance read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            String name = file.getFileName().toString();
            if (lines.stream().anyMatch(line -> line.startsWith("NODE_COORD_SECTION"))) {
                return multiTrip(name, lines);
            }
            return lines.stream().anyMatch(line -> line.strip().startsWith("VEHICLE"))
                    ? solomon(name, lines)
                    : liLim(name, lines);
        } catch (IOException | RuntimeException e) {
            throw new BrokenOff("读不了算例 · The instance cannot be read: " + file + ": " + e.getMessage(), e);
        }
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.strip().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static List<double[]> rows(List<String> lines, int columns) {
        return lines.stream()
                .filter(line -> line.matches("[\\d\\s.+-]+") && !line.isBlank())
                .map(InstanceFiles::numbers)
                .filter(row -> row.length == columns)
                .toList();
    }

    private static Instance solomon(String name, List<String> lines) {
        double[] vehicles = rows(lines, 2).getFirst();
        List<double[]> rows = rows(lines, 7);
        double[] depot = rows.getFirst();
        var tasks = new ArrayList<Task>();
        for (double[] row : rows.subList(1, rows.size())) {
            tasks.add(task(tasks.size(), Role.VISIT, row[3], 0, row[4], row[5], row[6], 0, -1));
        }
        var fleet = fleet((int) vehicles[0], vehicles[1], depot[4], depot[5], 1);
        return new Instance(name, Family.VRPTW, problem(plane(rows, false), tasks, fleet, true), 2);
    }

    private static Instance liLim(String name, List<String> lines) {
        double[] head = numbers(lines.getFirst());
        List<double[]> rows = rows(lines.subList(1, lines.size()), 9);
        double[] depot = rows.getFirst();
        var tasks = new ArrayList<Task>();
        for (double[] row : rows.subList(1, rows.size())) {
            boolean pickup = row[8] != 0;
            int partner = (int) (pickup ? row[8] : row[7]) - 1;
            double load = pickup ? row[3] : 0;
            tasks.add(
                    task(tasks.size(), pickup ? Role.PICKUP : Role.DROP, 0, load, row[4], row[5], row[6], 0, partner));
        }
        var fleet = fleet((int) head[0], head[1], depot[4], depot[5], 1);
        return new Instance(name, Family.PDPTW, problem(plane(rows, false), tasks, fleet, true), 2);
    }

    private static Instance multiTrip(String name, List<String> lines) {
        Map<String, String> head = new HashMap<>();
        Map<String, List<double[]>> sections = new HashMap<>();
        List<double[]> section = null;
        for (String line : lines) {
            if (line.strip().endsWith("_SECTION")) {
                section = new ArrayList<>();
                sections.put(line.strip().replace("_SECTION", ""), section);
            } else if (line.contains(":")) {
                head.put(
                        line.substring(0, line.indexOf(':')).strip(),
                        line.substring(line.indexOf(':') + 1).strip());
            } else if (section != null && line.matches("[\\d\\s.+-]+") && !line.isBlank()) {
                section.add(numbers(line));
            }
        }
        return multiTrip(name, head, sections);
    }

    private static Instance multiTrip(String name, Map<String, String> head, Map<String, List<double[]>> sections) {
        List<double[]> places = sections.get("NODE_COORD");
        double service = Double.parseDouble(head.getOrDefault("SERVICE_TIME", "0"));
        var tasks = new ArrayList<Task>();
        for (int i = 1; i < places.size(); i++) {
            double[] window = sections.get("TIME_WINDOW").get(i);
            double demand = sections.get("DEMAND").get(i)[1];
            double released = sections.get("RELEASE_TIME").get(i)[1];
            tasks.add(task(
                    tasks.size(),
                    Role.VISIT,
                    demand,
                    0,
                    10 * window[1],
                    10 * window[2],
                    10 * service,
                    10 * released,
                    -1));
        }
        double[] day = sections.get("TIME_WINDOW").getFirst();
        int vehicles = Integer.parseInt(head.get("VEHICLES"));
        double capacity = Double.parseDouble(head.get("CAPACITY"));
        // A vehicle may come back to be loaded anew where the file names a depot for it.
        int trips = sections.containsKey("VEHICLES_RELOAD_DEPOT") ? tasks.size() : 1;
        var fleet = fleet(vehicles, capacity, 10 * day[1], 10 * day[2], trips);
        return new Instance(name, Family.MTVRPTWR, problem(plane(places, true), tasks, fleet, false), 0);
    }

    private static Task task(
            int index,
            Role role,
            double delivers,
            double collects,
            double opens,
            double closes,
            double service,
            double released,
            int partner) {
        return new Task(
                String.valueOf(index + 1),
                index + 1,
                role,
                List.of((int) delivers),
                List.of((int) collects),
                opens,
                closes,
                service,
                released,
                partner,
                null,
                MUST);
    }

    private static Fleet fleet(int count, double capacity, double leaves, double back, int trips) {
        return new Fleet("V", count, List.of((int) capacity), 0, 0, leaves, back, 0, trips, 0, 1, 0, 1);
    }

    private static TourProblem problem(TourProblem.Roads roads, List<Task> tasks, Fleet fleet, boolean fewestFirst) {
        return new TourProblem(tasks.size() + 1, roads, 1, tasks, List.of(fleet), fewestFirst, List.of());
    }

    private record Plane(double[][] distance) implements TourProblem.Roads {
        @Override
        public double metres(int from, int to) {
            return distance[from][to];
        }

        @Override
        public double seconds(int from, int to) {
            return distance[from][to];
        }
    }

    /** @param tenths whether distances are cut to a tenth and counted in tenths */
    private static Plane plane(List<double[]> rows, boolean tenths) {
        var distance = new double[rows.size()][rows.size()];
        for (int from = 0; from < rows.size(); from++) {
            for (int to = 0; to < rows.size(); to++) {
                double[] one = rows.get(from);
                double[] other = rows.get(to);
                double exact = Math.sqrt(
                        (one[1] - other[1]) * (one[1] - other[1]) + (one[2] - other[2]) * (one[2] - other[2]));
                distance[from][to] = tenths ? Math.floor(exact * 10) : exact;
            }
        }
        return new Plane(distance);
    }

    /** Best known values by name of the instance, from a file with the columns file, vehicles and distance. */
    static Map<String, BestKnown> bestKnown(Path csv) {
        try {
            List<String> lines = Files.readAllLines(csv);
            List<String> head = List.of(lines.getFirst().split(","));
            Map<String, BestKnown> known = new HashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                String file = cells[head.indexOf("file")];
                String vehicles = cells[head.indexOf("vehicles")];
                known.put(
                        stem(file.substring(file.lastIndexOf('/') + 1)),
                        new BestKnown(
                                vehicles.isBlank() ? 0 : Integer.parseInt(vehicles),
                                Double.parseDouble(cells[head.indexOf("distance")])));
            }
            return known;
        } catch (IOException | RuntimeException e) {
            throw new BrokenOff("读不了最好已知值 · Best known values cannot be read: " + csv, e);
        }
    }

    static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return (dot < 0 ? name : name.substring(0, dot)).toLowerCase(Locale.ROOT);
    }

    /** @param vehicles 0 where they do not count */
    record BestKnown(int vehicles, double distance) {}
}
