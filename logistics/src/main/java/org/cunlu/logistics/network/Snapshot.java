package org.cunlu.logistics.network;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Closure;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Network.Village;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Opening;

/**
 * One version of the network, worked out once and then only read.
 * @param villages with the station that serves each now, by code; those without any are left out
 */
record Snapshot(Tables tables, NetworkMap map, Map<String, Village> villages, List<Village> byCode, SupplyMap supply) {
    static Snapshot of(long version, Tables tables, List<Closure> closures) {
        var nodes = new HashMap<String, Node>();
        var openings = new HashMap<String, Opening>();
        tables.places().forEach((code, place) -> {
            nodes.put(code, place.node());
            openings.put(code, place.opening());
        });
        var map = new NetworkMap(
                version, nodes, openings, List.copyOf(tables.lines().values()), tables.leads(), closures);
        List<Node> stations = stations(nodes);
        var villages = new HashMap<String, Village>();
        for (Served village : tables.villages().values()) {
            station(village, nodes, stations)
                    .ifPresent(station -> villages.put(village.code(), shown(village, station, nodes)));
        }
        List<Village> byCode = villages.values().stream()
                .sorted(Comparator.comparing(Village::code))
                .toList();
        return new Snapshot(
                tables, map, villages, byCode, new SupplyMap(tables.supply().values()));
    }

    List<Line> lines() {
        return map.lines();
    }

    /** Its own station when that serves, else the nearest one that does, of any township; the lower code when equally near. */
    private static Optional<Node> station(Served village, Map<String, Node> nodes, List<Node> stations) {
        Node own = village.ownStation() == null ? null : nodes.get(village.ownStation());
        if (own != null && own.serves()) {
            return Optional.of(own);
        }
        return nearest(village.latitude(), village.longitude(), stations);
    }

    private static List<Node> stations(Map<String, Node> nodes) {
        return nodes.values().stream()
                .filter(node ->
                        node.serves() && (node.tier() == Node.Tier.VILLAGE || node.tier() == Node.Tier.TOWNSHIP))
                .sorted(Comparator.comparing(Node::code))
                .toList();
    }

    private static Optional<Node> nearest(double latitude, double longitude, List<Node> stations) {
        Node best = null;
        double least = Double.MAX_VALUE;
        for (Node station : stations) {
            double distance = farness(latitude, longitude, station.latitude(), station.longitude());
            if (distance < least) {
                least = distance;
                best = station;
            }
        }
        return Optional.ofNullable(best);
    }

    /** @return the station, other than this one, that is nearest to it and serves people with such goods then */
    Optional<Node> nearest(String stationCode, StorageClass goods, Instant at) {
        Node from = map.nodes().get(stationCode);
        return from == null
                ? Optional.empty()
                : nearest(
                        from.latitude(),
                        from.longitude(),
                        stations(map.nodes()).stream()
                                .filter(node -> !node.code().equals(stationCode)
                                        && node.handles(goods)
                                        && map.closures().stream().noneMatch(each -> each.closes(node.code(), at)))
                                .toList());
    }

    private static Village shown(Served village, Node station, Map<String, Node> nodes) {
        Node township = nodes.get(village.township());
        return new Village(
                village.code(),
                village.name(),
                township == null ? village.township() : township.name(),
                station.code(),
                station.name());
    }

    /** Grows with the distance on the ground; within a county the earth is flat enough. */
    private static double farness(double latitude1, double longitude1, double latitude2, double longitude2) {
        double north = latitude1 - latitude2;
        double east = (longitude1 - longitude2) * Math.cos(Math.toRadians((latitude1 + latitude2) / 2));
        return north * north + east * east;
    }
}
