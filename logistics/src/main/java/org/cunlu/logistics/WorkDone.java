package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/** What people did at a node, hour by hour; each room that knows of work tells its own. */
public interface WorkDone {
    /**
     * @param worker account id
     * @param hour its beginning
     * @param kind of the scan, or PICK, RECEIVE, PUT_AWAY, COUNT
     * @param acts scans, lines of picks and counts, acts on the stock
     * @param pieces that were picked, received, put away or counted; 0 for scans
     */
    @Serdeable
    record Tally(String worker, Instant hour, String kind, long acts, long pieces) {}

    /** @return by hour, worker and kind, from this moment on and before that one */
    List<Tally> done(String nodeCode, Instant from, Instant before);
}
