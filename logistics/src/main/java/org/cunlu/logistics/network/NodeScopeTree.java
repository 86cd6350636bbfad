package org.cunlu.logistics.network;

import jakarta.inject.Singleton;
import org.cunlu.accounts.ScopeTree;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.Network;

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

    @Override
    public boolean within(Scope scope, String subtreeCode) {
        return network.within(scope.value(), subtreeCode);
    }
}
