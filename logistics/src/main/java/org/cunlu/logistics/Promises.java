package org.cunlu.logistics;

import java.time.Instant;

/** Earliest arrival over the timetable, opening days, cut-offs and handling times included. */
@FunctionalInterface
public interface Promises {
    /**
     * @param toNode a station, the hub, or a gateway (then with the carrier's usual lead time)
     * @param readyAt when the goods can be taken into work at the source
     */
    Promise promise(String fromNode, String toNode, Load load, Instant readyAt);

    /**
     * As that, for who has not ordered yet: refused as {@link Promise.Reason#STATION_FULL} while the shelves at the destination
     * have no room for it. Paid orders keep their promise.
     */
    default Promise offered(String fromNode, String toNode, Load load, Instant readyAt) {
        return promise(fromNode, toNode, load, readyAt);
    }

    /**
     * To a recipient outside the county.
     * @param gateway code of the gateway it leaves by
     * @param province of the recipient as people write it (重庆, 重庆市); the carrier's lead time depends on it
     */
    default Promise outside(String fromNode, String gateway, String province, Load load, Instant readyAt) {
        return promise(fromNode, gateway, load, readyAt);
    }
}
