package org.cunlu.logistics.withheld;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.LotWatch;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;

/** A lot that failed an inspection is called back at once; the county clears it by lifting the recall. */
@Singleton
class FailedLots implements LotWatch {
    private static final int REASON_MAX = 200;

    private final Recalling recalling;
    private final Network network;
    private final NetworkMaps maps;
    private final String homeCounty;

    FailedLots(
            Recalling recalling, Network network, NetworkMaps maps, @Value("${cunlu.county.code}") String homeCounty) {
        this.recalling = recalling;
        this.network = network;
        this.maps = maps;
        this.homeCounty = homeCounty;
    }

    @Override
    public void failed(Lot lot, String homeNode, String why, String actor) {
        String county = network.node(homeNode).map(Node::countyCode).orElse(homeCounty);
        Node hub = maps.current().nodes().values().stream()
                .filter(node ->
                        node.tier() == Node.Tier.HUB && node.countyCode().equals(county))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no hub in " + county));
        recalling.open(hub, lot, why.length() > REASON_MAX ? why.substring(0, REASON_MAX) : why, actor);
    }
}
