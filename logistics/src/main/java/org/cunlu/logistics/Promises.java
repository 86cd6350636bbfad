package org.cunlu.logistics;

import java.time.Instant;

/** Earliest arrival over the timetable, opening days, cut-offs and handling times included. */
public interface Promises {
    /**
     * @param toNode a station, the hub, or a gateway
     * @param readyAt when the goods can be taken into work at the source
     */
    Promise promise(String fromNode, String toNode, Load load, Instant readyAt);
}
