package org.cunlu.logistics;

/** Where the map in force is had. */
public interface NetworkMaps {
    /** @return from memory; the same object until the network changes, at most two seconds behind the database */
    NetworkMap current();
}
