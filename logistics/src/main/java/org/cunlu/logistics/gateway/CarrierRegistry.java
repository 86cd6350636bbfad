package org.cunlu.logistics.gateway;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Carrier;
import org.cunlu.logistics.CarrierDesk;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;

/** Carriers of the county that somebody operates. */
@Singleton
class CarrierRegistry implements CarrierDesk {
    private final Carriers keeping;
    private final CarrierTable table;
    private final ConsignmentTable consignments;
    private final Network network;

    CarrierRegistry(Carriers keeping, CarrierTable table, ConsignmentTable consignments, Network network) {
        this.keeping = keeping;
        this.table = table;
        this.consignments = consignments;
        this.network = network;
    }

    @Override
    public All all(Caller operator) {
        String county = county(operator);
        return new All(
                table.of(county),
                consignments.unknown(county).stream()
                        .map(each -> new Unmapped(each.carrier(), each.word(), each.times(), each.lastAt()))
                        .toList());
    }

    @Override
    public Carrier carrier(Caller operator, String code) {
        return keeping.known(county(operator), code);
    }

    @Override
    public Carrier put(Caller operator, Carrier wanted) {
        return keeping.put(operator, county(operator), wanted);
    }

    private String county(Caller caller) {
        return caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).stream()
                .map(network::node)
                .flatMap(Optional::stream)
                .filter(node -> node.tier() == Node.Tier.HUB)
                .map(Node::countyCode)
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }
}
