package org.cunlu.logistics;

import java.time.Instant;
import java.util.List;

/** Nodes that somebody has suspended or closed. */
public interface Suspensions {
    /** @return those that are suspended now, by their codes */
    List<Suspended> suspended();

    /** @return those that are closed now; nothing stood there then, but something may have turned up since */
    List<Suspended> closed();

    /** @param step number of the step of its life by which it was suspended or closed @param by account id, or {@code system} */
    record Suspended(String node, String countyCode, int step, String by, String why, Instant at) {}
}
