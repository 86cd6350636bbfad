package org.cunlu.logistics.network;

import java.util.List;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
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
}
