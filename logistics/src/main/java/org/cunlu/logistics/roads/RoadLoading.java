package org.cunlu.logistics.roads;

import jakarta.inject.Singleton;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.RoadImport;
import org.cunlu.logistics.RoadMatrix;

/** Loads measured ways, a row each: all ways among the nodes that the file names, or none. */
@Singleton
class RoadLoading implements RoadImport {
    private static final Set<String> COLUMNS = Set.of("from_node", "to_node", "metres", "seconds");
    private static final BigDecimal MOST = BigDecimal.valueOf(10_000_000);
    private static final int SHOWN_MAX = 20;

    private final MeasuredTable table;
    private final Network network;
    private final Transactions transactions;
    private final Trail trail;

    RoadLoading(MeasuredTable table, Network network, Transactions transactions, Trail trail) {
        this.table = table;
        this.network = network;
        this.transactions = transactions;
        this.trail = trail;
    }

    @Override
    public ImportReport roads(Reader csv, String actor) {
        CsvFile file = CsvFile.read(csv, COLUMNS, Set.of());
        var ways = new ArrayList<MeasuredTable.Way>();
        var seen = new HashSet<String>();
        var nodes = new TreeSet<String>();
        for (CsvRow row : file.rows()) {
            MeasuredTable.Way way = way(row);
            if (row.bad()) {
                continue;
            }
            if (way.from().equals(way.to()) || !seen.add(way.from() + ">" + way.to())) {
                row.fault("to_node", "way-twice", "起止相同或重复 · The same way twice, or to itself");
            }
            nodes.add(way.from());
            nodes.add(way.to());
            ways.add(way);
        }
        known(file, nodes);
        missing(file, nodes, seen);
        boolean good = file.faults().none() && !ways.isEmpty();
        if (good) {
            String county = network.node(nodes.first()).map(Node::countyCode).orElseThrow();
            transactions.run(() -> {
                table.replace(county, ways);
                trail.record(
                        actor, "logistics.roads", county, null, ways.size() + " ways among " + nodes.size() + " nodes");
            });
        }
        return new ImportReport(
                file.rows().size(), good ? ways.size() : 0, 0, 0, file.faults().list(), good);
    }

    /** An empty cell is refused; {@code -} for both says that there is no way. */
    private static MeasuredTable.Way way(CsvRow row) {
        String from = row.code("from_node");
        String to = row.code("to_node");
        boolean none = row.cell("metres").filter("-"::equals).isPresent()
                && row.cell("seconds").filter("-"::equals).isPresent();
        if (none) {
            return new MeasuredTable.Way(from, to, -1, -1);
        }
        BigDecimal metres = row.decimal("metres", BigDecimal.ZERO, MOST, 3);
        BigDecimal seconds = row.decimal("seconds", BigDecimal.ZERO, MOST, 3);
        return row.bad()
                ? null
                : new MeasuredTable.Way(from, to, Math.round(metres.doubleValue()), Math.round(seconds.doubleValue()));
    }

    private void known(CsvFile file, Set<String> nodes) {
        if (nodes.size() > RoadMatrix.POINTS_MAX) {
            file.rows().getFirst().fault("from_node", "too-many-stops", "地点太多 · Too many places");
            return;
        }
        Set<String> known = network.nodes(nodes).keySet();
        for (CsvRow row : file.rows()) {
            for (String column : List.of("from_node", "to_node")) {
                row.cell(column)
                        .filter(code -> nodes.contains(code) && !known.contains(code))
                        .ifPresent(code -> row.fault(column, "node-unknown", "没有这个节点 · There is no such node"));
            }
        }
    }

    private static void missing(CsvFile file, Set<String> nodes, Set<String> seen) {
        if (!file.faults().none()) {
            return;
        }
        int shown = 0;
        for (String from : nodes) {
            for (String to : nodes) {
                if (!from.equals(to) && !seen.contains(from + ">" + to) && shown++ < SHOWN_MAX) {
                    file.rows()
                            .getLast()
                            .fault("to_node", "way-missing", "缺少一段路程 · A way is missing: " + from + " → " + to);
                }
            }
        }
    }
}
