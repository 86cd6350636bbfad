package org.cunlu.logistics.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Node.Status;
import org.cunlu.logistics.Node.Tier;

/** A small county: hub 500233, townships 101 and 102 with two villages each, a gateway. All open. */
@Singleton
@Primary
@Requires(property = "logistics.stand-ins", value = "true")
@Requires(missingProperty = "logistics.real-network")
public class StandInNetwork implements Network {
    public static final String COUNTY = "500233";
    public static final String HUB = "500233";
    public static final String GATEWAY = "500233-OUT";
    public static final String TOWN1 = "500233101";
    public static final String TOWN2 = "500233102";
    public static final String VILLAGE11 = "500233101201";
    public static final String VILLAGE12 = "500233101202";
    public static final String VILLAGE21 = "500233102201";

    static final Map<String, Node> NODES = List.of(
                    node(HUB, Tier.HUB, null, "/500233"),
                    node(GATEWAY, Tier.GATEWAY, HUB, "/500233/500233-OUT"),
                    node(TOWN1, Tier.TOWNSHIP, HUB, "/500233/500233101"),
                    node(TOWN2, Tier.TOWNSHIP, HUB, "/500233/500233102"),
                    node(VILLAGE11, Tier.VILLAGE, TOWN1, "/500233/500233101/500233101201"),
                    node(VILLAGE12, Tier.VILLAGE, TOWN1, "/500233/500233101/500233101202"),
                    node(VILLAGE21, Tier.VILLAGE, TOWN2, "/500233/500233102/500233102201"))
            .stream()
            .collect(Collectors.toMap(Node::code, Function.identity()));

    private static Node node(String code, Tier tier, String parent, String path) {
        return new Node(code, COUNTY, "节点 " + code, tier, parent, path, Status.OPEN, 30.3, 108.0, true);
    }

    @Override
    public Optional<Node> node(String code) {
        return Optional.ofNullable(NODES.get(code));
    }

    @Override
    public Map<String, Node> nodes(Collection<String> codes) {
        return StandInCatalog.found(codes, NODES);
    }

    @Override
    public Optional<Node> stationOf(String villageCode) {
        return node(villageCode);
    }

    @Override
    public Optional<Node> gateway(String countyCode) {
        return node(GATEWAY);
    }

    @Override
    public List<Village> villages(String words, int limit) {
        return List.of();
    }

    @Override
    public boolean within(String nodeCode, String scopeNodeCode) {
        return node(nodeCode).map(node -> node.within(scopeNodeCode)).orElse(false);
    }
}
