package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Node;

/**
 * Where in its county something comes from, as a drawing of {@value WayMap#WIDTH} by {@value WayMap#HEIGHT}, north on top.
 * @param places the county's townships and its hub
 * @param origin the place itself
 * @param county name of the hub, which stands for the county
 */
public record OriginMap(List<WayMap.Stop> places, WayMap.Stop origin, String county) {
    private static final int MARGIN = 18;

    /** @return null where too little is known of where places are */
    static @Nullable OriginMap of(Map<String, Node> nodes, @Nullable Node origin) {
        if (origin == null) {
            return null;
        }
        List<Node> places = nodes.values().stream()
                .filter(node -> node.countyCode().equals(origin.countyCode()))
                .filter(node -> node.tier() == Node.Tier.TOWNSHIP || node.tier() == Node.Tier.HUB)
                .sorted(Comparator.comparing(Node::code))
                .toList();
        Node hub = places.stream()
                .filter(node -> node.tier() == Node.Tier.HUB)
                .findFirst()
                .orElse(null);
        return hub == null || places.size() < 2 ? null : drawn(places, origin, hub);
    }

    private static OriginMap drawn(List<Node> places, Node origin, Node hub) {
        var frame = new Frame(
                low(places, origin, Node::longitude),
                high(places, origin, Node::longitude),
                low(places, origin, Node::latitude),
                high(places, origin, Node::latitude));
        return new OriginMap(
                places.stream().map(node -> frame.stop(node, node == hub)).toList(),
                frame.stop(origin, true),
                hub.name());
    }

    private interface Degrees {
        double of(Node node);
    }

    private static double low(List<Node> places, Node origin, Degrees degrees) {
        return places.stream().mapToDouble(degrees::of).reduce(degrees.of(origin), Math::min);
    }

    private static double high(List<Node> places, Node origin, Degrees degrees) {
        return places.stream().mapToDouble(degrees::of).reduce(degrees.of(origin), Math::max);
    }

    private record Frame(double west, double east, double south, double north) {
        WayMap.Stop stop(Node node, boolean here) {
            double scale = Math.min(
                    (WayMap.WIDTH - 2 * MARGIN) / Math.max(east - west, 0.001),
                    (WayMap.HEIGHT - 2 * MARGIN) / Math.max(north - south, 0.001));
            double left = (WayMap.WIDTH - (east - west) * scale) / 2;
            double top = (WayMap.HEIGHT - (north - south) * scale) / 2;
            int x = (int) Math.round(left + (node.longitude() - west) * scale);
            int y = (int) Math.round(top + (north - node.latitude()) * scale);
            return new WayMap.Stop(x, y, node.name(), here, x > WayMap.WIDTH / 2);
        }
    }
}
