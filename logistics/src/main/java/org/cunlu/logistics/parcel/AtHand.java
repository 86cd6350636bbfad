package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.parcel.Refusal.Why;

/** Takes the thing that was scanned into the hands of the transaction, or says why it cannot be worked on here and now. */
@Singleton
class AtHand {
    private final ParcelTable parcels;
    private final BagTable bags;
    private final LegTable legs;

    AtHand(ParcelTable parcels, BagTable bags, LegTable legs) {
        this.parcels = parcels;
        this.bags = bags;
        this.legs = legs;
    }

    /** @return the parcel, locked, in a state from which this may happen, and at this node or coming to it */
    Parcel parcel(@Nullable String barcode, What what, String nodeCode) {
        checkBarcode(barcode);
        Parcel parcel = parcels.lock(barcode).orElseThrow(() -> new Refusal(Why.PARCEL_UNKNOWN));
        if (!concerns(parcel, nodeCode)) {
            // To the keeper of another node it does not exist.
            throw new Refusal(Why.PARCEL_UNKNOWN);
        }
        if (!what.startsFrom(parcel.state())) {
            throw new Refusal(whyNot(what, parcel.state()));
        }
        boolean here = parcel.state() == ParcelState.ON_TRIP
                ? nodeCode.equals(parcel.position().nextNode())
                : parcel.holder().isNode(nodeCode);
        if (!here) {
            throw new Refusal(Why.NOT_HERE);
        }
        return parcel;
    }

    /** @return the same, when it does not lie in a bag */
    Parcel loose(@Nullable String barcode, What what, String nodeCode) {
        Parcel parcel = parcel(barcode, what, nodeCode);
        if (parcel.inBag() != null) {
            throw new Refusal(Why.IN_BAG);
        }
        return parcel;
    }

    /** @return the bag a parcel lies in, locked; bags are locked before the parcels in them, always */
    Bag bagOf(@Nullable String barcode, String nodeCode) {
        checkBarcode(barcode);
        Parcel parcel = parcels.find(barcode)
                .filter(found -> concerns(found, nodeCode))
                .orElseThrow(() -> new Refusal(Why.PARCEL_UNKNOWN));
        if (parcel.inBag() == null) {
            throw new Refusal(Why.NOT_IN_BAG);
        }
        return bag(parcel.inBag(), nodeCode);
    }

    /** @return the bag, locked, when it was opened here or goes here */
    Bag bag(@Nullable String sscc, String nodeCode) {
        if (sscc == null) {
            throw new Refusal(Why.SCAN_INVALID);
        }
        if (!Labels.isSscc(sscc)) {
            throw new Refusal(Why.MISREAD);
        }
        return bags.lock(sscc)
                .filter(bag -> bag.fromNode().equals(nodeCode) || bag.nextNode().equals(nodeCode))
                .orElseThrow(() -> new Refusal(Why.BAG_UNKNOWN));
    }

    private static void checkBarcode(@Nullable String barcode) {
        if (barcode == null) {
            throw new Refusal(Why.SCAN_INVALID);
        }
        if (!Labels.isBarcode(barcode)) {
            throw new Refusal(Why.MISREAD);
        }
    }

    private boolean concerns(Parcel parcel, String nodeCode) {
        return parcel.fromNode().equals(nodeCode)
                || parcel.toNode().equals(nodeCode)
                || parcel.holder().isNode(nodeCode)
                || legs.of(List.of(parcel.barcode())).stream()
                        .anyMatch(leg -> leg.leg().toNode().equals(nodeCode));
    }

    private static Why whyNot(What what, ParcelState state) {
        return switch (state) {
            case BOOKED -> Why.NOT_PACKED;
            case WITHDRAWN -> Why.WITHDRAWN;
            case AT_NODE ->
                switch (what) {
                    case PACK -> Why.ALREADY_PACKED;
                    case IN -> Why.NOT_ON_TRIP;
                    default -> Why.NOT_READY;
                };
            case ON_TRIP -> what == What.PACK ? Why.ALREADY_PACKED : Why.ON_TRIP;
            case READY -> what == What.PACK ? Why.ALREADY_PACKED : Why.AT_DESTINATION;
            case HANDED_OVER -> Why.HANDED_OVER;
            case WITH_CARRIER -> Why.WITH_CARRIER;
        };
    }
}
