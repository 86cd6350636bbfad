package org.cunlu.logistics.duty;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Workplaces;

/** Reads the caller's scopes against the tree of nodes. */
@Singleton
class Rota implements Workplaces {
    private final Network network;
    private final Trail trail;

    Rota(Network network, Trail trail) {
        this.network = network;
        this.trail = trail;
    }

    @Override
    public Node own(Caller caller, String nodeCode, String act, List<Role> roles) {
        var node = network.node(nodeCode);
        if (node.isEmpty() || !covers(caller, node.get(), roles)) {
            node.ifPresent(other -> trail.refused(caller.accountId(), act, other.code(), "not-found"));
            throw ProblemException.notFound();
        }
        return node.get();
    }

    @Override
    public Optional<Node> hands(Caller caller, @Nullable String nodeCode) {
        return nodeCode == null ? Optional.empty() : network.node(nodeCode).filter(node -> covers(caller, node, HANDS));
    }

    @Override
    public boolean covers(Caller caller, String nodeCode, List<Role> roles) {
        return network.node(nodeCode)
                .filter(node -> covers(caller, node, roles))
                .isPresent();
    }

    private static boolean covers(Caller caller, Node node, List<Role> roles) {
        return caller.grants().stream()
                .filter(grant -> roles.contains(grant.role()))
                .anyMatch(grant -> holds(grant.scope(), node));
    }

    private static boolean holds(Scope scope, Node node) {
        return switch (scope.kind()) {
            case NODE -> scope.value().equals(node.code());
            case SUBTREE -> node.within(scope.value());
            default -> false;
        };
    }
}
