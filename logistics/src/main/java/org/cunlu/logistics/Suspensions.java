package org.cunlu.logistics;

import java.time.Instant;
import java.util.List;

/** Nodes that somebody has suspended. */
@FunctionalInterface
public interface Suspensions {
    /** @return those that are suspended now, by their codes */
    List<Suspended> suspended();

    /** @param step number of the step of its life by which it was @param by account id, or {@code system} */
    record Suspended(String node, String countyCode, int step, String by, String why, Instant at) {}
}
