package org.cunlu.logistics.history;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Flows;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;

/** Flows, from the history of parcels. */
@Singleton
class ParcelFlows implements Flows {
    private final Sql sql;
    private final Network network;
    private final Clock clock;

    ParcelFlows(Sql sql, Network network, Clock clock) {
        this.sql = sql;
        this.network = network;
        this.clock = clock;
    }

    /** What was packed at one node for another. */
    private record Relation(String from, String to, long parcels, long grams) {}

    @Override
    public Flow between(String countyCode, LocalDate from, LocalDate to) {
        var relations = sql.list(
                "SELECT p.from_node, p.to_node, COUNT(*) AS parcels, CAST(SUM(p.weight_grams) AS SIGNED) AS grams"
                        + " FROM log_custody c JOIN log_parcel p ON p.barcode = c.barcode"
                        + " WHERE c.county_code = ? AND c.what = 'PACK' AND c.at >= ? AND c.at < ?"
                        + " GROUP BY p.from_node, p.to_node",
                row -> new Relation(
                        row.string("from_node"), row.string("to_node"), row.number("parcels"), row.number("grams")),
                countyCode,
                CountyTime.instant(from, LocalTime.MIN),
                CountyTime.instant(to.plusDays(1), LocalTime.MIN));
        Map<String, Node> nodes = network.nodes(relations.stream()
                .flatMap(relation -> Stream.of(relation.from(), relation.to()))
                .collect(Collectors.toSet()));
        return new Flow(
                sum(relations, nodes, ParcelFlows::up),
                sum(relations, nodes, ParcelFlows::down),
                sum(relations, nodes, ParcelFlows::across),
                sum(relations, nodes, (source, target) -> gateway(target)));
    }

    /** How the parcels between two nodes kept their promise. */
    private record Arrived(String from, String to, long parcels, long onTime, long late, long overdue) {}

    @Override
    public List<Kept> kept(String countyCode, LocalDate from, LocalDate to) {
        var arrived = sql.list(
                "SELECT k.from_node, k.to_node, COUNT(*) AS parcels,"
                        + " CAST(SUM(k.there_at IS NOT NULL AND k.there_at <= k.promised_at) AS SIGNED) AS on_time,"
                        + " CAST(SUM(k.there_at IS NOT NULL AND k.there_at > k.promised_at) AS SIGNED) AS late,"
                        + " CAST(SUM(k.there_at IS NULL AND k.promised_at <= ?) AS SIGNED) AS overdue FROM ("
                        + "SELECT p.from_node, p.to_node, p.promised_at, (SELECT MIN(a.at) FROM log_custody a"
                        + " WHERE a.barcode = p.barcode AND a.state_to IN ('READY', 'HANDED_OVER', 'WITH_CARRIER')) AS there_at"
                        + " FROM log_custody c JOIN log_parcel p ON p.barcode = c.barcode"
                        + " WHERE c.county_code = ? AND c.what = 'PACK' AND c.at >= ? AND c.at < ? AND p.going_back = 0) k"
                        + " GROUP BY k.from_node, k.to_node",
                row -> new Arrived(
                        row.string("from_node"),
                        row.string("to_node"),
                        row.number("parcels"),
                        row.number("on_time"),
                        row.number("late"),
                        row.number("overdue")),
                clock.instant(),
                countyCode,
                CountyTime.instant(from, LocalTime.MIN),
                CountyTime.instant(to.plusDays(1), LocalTime.MIN));
        Map<String, Node> nodes = network.nodes(arrived.stream()
                .flatMap(each -> Stream.of(each.from(), each.to()))
                .collect(Collectors.toSet()));
        return Stream.of(Way.values())
                .map(way -> kept(
                        way,
                        arrived.stream()
                                .filter(each -> nodes.containsKey(each.from()) && nodes.containsKey(each.to()))
                                .filter(each -> way(nodes.get(each.from()), nodes.get(each.to())) == way)
                                .toList()))
                .toList();
    }

    private static Kept kept(Way way, List<Arrived> of) {
        long onTime = of.stream().mapToLong(Arrived::onTime).sum();
        long late = of.stream().mapToLong(Arrived::late).sum();
        long overdue = of.stream().mapToLong(Arrived::overdue).sum();
        long all = of.stream().mapToLong(Arrived::parcels).sum();
        return new Kept(way, onTime, late, overdue, all - onTime - late - overdue);
    }

    private static Way way(Node source, Node target) {
        if (gateway(target)) {
            return Way.OUT;
        }
        return up(source, target) ? Way.UP : down(source, target) ? Way.DOWN : Way.ACROSS;
    }

    private static Amount sum(List<Relation> relations, Map<String, Node> nodes, BiPredicate<Node, Node> counts) {
        var counted = relations.stream()
                .filter(relation -> nodes.containsKey(relation.from()) && nodes.containsKey(relation.to()))
                .filter(relation -> counts.test(nodes.get(relation.from()), nodes.get(relation.to())))
                .toList();
        return new Amount(
                counted.stream().mapToLong(Relation::parcels).sum(),
                counted.stream().mapToLong(Relation::grams).sum());
    }

    private static boolean up(Node source, Node target) {
        boolean outFromBelowTheHub = gateway(target) && source.tier() != Node.Tier.HUB;
        return outFromBelowTheHub || (!source.equals(target) && source.within(target.code()));
    }

    private static boolean down(Node source, Node target) {
        return !gateway(target) && !source.equals(target) && target.within(source.code());
    }

    private static boolean across(Node source, Node target) {
        return !gateway(target) && !up(source, target) && !down(source, target);
    }

    private static boolean gateway(Node node) {
        return node.tier() == Node.Tier.GATEWAY;
    }
}
