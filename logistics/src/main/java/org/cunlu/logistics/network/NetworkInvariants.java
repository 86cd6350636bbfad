package org.cunlu.logistics.network;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of lines and villages, whoever wrote them. */
@Factory
class NetworkInvariants {
    @Singleton
    @Named("lines-call-at-known-nodes")
    Invariant linesCallAtKnownNodes() {
        return new SqlInvariant(
                "lines call at known nodes",
                "SELECT COUNT(*) FROM log_line_stop",
                "SELECT CONCAT('line ', s.line_code, ' stop ', s.seq, ' at ', s.node_code) FROM log_line_stop s"
                        + " LEFT JOIN log_node n ON n.code = s.node_code"
                        + " LEFT JOIN log_line l ON l.code = s.line_code"
                        + " WHERE n.code IS NULL OR l.code IS NULL OR n.county_code <> l.county_code");
    }

    @Singleton
    @Named("times-of-a-line-rise")
    Invariant timesOfALineRise() {
        return new SqlInvariant(
                "times of a line rise",
                "SELECT COUNT(*) FROM log_line_stop",
                "SELECT CONCAT('line ', s.line_code, ' stop ', s.seq) FROM log_line_stop s"
                        + " LEFT JOIN log_line_stop p ON p.line_code = s.line_code AND p.seq = s.seq - 1"
                        + " WHERE s.depart_minute < s.arrive_minute OR s.arrive_minute <= p.depart_minute"
                        + " OR (p.seq IS NULL AND s.seq > 1)");
    }

    @Singleton
    @Named("holidays-are-of-known-lines")
    Invariant holidaysAreOfKnownLines() {
        return new SqlInvariant(
                "holidays are of known lines",
                "SELECT COUNT(*) FROM log_line_holiday",
                "SELECT CONCAT('line ', h.line_code, ' on ', h.service_date) FROM log_line_holiday h"
                        + " LEFT JOIN log_line l ON l.code = h.line_code WHERE l.code IS NULL");
    }

    @Singleton
    @Named("lines-have-stops")
    Invariant linesHaveStops() {
        return new SqlInvariant(
                "lines have stops",
                "SELECT COUNT(*) FROM log_line",
                "SELECT CONCAT('line ', l.code) FROM log_line l"
                        + " WHERE (SELECT COUNT(*) FROM log_line_stop s WHERE s.line_code = l.code)"
                        + " < CASE l.mode WHEN 'CARRIER' THEN 1 ELSE 2 END");
    }

    @Singleton
    @Named("villages-have-a-township")
    Invariant villagesHaveATownship() {
        return new SqlInvariant(
                "villages have a township",
                "SELECT COUNT(*) FROM log_village",
                "SELECT CONCAT('village ', v.code) FROM log_village v"
                        + " LEFT JOIN log_node t ON t.code = v.township_code AND t.tier = 'TOWNSHIP'"
                        + " LEFT JOIN log_node s ON s.code = v.own_station_code"
                        + " WHERE t.code IS NULL OR (v.own_station_code IS NOT NULL AND s.code IS NULL)");
    }

    @Singleton
    @Named("a-nodes-status-is-its-last-step")
    Invariant aNodesStatusIsItsLastStep() {
        return new SqlInvariant(
                "a node's status is its last step",
                "SELECT COUNT(*) FROM log_node",
                "SELECT CONCAT('node ', n.code) FROM log_node n LEFT JOIN log_node_step s ON s.node_code = n.code AND s.seq ="
                        + " (SELECT MAX(m.seq) FROM log_node_step m WHERE m.node_code = n.code)"
                        + " WHERE s.to_status IS NULL OR s.to_status <> n.status");
    }

    @Singleton
    @Named("closed-nodes-are-empty")
    Invariant closedNodesAreEmpty() {
        return new SqlInvariant(
                "closed nodes are empty",
                "SELECT COUNT(*) FROM log_node WHERE status = 'CLOSED'",
                "SELECT CONCAT('node ', n.code) FROM log_node n WHERE n.status = 'CLOSED' AND ("
                        + "EXISTS (SELECT 1 FROM log_stock_level l WHERE l.node_code = n.code AND (l.on_hand <> 0"
                        + " OR l.allocated <> 0))"
                        + " OR EXISTS (SELECT 1 FROM log_parcel p WHERE p.to_node = n.code AND p.going_back = 0"
                        + " AND p.state IN ('BOOKED', 'AT_NODE', 'LOADED', 'ON_TRIP', 'AT_STOP', 'READY'))"
                        + " OR EXISTS (SELECT 1 FROM log_parcel p WHERE p.holder = n.code AND p.holder_kind = 'NODE'"
                        + " AND p.state IN ('AT_NODE', 'READY', 'REFUSED'))"
                        + " OR EXISTS (SELECT 1 FROM log_node c WHERE c.parent_code = n.code AND c.status <> 'CLOSED'))");
    }

    @Singleton
    @Named("supply-lines-join-known-nodes")
    Invariant supplyLinesJoinKnownNodes() {
        return new SqlInvariant(
                "supply lines join known nodes",
                "SELECT COUNT(*) FROM log_supply_line",
                "SELECT CONCAT(l.programme, ' ', l.supplier_code, ' to ', l.supplied_code) FROM log_supply_line l"
                        + " LEFT JOIN log_node s ON s.code = l.supplier_code AND s.county_code = l.county_code"
                        + " LEFT JOIN log_node d ON d.code = l.supplied_code AND d.county_code = l.county_code"
                        + " WHERE s.code IS NULL OR d.code IS NULL OR l.supplier_code = l.supplied_code"
                        + " OR l.valid_to < l.valid_from");
    }
}
