package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/** What people did at a node, hour by hour; each room that knows of work tells its own. */
public interface WorkDone {
    /**
     * @param worker account id
     * @param hour its beginning
     * @param kind of the scan, or PICK
     * @param acts scans or lines
     * @param pieces that were picked; 0 for scans
     */
    @Serdeable
    record Tally(String worker, Instant hour, String kind, long acts, long pieces) {}

    /** @return by hour, worker and kind, from this moment on and before that one */
    List<Tally> done(String nodeCode, Instant from, Instant before);
}
