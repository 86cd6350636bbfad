package org.cunlu.logistics.promise;

import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Room;
import org.cunlu.logistics.StationShelves;

/** The engine without an application around it, for who has a network in memory and no server: the bench. */
public final class PromiseEngine {
    /** Changes from one ride to another on one way, unless {@code cunlu.logistics.transfers-max} says otherwise. */
    public static final int TRANSFERS_MAX = 7;

    private PromiseEngine() {}

    /** @param transfersMax 0 to 50 */
    public static Promises over(NetworkMaps maps, Room room, int transfersMax) {
        return new CountyPromises(maps, room, node -> StationShelves.Filled.NOTHING, transfersMax);
    }
}
