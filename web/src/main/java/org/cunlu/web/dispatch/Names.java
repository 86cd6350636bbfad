package org.cunlu.web.dispatch;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.TourDesk;

/** What nodes and stops are called. */
@Singleton
class Names {
    private final NetworkMaps maps;

    Names(NetworkMaps maps) {
        this.maps = maps;
    }

    /** @return the code where nobody knows its name */
    String of(@Nullable String code) {
        Node node = code == null ? null : maps.current().nodes().get(code);
        return node == null ? String.valueOf(code) : node.name();
    }

    /** A node may have several stops: what stands behind its code tells them apart. */
    String ofStop(TourDesk.Stop stop) {
        String rest = stop.id().startsWith(stop.node())
                ? stop.id().substring(stop.node().length())
                : stop.id();
        return rest.isEmpty() ? of(stop.node()) : of(stop.node()) + " " + rest;
    }
}
