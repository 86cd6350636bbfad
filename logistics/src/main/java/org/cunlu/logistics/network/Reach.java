package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import java.util.HashSet;
import java.util.Set;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Node;

/** The part of the tree that a caller may look at. */
final class Reach {
    private final Set<String> subtrees = new HashSet<>();
    private final Set<String> single = new HashSet<>();

    private Reach() {}

    static Reach of(Caller caller, Role... roles) {
        var reach = new Reach();
        for (Role role : roles) {
            reach.subtrees.addAll(caller.scopes(role, Scope.Kind.SUBTREE));
            reach.single.addAll(caller.scopes(role, Scope.Kind.NODE));
        }
        return reach;
    }

    boolean covers(Node node) {
        return single.contains(node.code()) || subtrees.stream().anyMatch(node::within);
    }

    /**
     * @param under code of a node, or null for all
     * @throws ProblemException 404 when there is no such node, or none that the caller may see
     */
    Reach narrowed(@Nullable String under, Snapshot snapshot) {
        if (under == null || under.isBlank()) {
            return this;
        }
        Node node = snapshot.map().nodes().get(under);
        if (node == null || !covers(node)) {
            throw ProblemException.notFound();
        }
        var narrowed = new Reach();
        if (subtrees.stream().anyMatch(node::within)) {
            narrowed.subtrees.add(under);
        } else {
            narrowed.single.add(under);
        }
        return narrowed;
    }
}
