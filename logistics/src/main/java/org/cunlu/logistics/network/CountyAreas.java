package org.cunlu.logistics.network;

import jakarta.inject.Singleton;
import org.cunlu.catalog.Areas;
import org.cunlu.logistics.Network;

/** Tells catalog which townships and villages there are: those with a node or a village served. */
@Singleton
class CountyAreas implements Areas {
    private final Network network;

    CountyAreas(Network network) {
        this.network = network;
    }

    @Override
    public boolean exists(String code) {
        return network.node(code).isPresent()
                || network.villages(code, 1).stream()
                        .anyMatch(village -> village.code().startsWith(code));
    }
}
