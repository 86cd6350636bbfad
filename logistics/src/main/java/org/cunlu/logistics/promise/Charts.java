package org.cunlu.logistics.promise;

import java.util.concurrent.locks.ReentrantLock;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.NetworkMaps;

/** The chart of the map in force. The next one is drawn before its map comes into force, so questions never wait for it. */
final class Charts {
    private final NetworkMaps maps;
    private final int ridesMax;
    private final ReentrantLock drawing = new ReentrantLock();
    private volatile Chart latest;
    private volatile Chart next;

    Charts(NetworkMaps maps, int ridesMax) {
        this.maps = maps;
        this.ridesMax = ridesMax;
        maps.beforeEach(map -> next = new Chart(map, ridesMax));
    }

    Chart current() {
        NetworkMap map = maps.current();
        Chart known = latest;
        return known != null && known.map == map ? known : of(map);
    }

    /** Others wait for the first who asks, rather than draw it as well. */
    private Chart of(NetworkMap map) {
        drawing.lock();
        try {
            Chart drawn = next;
            if (drawn != null && drawn.map == map) {
                latest = drawn;
            } else if (latest == null || latest.map != map) {
                latest = new Chart(map, ridesMax);
            }
            return latest;
        } finally {
            drawing.unlock();
        }
    }
}
