package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.ParcelState;

/**
 * A parcel as it stands.
 * @param goingBack whether it returns to where it came from
 * @param movedAt when its last step happened
 * @param version number of its history rows
 * @param goods whether it holds the network's own goods, which nobody collects
 */
record Parcel(
        String barcode,
        String countyCode,
        String orderId,
        String fromNode,
        String toNode,
        Position position,
        StorageClass storageClass,
        long cashDueFen,
        String recipientId,
        Instant promisedAt,
        @Nullable String carrier,
        @Nullable String waybill,
        boolean goingBack,
        Instant movedAt,
        int version,
        boolean goods) {

    /**
     * Where it is on its way.
     * @param inBag SSCC, or null
     * @param legsDone legs behind it; the next or current leg is this plus one
     * @param nextNode where that leg leads; null when none is left
     */
    record Position(
            ParcelState state,
            Holder holder,
            @Nullable String inBag,
            int legsDone,
            @Nullable String nextNode) {
        Position in(String sscc) {
            return new Position(state, holder, sscc, legsDone, nextNode);
        }

        Position becomes(ParcelState next, Holder nextHolder) {
            return new Position(next, nextHolder, inBag, legsDone, nextNode);
        }

        /** On a new way. @param legsBehind all legs of the ways before */
        Position rerouted(ParcelState next, Holder nextHolder, int legsBehind, @Nullable String leadsTo) {
            return new Position(next, nextHolder, null, legsBehind, leadsTo);
        }

        Position arrived(ParcelState next, Holder nextHolder, @Nullable String afterwards) {
            return new Position(next, nextHolder, inBag, legsDone + 1, afterwards);
        }
    }

    /** A step to be taken. */
    record Change(Parcel parcel, Position after) {
        /** @return when it counts as taken: a scanner's clock may be some seconds behind the one before */
        Instant at(Act act) {
            return act.at().isBefore(parcel.movedAt()) ? parcel.movedAt() : act.at();
        }
    }

    /** @return where it is going now */
    String destination() {
        return goingBack ? fromNode : toNode;
    }

    ParcelState state() {
        return position.state();
    }

    Holder holder() {
        return position.holder();
    }

    @Nullable
    String inBag() {
        return position.inBag();
    }

    int legSeq() {
        return position.legsDone() + 1;
    }

    boolean hazardous() {
        return storageClass == StorageClass.HAZARDOUS;
    }

    Change to(Position after) {
        return new Change(this, after);
    }
}
