package org.cunlu.web.home;

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
    private record Counted(long version, HomePage.Glance glance) {}

    private final NetworkMaps maps;
    private volatile Counted counted;

    Glances(NetworkMaps maps) {
        this.maps = maps;
    }

    HomePage.Glance current() {
        NetworkMap map = maps.current();
        Counted known = counted;
        if (known == null || known.version() != map.version()) {
            known = new Counted(map.version(), count(map.nodes()));
            counted = known;
        }
        return known.glance();
    }

    private static HomePage.Glance count(Map<String, Node> nodes) {
        Map<String, List<Node>> byTownship = nodes.values().stream()
                .filter(node -> node.tier() == Node.Tier.VILLAGE && node.parentCode() != null)
                .collect(Collectors.groupingBy(Node::parentCode));
        List<HomePage.Township> townships = nodes.values().stream()
                .filter(node -> node.tier() == Node.Tier.TOWNSHIP)
                .sorted(Comparator.comparing(Node::code))
                .map(node -> township(node, byTownship.getOrDefault(node.code(), List.of())))
                .toList();
        return new HomePage.Glance(
                townships.stream().mapToInt(HomePage.Township::open).sum(),
                townships.stream().mapToInt(HomePage.Township::planned).sum(),
                townships);
    }

    private static HomePage.Township township(Node township, List<Node> stations) {
        return new HomePage.Township(
                township.name(), count(stations, Node.Status.OPEN), count(stations, Node.Status.PLANNED));
    }

    private static int count(List<Node> stations, Node.Status status) {
        return (int) stations.stream().filter(node -> node.status() == status).count();
    }
}
