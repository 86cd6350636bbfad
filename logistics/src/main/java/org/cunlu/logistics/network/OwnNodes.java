package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Node;

/** Nodes that a dispatcher or operator may change: those of his own part of the tree. */
@Singleton
class OwnNodes {
    private final NetworkWatch watch;
    private final Trail trail;

    OwnNodes(NetworkWatch watch, Trail trail) {
        this.watch = watch;
        this.trail = trail;
    }

    static Reach reach(Caller caller) {
        return Reach.of(caller, Role.DISPATCHER, Role.COUNTY_OPERATOR);
    }

    /**
     * What he may look at of a node and all below it.
     * @param under code of a node, or null for all that is his
     * @throws ProblemException as {@link #node}
     */
    Reach under(Caller caller, @Nullable String under, Snapshot snapshot) {
        if (under != null && !under.isBlank()) {
            node(caller, under, "logistics.network-look");
        }
        return reach(caller).narrowed(under, snapshot);
    }

    /**
     * @param act what he tries, for the trail
     * @throws ProblemException 404 for one that is unknown or another's; the latter is written down
     */
    Node node(Caller caller, String code, String act) {
        Node node = watch.snapshot().map().nodes().get(code);
        if (node == null) {
            throw ProblemException.notFound();
        }
        if (!reach(caller).covers(node)) {
            trail.refused(caller.accountId(), act, code, "not-found");
            throw ProblemException.notFound();
        }
        return node;
    }
}
