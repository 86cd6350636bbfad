package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * A bag as it stands; it goes from one node to the next and is emptied there.
 * @param goods what kind is in it; null while it is empty
 * @param departsAt of its trip; null before it has one
 * @param seal number on it; null while it can be filled
 * @param inBag SSCC of the bag that it lies in itself, or null
 * @param crate whether it is a box with limits of its own
 */
record Bag(
        String sscc,
        String countyCode,
        String fromNode,
        String nextNode,
        State state,
        Holder holder,
        @Nullable Goods goods,
        @Nullable Instant departsAt,
        @Nullable String seal,
        @Nullable String inBag,
        int version,
        boolean crate) {

    /** Life of a bag. */
    enum State {
        OPEN,
        LOADED,
        ON_TRIP,
        /** Its trip stands at the next node. */
        AT_STOP,
        ARRIVED,
        EMPTIED
    }

    /** Hazardous goods share a bag with nothing else. */
    enum Goods {
        HAZARDOUS,
        OTHER;

        static Goods of(Parcel parcel) {
            return parcel.hazardous() ? HAZARDOUS : OTHER;
        }
    }

    boolean openAt(String nodeCode) {
        return state == State.OPEN && holder.isNode(nodeCode);
    }

    boolean arrivedAt(String nodeCode) {
        return state == State.ARRIVED && holder.isNode(nodeCode);
    }
}
