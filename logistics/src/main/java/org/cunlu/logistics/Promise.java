package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/** Answer to "when can it be there?". */
public sealed interface Promise {
    /**
     * @param legs in order of travel; empty when source and destination are the same node. To a gateway the last one is the
     *     carrier's pick-up, see {@link Leg#leavesCounty()}: it has room as any departure, and no parcel rides it
     * @param availableAt when it can be collected at the destination, handling included; at a gateway, when the carrier
     *     is expected to deliver, his lead time included
     * @param arrival the same as it is told to people
     */
    @Serdeable
    record Kept(List<Leg> legs, Instant availableAt, Arrival arrival) implements Promise {
        public Kept {
            legs = List.copyOf(legs);
        }

        /** @return legs that a parcel rides within the county */
        public List<Leg> rides() {
            return legs.stream().filter(leg -> !leg.leavesCounty()).toList();
        }
    }

    /** It cannot be there at all. */
    record Refused(Reason reason) implements Promise {}

    /** Why there is no promise. */
    enum Reason {
        NODE_UNKNOWN,
        NODE_NOT_OPEN,
        /** Nothing leads there within the days that are looked ahead. */
        NO_CONNECTION,
        /** Something would lead there if no node, road or line were closed for a while. */
        WAY_CLOSED,
        /** There is a way, but no line on it has room for such a load. */
        TOO_LARGE,
        /** There is a way, but others hold all the room on it within the days that are looked ahead. */
        FULL,
        /** There is a way, but not one on which goods of this storage class may be held and carried, and are collected at its end. */
        CLASS_NOT_CARRIED,
        /** There is a way, but the shelves of the station are full. */
        STATION_FULL
    }
}
