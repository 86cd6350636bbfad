package org.cunlu.logistics.history;

import jakarta.inject.Singleton;
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

    ParcelFlows(Sql sql, Network network) {
        this.sql = sql;
        this.network = network;
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
