package org.cunlu.logistics.standin;

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
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Node.Status;
import org.cunlu.logistics.Node.Tier;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.NodeProfile.Service;

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
    /** Takes in what villagers bring, of dry goods alone; no line leads there. */
    public static final String VILLAGE22 = "500233102202";
    /** Hands out parcels and nothing else. */
    public static final String VILLAGE23 = "500233102203";

    static final Map<String, Node> NODES = List.of(
                    node(HUB, Tier.HUB, null, "/500233"),
                    node(GATEWAY, Tier.GATEWAY, HUB, "/500233/500233-OUT"),
                    node(TOWN1, Tier.TOWNSHIP, HUB, "/500233/500233101"),
                    node(TOWN2, Tier.TOWNSHIP, HUB, "/500233/500233102"),
                    node(VILLAGE11, Tier.VILLAGE, TOWN1, "/500233/500233101/500233101201"),
                    offering(
                            node(VILLAGE12, Tier.VILLAGE, TOWN1, "/500233/500233101/500233101202"),
                            Set.of(StorageClass.values()),
                            Set.of(Service.PICKUP, Service.DROP_OFF, Service.CASH, Service.RECYCLING, Service.RETAIL)),
                    offering(
                            node(VILLAGE22, Tier.VILLAGE, TOWN2, "/500233/500233102/500233102202"),
                            Set.of(StorageClass.DRY),
                            Set.of(Service.DROP_OFF, Service.RECYCLING)),
                    offering(
                            node(VILLAGE23, Tier.VILLAGE, TOWN2, "/500233/500233102/500233102203"),
                            Set.of(StorageClass.values()),
                            Set.of(Service.PICKUP)),
                    node(VILLAGE21, Tier.VILLAGE, TOWN2, "/500233/500233102/500233102201"))
            .stream()
            .collect(Collectors.toMap(Node::code, Function.identity()));

    private static Node node(String code, Tier tier, String parent, String path) {
        return new Node(code, COUNTY, "节点 " + code, tier, parent, path, Status.OPEN, 30.3, 108.0, true);
    }

    private static Node offering(Node plain, Set<StorageClass> holds, Set<Service> services) {
        return new Node(
                plain.code(),
                plain.countyCode(),
                plain.name(),
                plain.tier(),
                plain.parentCode(),
                plain.path(),
                plain.status(),
                plain.latitude(),
                plain.longitude(),
                plain.positionMadeUp(),
                holds,
                new NodeProfile(null, services, null, null, null, true, true, true, true));
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
