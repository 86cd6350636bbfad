package org.cunlu.logistics.promise;

import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Promises;

/** The engine without an application around it, for who has a network in memory and no server: the bench. */
public final class PromiseEngine {
    private PromiseEngine() {}

    public static Promises over(NetworkMaps maps) {
        return new CountyPromises(maps);
    }
}
