package org.cunlu.logistics.network;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeContents.Found;

/** What stands at a node, or comes to it, for whoever would change the node. */
@FunctionalInterface
interface StandingThere {
    /** @return what hinders its closing */
    List<Found> hindrance(String nodeCode);

    /** @return how what stands there must be kept: the node goes on holding these */
    default Set<StorageClass> classes(String nodeCode) {
        return Set.of();
    }

    /** @return classes that a node would hold no more though such goods stand there or come there; asks only where it holds fewer */
    default Set<StorageClass> lost(Node now, Node next) {
        if (next.holds().containsAll(now.holds())) {
            return Set.of();
        }
        var lost = new TreeSet<>(classes(now.code()));
        lost.retainAll(now.holds());
        lost.removeAll(next.holds());
        return lost;
    }
}
