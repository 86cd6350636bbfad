package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Node.Status;
import org.cunlu.logistics.Node.Tier;
import org.cunlu.logistics.NodeProfile;

/** A small county: hub 500233, townships 101 and 102 with villages, a gateway. All open but {@link #CLOSED}. */
@Singleton
@Primary
@Requires(property = "orders.stand-ins", value = "true")
@Requires(property = "orders.real-room", notEquals = "true")
public class StandInNetwork implements Network {
    public static final String COUNTY = "500233";
    public static final String HUB = "500233";
    public static final String GATEWAY = "500233-OUT";
    public static final String TOWN1 = "500233101";
    public static final String TOWN2 = "500233102";
    public static final String VILLAGE11 = "500233101201";
    public static final String VILLAGE12 = "500233101202";
    public static final String VILLAGE21 = "500233102201";
    public static final String CLOSED = "500233102299";

    /** Takes no cash. */
    public static final String CASHLESS = "500233102298";

    private final Map<String, Node> nodes = List.of(
                    node(HUB, Tier.HUB, null, "/500233", Status.OPEN),
                    node(GATEWAY, Tier.GATEWAY, HUB, "/500233/500233-OUT", Status.OPEN),
                    node(TOWN1, Tier.TOWNSHIP, HUB, "/500233/500233101", Status.OPEN),
                    node(TOWN2, Tier.TOWNSHIP, HUB, "/500233/500233102", Status.OPEN),
                    node(VILLAGE11, Tier.VILLAGE, TOWN1, "/500233/500233101/500233101201", Status.OPEN),
                    node(VILLAGE12, Tier.VILLAGE, TOWN1, "/500233/500233101/500233101202", Status.OPEN),
                    node(VILLAGE21, Tier.VILLAGE, TOWN2, "/500233/500233102/500233102201", Status.OPEN),
                    cashless(node(CASHLESS, Tier.VILLAGE, TOWN2, "/500233/500233102/500233102298", Status.OPEN)),
                    node(CLOSED, Tier.VILLAGE, TOWN2, "/500233/500233102/500233102299", Status.CLOSED))
            .stream()
            .collect(Collectors.toMap(Node::code, Function.identity()));

    private static Node node(String code, Tier tier, String parent, String path, Status status) {
        return new Node(code, COUNTY, "节点 " + code, tier, parent, path, status, 30.3, 108.0, true);
    }

    private static Node cashless(Node node) {
        NodeProfile plain = node.profile();
        var profile = new NodeProfile(
                plain.gln(), Set.of(NodeProfile.Service.PICKUP), null, null, null, true, true, true, true);
        return new Node(
                node.code(),
                node.countyCode(),
                node.name(),
                node.tier(),
                node.parentCode(),
                node.path(),
                node.status(),
                node.latitude(),
                node.longitude(),
                node.positionMadeUp(),
                node.holds(),
                profile);
    }

    @Override
    public Optional<Node> node(String code) {
        return Optional.ofNullable(nodes.get(code));
    }

    @Override
    public Map<String, Node> nodes(Collection<String> codes) {
        return codes.stream()
                .filter(nodes::containsKey)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), nodes::get));
    }

    @Override
    public Optional<Node> stationOf(String villageCode) {
        return node(villageCode);
    }

    @Override
    public Optional<Node> gateway(String countyCode) {
        return node(countyCode + "-OUT");
    }

    @Override
    public List<Village> villages(String words, int limit) {
        return List.of();
    }

    @Override
    public boolean within(String nodeCode, String scopeNodeCode) {
        return node(nodeCode).filter(node -> node.within(scopeNodeCode)).isPresent();
    }
}
