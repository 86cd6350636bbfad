package org.cunlu.logistics.recycling;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Recyclables;

/** The tables of what was brought back, and of the loads with which it goes up. */
@Singleton
class BroughtTable {
    private static final String LOAD = "SELECT load_id, from_node, to_node, line_code, departs_at, weight_grams,"
            + " received_grams, received_by, received_at FROM log_recycling_load ";

    private final Sql sql;

    BroughtTable(Sql sql) {
        this.sql = sql;
    }

    /** @param villager account of who brought it; null when nobody was named */
    @Serdeable
    record Brought(
            String recyclingId,
            String node,
            String kind,
            long pieces,
            long weightGrams,
            @Nullable String villager,
            long creditFen,
            Instant takenAt) {}

    /** @param receivedGrams what was weighed where it came; null while it is on its way */
    @Serdeable
    record Load(
            String loadId,
            String fromNode,
            String toNode,
            String lineCode,
            Instant departsAt,
            long weightGrams,
            @Nullable Long receivedGrams,
            @Nullable String receivedBy,
            @Nullable Instant receivedAt) {}

    /** What a station took in a month of a kind. @param month such as 2026-11 */
    @Serdeable
    record Total(String node, String month, String kind, long times, long pieces, long weightGrams, long creditFen) {}

    void insert(String countyCode, Brought each, String takenBy) {
        sql.change(
                "INSERT INTO log_recycling (recycling_id, county_code, node_code, kind, pieces, weight_grams,"
                        + " villager_id, credit_fen, taken_by, taken_at, taken_month) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                each.recyclingId(),
                countyCode,
                each.node(),
                each.kind(),
                each.pieces(),
                each.weightGrams(),
                each.villager(),
                each.creditFen(),
                takenBy,
                each.takenAt(),
                YearMonth.from(CountyTime.date(each.takenAt())).toString());
    }

    /** @return how much lies at a node of each kind, over all months */
    List<Total> here(String nodeCode) {
        return sql.list(
                "SELECT node_code, '' AS taken_month, kind, COUNT(*) AS times, SUM(pieces) AS pieces,"
                        + " SUM(weight_grams) AS grams, SUM(credit_fen) AS fen FROM log_recycling"
                        + " WHERE node_code = ? AND load_id IS NULL GROUP BY node_code, kind ORDER BY kind",
                BroughtTable::total,
                nodeCode);
    }

    /** @return loads that go with a trip and were not received, by the node they come from */
    Map<String, List<Recyclables.Load>> on(String lineCode, LocalDate serviceDate) {
        record From(String node, Recyclables.Load load) {}
        return sql
                .list(
                        "SELECT load_id, from_node, to_node, weight_grams FROM log_recycling_load WHERE line_code = ?"
                                + " AND service_date = ? AND received_at IS NULL ORDER BY load_id",
                        row -> new From(
                                row.string("from_node"),
                                new Recyclables.Load(
                                        row.string("load_id"), row.string("to_node"), row.number("weight_grams"))),
                        lineCode,
                        serviceDate)
                .stream()
                .collect(Collectors.groupingBy(From::node, Collectors.mapping(From::load, Collectors.toList())));
    }

    List<Total> months(YearMonth from, YearMonth to) {
        return sql.list(
                "SELECT node_code, taken_month, kind, COUNT(*) AS times, SUM(pieces) AS pieces,"
                        + " SUM(weight_grams) AS grams, SUM(credit_fen) AS fen FROM log_recycling"
                        + " WHERE taken_month BETWEEN ? AND ? GROUP BY taken_month, node_code, kind"
                        + " ORDER BY taken_month, node_code, kind",
                BroughtTable::total,
                from.toString(),
                to.toString());
    }

    /** Puts all that lies at a node onto a load. @return how many */
    int load(String nodeCode, String loadId) {
        return sql.change(
                "UPDATE log_recycling SET load_id = ? WHERE node_code = ? AND load_id IS NULL", loadId, nodeCode);
    }

    void insert(String loadId, Node from, Leg leg, String by, Instant at) {
        long grams = sql.one(
                        "SELECT SUM(weight_grams) AS grams FROM log_recycling WHERE load_id = ?",
                        row -> row.number("grams"),
                        loadId)
                .orElseThrow();
        sql.change(
                "INSERT INTO log_recycling_load (load_id, county_code, from_node, to_node, line_code, service_date,"
                        + " departs_at, weight_grams, sent_by, sent_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                loadId,
                from.countyCode(),
                from.code(),
                leg.toNode(),
                leg.lineCode(),
                leg.serviceDate(),
                leg.departsAt(),
                grams,
                by,
                at);
    }

    Optional<Load> load(String loadId) {
        return sql.one(LOAD + "WHERE load_id = ?", BroughtTable::load, loadId);
    }

    /** @return whether nobody received it before */
    boolean receive(String loadId, long grams, String by, Instant at) {
        return sql.change(
                        "UPDATE log_recycling_load SET received_grams = ?, received_by = ?, received_at = ?"
                                + " WHERE load_id = ? AND received_at IS NULL",
                        grams,
                        by,
                        at,
                        loadId)
                == 1;
    }

    private static Total total(Row row) {
        return new Total(
                row.string("node_code"),
                row.string("taken_month"),
                row.string("kind"),
                row.number("times"),
                row.number("pieces"),
                row.number("grams"),
                row.number("fen"));
    }

    private static Load load(Row row) {
        return new Load(
                row.string("load_id"),
                row.string("from_node"),
                row.string("to_node"),
                row.string("line_code"),
                row.instant("departs_at"),
                row.number("weight_grams"),
                row.numberOrNull("received_grams"),
                row.string("received_by"),
                row.instant("received_at"));
    }
}
