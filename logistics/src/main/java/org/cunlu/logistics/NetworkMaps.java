package org.cunlu.logistics;

import java.util.function.Consumer;

/** Where the map in force is had. */
public interface NetworkMaps {
    /** @return from memory; the same object until the network changes, at most two seconds behind the database */
    NetworkMap current();

    /** @return whether the database has nothing newer than a map: for who acts on it for everybody, and must not turn back the clock */
    default boolean newest(NetworkMap map) {
        return map.version() >= current().version();
    }

    /**
     * For those who work much out of a map: they see each new one before it is in force, so that nobody waits for them.
     * @param reader called on the thread that read the network; what it throws keeps the map from coming into force
     */
    default void beforeEach(Consumer<NetworkMap> reader) {}
}
