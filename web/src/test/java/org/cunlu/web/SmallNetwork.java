package org.cunlu.web;

import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Node.Status;
import org.cunlu.logistics.Node.Tier;

/** A county with two townships: two stations open and one planned in the first, none in the second. */
@Singleton
@Primary
class SmallNetwork implements NetworkMaps {
    @Override
    public NetworkMap current() {
        Map<String, Node> nodes = Stream.of(
                        node("500233", "忠县共配中心", Tier.HUB, null, Status.OPEN),
                        node("500233112", "新立镇中转站", Tier.TOWNSHIP, "500233", Status.OPEN),
                        node("500233113", "马灌镇中转站", Tier.TOWNSHIP, "500233", Status.OPEN),
                        node("500233112203", "双柏村站", Tier.VILLAGE, "500233112", Status.OPEN),
                        node("500233112204", "桂花村站", Tier.VILLAGE, "500233112", Status.OPEN),
                        node("500233112205", "官坪村站", Tier.VILLAGE, "500233112", Status.PLANNED))
                .collect(Collectors.toMap(Node::code, Function.identity()));
        return new NetworkMap(1, nodes, Map.of(), List.of(), Map.of());
    }

    private static Node node(String code, String name, Tier tier, String parent, Status status) {
        return new Node(code, "500233", name, tier, parent, "/" + code, status, 30, 108, true);
    }
}
