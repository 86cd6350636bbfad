package org.cunlu.logistics.network;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.accounts.ScopeTree;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;

/** Tells accounts where a node lies, by the network itself. */
@Singleton
class NodeScopeTree implements ScopeTree {
    private final Network network;

    NodeScopeTree(Network network) {
        this.network = network;
    }

    @Override
    public boolean knows(Scope.Kind kind) {
        return kind == Scope.Kind.NODE || kind == Scope.Kind.SUBTREE;
    }

    /** A closed node lies nowhere: nobody is given a role there. One that is planned has people before it opens. */
    @Override
    public Optional<String> path(Scope scope) {
        return network.node(scope.value())
                .filter(node -> node.status() != Node.Status.CLOSED)
                .map(Node::path);
    }
}
