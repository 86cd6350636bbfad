package org.cunlu.logistics.pricewatch;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.pricewatch.Reporting.Place;

/** Stations and outlets, and the township that each lies in. */
@Singleton
class Places {
    private final Network network;
    private final WatchTable watch;
    private final String county;

    Places(Network network, WatchTable watch, @Value("${cunlu.county.code}") String county) {
        this.network = network;
        this.watch = watch;
        this.county = county;
    }

    /** @return a node of the county or an outlet @throws ProblemException 404 */
    Place any(String code) {
        return network.node(code)
                .filter(node -> node.countyCode().equals(county))
                .map(Places::of)
                .or(() -> watch.outlet(county, code).map(outlet -> new Place(outlet.code(), outlet.townshipCode())))
                .orElseThrow(ProblemException::notFound);
    }

    /** What lies at the county's own place counts there. */
    static Place of(Node node) {
        List<String> path = Arrays.stream(node.path().split("/"))
                .filter(each -> !each.isEmpty())
                .toList();
        return new Place(node.code(), path.size() > 1 ? path.get(1) : path.getFirst());
    }

    /** @throws ProblemException 400 {@code township-unknown} */
    void demandTownship(String code) {
        boolean known = network.node(code)
                .filter(node -> node.countyCode().equals(county) && node.tier() != Node.Tier.VILLAGE)
                .isPresent();
        if (!known) {
            throw ProblemException.invalid("townshipCode", "township-unknown", "没有这个乡镇节点 · No township of the network");
        }
    }
}
