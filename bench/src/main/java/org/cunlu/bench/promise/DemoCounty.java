package org.cunlu.bench.promise;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Opening;

/** The demo county as its own file has it. That file is checked whenever an app loads it, so nothing is checked here. */
final class DemoCounty {
    private static final Set<String> COLUMNS = Set.of(
            "record code name tier parent status latitude longitude made_up days opens closes cut_off handling_minutes"
                    .concat(
                            " township station route mode capacity_kg capacity_litres carries hazard_apart line seq node arrive")
                    .concat(" depart")
                    .concat(" province lead_days year stations")
                    .split(" "));

    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Opening> openings = new HashMap<>();
    private final List<CsvRow> lines = new ArrayList<>();
    private final Map<String, TreeMap<Long, Line.Stop>> stops = new HashMap<>();
    private final Map<String, Map<String, Integer>> leads = new HashMap<>();

    private DemoCounty() {}

    static NetworkMap read() {
        var county = new DemoCounty();
        try (var file = DemoCounty.class.getResourceAsStream("/demo/network.csv");
                Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            // Columns that are new to it are none of its business; a county of no nodes would measure nothing.
            CsvFile.readOthers(reader, COLUMNS, Set.of()).rows().forEach(county::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NetworkMap(
                1,
                county.nodes,
                county.openings,
                county.lines.stream().map(county::line).toList(),
                county.leads);
    }

    private void take(CsvRow row) {
        switch (row.cell("record").orElseThrow()) {
            case "node" -> node(row);
            case "line" -> lines.add(row);
            case "stop" ->
                stops.computeIfAbsent(text(row, "line"), line -> new TreeMap<>())
                        .put(
                                Long.valueOf(text(row, "seq")),
                                new Line.Stop(text(row, "node"), minute(row, "arrive"), minute(row, "depart")));
            case "lead" ->
                leads.computeIfAbsent(text(row, "code"), gateway -> new HashMap<>())
                        .put(text(row, "province"), Integer.valueOf(text(row, "lead_days")));
            default -> {
                // Villages and plans: nobody travels on them.
            }
        }
    }

    private void node(CsvRow row) {
        String code = text(row, "code");
        var tier = Node.Tier.valueOf(text(row, "tier"));
        var status = Node.Status.valueOf(text(row, "status"));
        String parent = row.cell("parent").orElse(null);
        nodes.put(code, new Node(code, "500233", text(row, "name"), tier, parent, "/" + code, status, 30.3, 108, true));
        openings.put(
                code,
                new Opening(
                        days(row),
                        LocalTime.parse(text(row, "opens")),
                        LocalTime.parse(text(row, "closes")),
                        row.cell("cut_off").map(LocalTime::parse).orElse(null),
                        Integer.parseInt(text(row, "handling_minutes"))));
    }

    private Line line(CsvRow row) {
        String code = text(row, "code");
        return new Line(
                code,
                text(row, "name"),
                row.cell("route").orElse(null),
                Line.Mode.valueOf(text(row, "mode")),
                days(row),
                null,
                null,
                1_000 * Long.parseLong(text(row, "capacity_kg")),
                1_000 * Long.parseLong(text(row, "capacity_litres")),
                null,
                row.cell("carries").map(DemoCounty::classes).orElse(EnumSet.allOf(StorageClass.class)),
                List.of(),
                List.copyOf(stops.get(code).values()));
    }

    private static Set<DayOfWeek> days(CsvRow row) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        text(row, "days").chars().forEach(digit -> days.add(DayOfWeek.of(digit - '0')));
        return days;
    }

    private static Set<StorageClass> classes(String names) {
        var classes = EnumSet.noneOf(StorageClass.class);
        for (String name : names.split(" ")) {
            classes.add(StorageClass.valueOf(name));
        }
        return classes;
    }

    private static int minute(CsvRow row, String column) {
        String time = row.cell(column)
                .or(() -> row.cell("arrive"))
                .or(() -> row.cell("depart"))
                .orElseThrow();
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    private static String text(CsvRow row, String column) {
        return row.cell(column).orElseThrow();
    }
}
