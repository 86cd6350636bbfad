package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Workplaces;

/** Where somebody works. */
@Singleton
class Posts {
    private final Workplaces workplaces;
    private final Network network;

    Posts(Workplaces workplaces, Network network) {
        this.workplaces = workplaces;
        this.network = network;
    }

    /**
     * @param asked null for the first of his
     * @throws ProblemException 404 for another's node, and for who has none
     */
    Spot of(Caller caller, @Nullable String asked) {
        List<String> codes = Workplaces.HANDS.stream()
                .flatMap(role -> Stream.of(Scope.Kind.NODE, Scope.Kind.SUBTREE)
                        .flatMap(kind -> caller.scopes(role, kind).stream()))
                .distinct()
                .toList();
        if (asked == null && codes.isEmpty()) {
            throw ProblemException.notFound();
        }
        String code = asked == null ? codes.getFirst() : asked;
        Node node = workplaces.own(caller, code, "logistics.station", Workplaces.HANDS);
        var known = network.nodes(codes);
        return new Spot(
                node, codes.stream().filter(known::containsKey).map(known::get).toList(), wayOut(caller, node));
    }

    private boolean wayOut(Caller caller, Node node) {
        return node.tier() == Node.Tier.GATEWAY
                || node.tier() == Node.Tier.HUB
                        && network.gateway(node.countyCode())
                                .filter(gate -> workplaces.covers(caller, gate.code(), Workplaces.HANDS))
                                .isPresent();
    }

    /** @return its name; its code when it is unknown */
    String name(String nodeCode) {
        return network.node(nodeCode).map(Node::name).orElse(nodeCode);
    }
}
