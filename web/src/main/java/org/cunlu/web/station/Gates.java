package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.GatewayWork;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Workplaces;

/** At which gateway somebody works: his own node, or one that lies in his part of the county. */
@Singleton
public class Gates {
    private final Posts posts;
    private final Network network;
    private final Workplaces workplaces;
    private final GatewayWork work;

    Gates(Posts posts, Network network, Workplaces workplaces, GatewayWork work) {
        this.posts = posts;
        this.network = network;
        this.workplaces = workplaces;
        this.work = work;
    }

    /** @param post whose pages he is on */
    public record Gate(Spot post, Node node) {
        public String code() {
            return node.code();
        }
    }

    /**
     * @param asked a gateway or a node whose county has one; null for the first of his
     * @throws ProblemException 404 for who works at none
     */
    Gate of(Caller caller, @Nullable String asked) {
        Spot post = posts.of(caller, asked);
        Node gateway = post.node().tier() == Node.Tier.GATEWAY
                ? post.node()
                : network.gateway(post.node().countyCode()).orElseThrow(ProblemException::notFound);
        if (!workplaces.covers(caller, gateway.code(), Workplaces.HANDS)) {
            throw ProblemException.notFound();
        }
        return new Gate(post, gateway);
    }

    /** @return names by code */
    Map<String, String> carriers(Caller caller, Gate gate) {
        var names = new LinkedHashMap<String, String>();
        work.carriers(caller, gate.code()).forEach(each -> names.put(each.code(), each.name()));
        return names;
    }
}
