package org.cunlu.web.shop;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;

/** Counts the stations of each township; again only when the network has changed. */
@Singleton
class Glances {
    private record Counted(long version, Glance glance) {}

    private final NetworkMaps maps;
    private volatile Counted counted;

    Glances(NetworkMaps maps) {
        this.maps = maps;
    }

    Glance current() {
        NetworkMap map = maps.current();
        Counted known = counted;
        if (known == null || known.version() != map.version()) {
            known = new Counted(map.version(), count(map.nodes()));
            counted = known;
        }
        return known.glance();
    }

    private static Glance count(Map<String, Node> nodes) {
        Map<String, List<Node>> byTownship = nodes.values().stream()
                .filter(node -> node.tier() == Node.Tier.VILLAGE && node.parentCode() != null)
                .collect(Collectors.groupingBy(Node::parentCode));
        List<Glance.Township> townships = nodes.values().stream()
                .filter(node -> node.tier() == Node.Tier.TOWNSHIP)
                .sorted(Comparator.comparing(Node::code))
                .map(node -> township(node, byTownship.getOrDefault(node.code(), List.of())))
                .toList();
        return new Glance(
                townships.stream().mapToInt(Glance.Township::open).sum(),
                townships.stream().mapToInt(Glance.Township::planned).sum(),
                townships);
    }

    private static Glance.Township township(Node township, List<Node> stations) {
        return new Glance.Township(
                township.name(), count(stations, Node.Status.OPEN), count(stations, Node.Status.PLANNED));
    }

    private static int count(List<Node> stations, Node.Status status) {
        return (int) stations.stream().filter(node -> node.status() == status).count();
    }
}
