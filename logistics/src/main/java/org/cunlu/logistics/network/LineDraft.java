package org.cunlu.logistics.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Line.Stop;

/** Lays a file's lines over the network: a line is right as a whole, with all its stops, or not taken. */
final class LineDraft {
    private final Tables before;
    private final Tables after;
    private final NetworkFile file;
    private final boolean keepGood;
    private final LineRules rules;

    /** Rows that speak of one line. @param line null when the file has only stops of it */
    private record Rows(Candidate<Line> line, List<Candidate<NetworkFile.StopAt>> stops) {
        Stream<CsvRow> all() {
            var rows = stops.stream().map(Candidate::row);
            return line == null ? rows : Stream.concat(Stream.of(line.row()), rows);
        }
    }

    /** @param after with the places that hold when the file is laid over */
    LineDraft(Tables before, Tables after, NetworkFile file, boolean keepGood) {
        this.before = before;
        this.after = after;
        this.file = file;
        this.keepGood = keepGood;
        this.rules = new LineRules(after.places());
    }

    void lay() {
        for (Map.Entry<String, Rows> each : rowsByLine().entrySet()) {
            Rows rows = each.getValue();
            Line line = rows.all().anyMatch(CsvRow::bad) ? null : whole(each.getKey(), rows);
            if (rows.all().noneMatch(CsvRow::bad)) {
                after.lines().put(each.getKey(), line);
            } else if (keepGood) {
                rows.all()
                        .filter(row -> !row.bad())
                        .toList()
                        .forEach(row -> row.fault(
                                null,
                                "line-incomplete",
                                "同一线路另有错行，整条未导入 · Another row of this line is wrong: " + each.getKey()));
            }
        }
    }

    private Map<String, Rows> rowsByLine() {
        var lines = new HashMap<String, Candidate<Line>>();
        var stops = new TreeMap<String, List<Candidate<NetworkFile.StopAt>>>();
        for (Candidate<Line> each : file.lines) {
            // A bad row may still name its line, so that its stops are not taken without it.
            String code = each.row().cell("code").orElse("");
            lines.putIfAbsent(code, each);
            stops.computeIfAbsent(code, key -> new ArrayList<>());
        }
        for (Candidate<NetworkFile.StopAt> each : file.stops) {
            stops.computeIfAbsent(each.row().cell("line").orElse(""), key -> new ArrayList<>())
                    .add(each);
        }
        var rows = new TreeMap<String, Rows>();
        stops.forEach((code, of) -> rows.put(code, new Rows(lines.get(code), of)));
        return rows;
    }

    private Line whole(String code, Rows rows) {
        Line known = before.lines().get(code);
        Line head = rows.line() == null ? known : rows.line().value();
        if (head == null) {
            rows.all().forEach(row -> row.fault("line", "line-unknown", "线路不存在 · No such line: " + code));
            return null;
        }
        List<Stop> stops;
        if (rows.stops().isEmpty()) {
            stops = known == null ? List.of() : known.stops();
        } else {
            stops = checkedStops(rows);
        }
        CsvRow blamed = rows.all().findFirst().orElseThrow();
        rules.whole(code, head.mode(), stops).forEach(broken -> blamed.fault(null, broken.code(), broken.title()));
        return new Line(
                code,
                head.name(),
                head.route(),
                head.mode(),
                head.days(),
                head.validFrom(),
                head.validTo(),
                head.weightGrams(),
                head.volumeCm3(),
                head.pieces(),
                head.carries(),
                head.hazardApart(),
                head.holidays(),
                stops);
    }

    private List<Stop> checkedStops(Rows rows) {
        List<Candidate<NetworkFile.StopAt>> inOrder = rows.stops().stream()
                .sorted(Comparator.comparingLong(each -> each.value().seq()))
                .toList();
        var stops = new ArrayList<Stop>();
        Stop last = null;
        for (Candidate<NetworkFile.StopAt> each : inOrder) {
            Stop stop = each.value().stop();
            rules.stop(stop, last).forEach(broken -> each.row().fault(broken.field(), broken.code(), broken.title()));
            stops.add(stop);
            last = stop;
        }
        return stops;
    }
}
