package org.cunlu.logistics.promise;

import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Room;

/** The engine without an application around it, for who has a network in memory and no server: the bench. */
public final class PromiseEngine {
    private PromiseEngine() {}

    /** @param transfersMax changes from one ride to another on one way */
    public static Promises over(NetworkMaps maps, Room room, int transfersMax) {
        return new CountyPromises(maps, room, transfersMax);
    }

    /** With all of every line's room, and as many changes as are allowed unless configured. */
    public static Promises over(NetworkMaps maps) {
        return over(maps, new WholeRoom(), 7);
    }
}
