package org.cunlu.logistics.network;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Suspensions;

/** Suspended and closed nodes of the county, from the history of their lives. */
@Singleton
class SuspendedNodes implements Suspensions {
    private final NodeStepTable steps;

    SuspendedNodes(NodeStepTable steps) {
        this.steps = steps;
    }

    @Override
    public List<Suspended> suspended() {
        return steps.now(Node.Status.SUSPENDED);
    }

    @Override
    public List<Suspended> closed() {
        return steps.now(Node.Status.CLOSED);
    }
}
