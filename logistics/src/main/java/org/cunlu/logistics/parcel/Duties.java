package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;

/** Who works where. */
@Singleton
class Duties {
    private static final Set<Role> WORKERS = Set.of(Role.STATION_KEEPER, Role.WAREHOUSE_WORKER);

    private final Network network;

    Duties(Network network) {
        this.network = network;
    }

    /** @return the node, if the caller works there; another's node is as absent as one that does not exist */
    Optional<Node> node(Caller caller, @Nullable String code) {
        return code == null ? Optional.empty() : network.node(code).filter(node -> works(caller, node));
    }

    private boolean works(Caller caller, Node node) {
        return caller.grants().stream()
                .filter(grant -> WORKERS.contains(grant.role()))
                .map(Grant::scope)
                .anyMatch(scope -> holds(scope, node));
    }

    private boolean holds(Scope scope, Node node) {
        return switch (scope.kind()) {
            case NODE -> scope.value().equals(node.code());
            case SUBTREE -> network.within(node.code(), scope.value());
            default -> false;
        };
    }
}
