package org.cunlu.logistics.evacuation;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cunlu.logistics.ParcelsThere;
import org.cunlu.logistics.Suspensions;
import org.cunlu.logistics.Suspensions.Suspended;

/** Nodes from which everything is to go away. */
@Singleton
class Resting {
    private final Suspensions suspensions;
    private final ParcelsThere parcels;

    Resting(Suspensions suspensions, ParcelsThere parcels) {
        this.suspensions = suspensions;
        this.parcels = parcels;
    }

    /** @return those that are suspended, and of those that are closed the few at which parcels turned up */
    List<Suspended> all() {
        var all = new ArrayList<>(suspensions.suspended());
        List<Suspended> closed = suspensions.closed();
        Set<String> there =
                parcels.occupied(closed.stream().map(Suspended::node).toList());
        closed.stream().filter(node -> there.contains(node.node())).forEach(all::add);
        return all;
    }

    /** @return empty for a node that is neither suspended nor closed */
    Optional<Suspended> find(String node) {
        return Stream.concat(suspensions.suspended().stream(), suspensions.closed().stream())
                .filter(each -> each.node().equals(node))
                .findFirst();
    }
}
