package org.cunlu.logistics.evacuation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.EvacuationDesk.Outcome;
import org.cunlu.logistics.Suspensions.Suspended;

/** The table of parcels that were looked at when a node was suspended. */
@Singleton
class EvacuatedTable {
    private final Sql sql;

    EvacuatedTable(Sql sql) {
        this.sql = sql;
    }

    /** @param triedBefore those that wait and were tried before it are not among them @return barcodes that are done for now */
    Set<String> done(Suspended node, Instant triedBefore) {
        return Set.copyOf(sql.list(
                "SELECT barcode FROM log_evacuated WHERE node_code = ? AND step_seq = ?"
                        + " AND (outcome <> 'WAITING' OR at >= ?)",
                row -> row.string("barcode"),
                node.node(),
                node.step(),
                triedBefore));
    }

    void write(Suspended node, Collection<String> barcodes, Outcome outcome, Instant at) {
        for (String barcode : barcodes) {
            sql.change(
                    "INSERT INTO log_evacuated (node_code, step_seq, barcode, county_code, outcome, at)"
                            + " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE outcome = ?, at = ?",
                    node.node(),
                    node.step(),
                    barcode,
                    node.countyCode(),
                    outcome,
                    at,
                    outcome,
                    at);
        }
    }

    Map<Outcome, Long> counts(Suspended node) {
        record Counted(Outcome outcome, long count) {}
        List<Counted> counted = sql.list(
                "SELECT outcome, COUNT(*) AS n FROM log_evacuated WHERE node_code = ? AND step_seq = ? GROUP BY outcome",
                row -> new Counted(row.constant("outcome", Outcome.class), row.number("n")),
                node.node(),
                node.step());
        return counted.stream()
                .collect(Collectors.toMap(
                        Counted::outcome, Counted::count, Long::sum, () -> new EnumMap<>(Outcome.class)));
    }
}
