package org.cunlu.logistics.parcel;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.logistics.NumberKind;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Ways;
import org.cunlu.logistics.parcel.Refusal.Why;

/** Takes the thing that was scanned into the hands of the transaction, or says why it cannot be worked on here and now. */
@Singleton
class AtHand {
    private static final Set<ParcelState> UNDER_WAY =
            Set.of(ParcelState.LOADED, ParcelState.ON_TRIP, ParcelState.AT_STOP);
    private static final Set<ParcelState> GONE = Set.of(ParcelState.HANDED_OVER, ParcelState.WITH_CARRIER);

    private final ParcelTable parcels;
    private final BagTable bags;
    private final Ways ways;
    private final Duration clockSlack;

    /** @param clockSlack by how much two scanners' clocks may differ after correction */
    AtHand(
            ParcelTable parcels,
            BagTable bags,
            Ways ways,
            @Value("${cunlu.logistics.clock-slack:2m}") Duration clockSlack) {
        this.parcels = parcels;
        this.bags = bags;
        this.ways = ways;
        this.clockSlack = clockSlack;
    }

    /** @return the parcel, locked, in a state from which this may happen, and at this node or coming to it */
    Parcel parcel(@Nullable String barcode, What what, ScanCall call) {
        Parcel parcel = known(barcode, call);
        if (!what.startsFrom(parcel.state())) {
            throw new Refusal(whyNot(what, parcel.state()));
        }
        if (!here(parcel, call.nodeCode())) {
            throw new Refusal(Why.NOT_HERE);
        }
        return parcel;
    }

    /** @return the same, when it does not lie in a bag */
    Parcel loose(@Nullable String barcode, What what, ScanCall call) {
        Parcel parcel = parcel(barcode, what, call);
        if (parcel.inBag() != null) {
            throw new Refusal(Why.IN_BAG);
        }
        return parcel;
    }

    /** @return a parcel that is here, comes here, or lies at the node before by all that we know */
    Parcel coming(@Nullable String barcode, What what, ScanCall call) {
        Parcel parcel = known(barcode, call);
        boolean nodeBefore = parcel.state() == ParcelState.AT_NODE
                && (call.nodeCode().equals(parcel.position().nextNode())
                        || ways.wasToCome(parcel.barcode(), call.nodeCode()));
        if (nodeBefore) {
            return parcel;
        }
        if (!what.startsFrom(parcel.state())) {
            throw new Refusal(whyNot(what, parcel.state()));
        }
        if (!here(parcel, call.nodeCode())) {
            throw new Refusal(Why.NOT_HERE);
        }
        return parcel;
    }

    /** @return a parcel, in no bag, that was loaded here and has not left */
    Parcel loaded(@Nullable String barcode, ScanCall call) {
        Parcel parcel = known(barcode, call);
        if (parcel.state() != ParcelState.LOADED) {
            throw new Refusal(
                    parcel.state() == ParcelState.AT_NODE ? Why.NOT_LOADED : whyNot(What.OFFLOAD, parcel.state()));
        }
        if (parcel.inBag() != null) {
            throw new Refusal(Why.IN_BAG);
        }
        boolean loadedHere = ways.current(OnTheWay.keys(List.of(parcel))).values().stream()
                .anyMatch(leg -> leg.fromNode().equals(call.nodeCode()));
        if (!loadedHere) {
            throw new Refusal(Why.NOT_HERE);
        }
        return parcel;
    }

    /** @return a lost parcel of this county, wherever it went missing */
    Parcel lost(@Nullable String barcode, ScanCall call) {
        checkBarcode(barcode);
        Parcel parcel = parcels.lock(barcode).orElseThrow(() -> new Refusal(Why.PARCEL_UNKNOWN));
        if (!parcel.countyCode().equals(call.node().countyCode())) {
            throw Refusal.ofAnothers(Why.PARCEL_UNKNOWN);
        }
        if (parcel.state() != ParcelState.LOST) {
            throw concerns(parcel, call.nodeCode())
                    ? new Refusal(Why.NOT_LOST)
                    : Refusal.ofAnothers(Why.PARCEL_UNKNOWN);
        }
        return inTime(parcel, call);
    }

    private Parcel known(@Nullable String barcode, ScanCall call) {
        checkBarcode(barcode);
        Parcel parcel = parcels.lock(barcode).orElseThrow(() -> new Refusal(Why.PARCEL_UNKNOWN));
        if (!concerns(parcel, call.nodeCode())) {
            // To the keeper of another node it does not exist.
            throw Refusal.ofAnothers(Why.PARCEL_UNKNOWN);
        }
        return inTime(parcel, call);
    }

    private Parcel inTime(Parcel parcel, ScanCall call) {
        if (call.act().at().isBefore(parcel.movedAt().minus(clockSlack))
                && call.act().late()) {
            throw new Refusal(Why.LATE_SCAN);
        }
        return parcel;
    }

    private static boolean here(Parcel parcel, String nodeCode) {
        if (UNDER_WAY.contains(parcel.state())) {
            return nodeCode.equals(parcel.position().nextNode());
        }
        if (GONE.contains(parcel.state())) {
            return parcel.toNode().equals(nodeCode);
        }
        return parcel.holder().isNode(nodeCode);
    }

    /** @return the bag a parcel lies in, locked; bags are locked before the parcels in them, always */
    Bag bagOf(@Nullable String barcode, String nodeCode) {
        checkBarcode(barcode);
        Parcel parcel = parcels.find(barcode).orElseThrow(() -> new Refusal(Why.PARCEL_UNKNOWN));
        if (!concerns(parcel, nodeCode)) {
            throw Refusal.ofAnothers(Why.PARCEL_UNKNOWN);
        }
        if (parcel.inBag() == null) {
            throw new Refusal(Why.NOT_IN_BAG);
        }
        return bag(parcel.inBag(), nodeCode);
    }

    /** @return the bag a parcel lies in, locked, if it lies in one that is worked on here */
    Optional<Bag> bagAround(@Nullable String barcode, ScanCall call) {
        checkBarcode(barcode);
        return parcels.find(barcode)
                .filter(found -> concerns(found, call.nodeCode()))
                .map(Parcel::inBag)
                .map(sscc -> bag(sscc, call.nodeCode()));
    }

    /** @return the bag, locked, when it was opened here or goes here */
    Bag bag(@Nullable String sscc, String nodeCode) {
        if (sscc == null) {
            throw new Refusal(Why.SCAN_INVALID);
        }
        if (!NumberKind.BAG.fits(sscc)) {
            throw new Refusal(Why.MISREAD);
        }
        Bag bag = bags.lock(sscc).orElseThrow(() -> new Refusal(Why.BAG_UNKNOWN));
        if (!bag.fromNode().equals(nodeCode) && !bag.nextNode().equals(nodeCode)) {
            throw Refusal.ofAnothers(Why.BAG_UNKNOWN);
        }
        return bag;
    }

    private static void checkBarcode(@Nullable String barcode) {
        if (barcode == null) {
            throw new Refusal(Why.SCAN_INVALID);
        }
        if (!NumberKind.PARCEL.fits(barcode)) {
            throw new Refusal(Why.MISREAD);
        }
    }

    private boolean concerns(Parcel parcel, String nodeCode) {
        return parcel.fromNode().equals(nodeCode)
                || parcel.toNode().equals(nodeCode)
                || parcel.holder().isNode(nodeCode)
                || ways.of(List.of(parcel.barcode())).stream()
                        .anyMatch(leg -> leg.leg().toNode().equals(nodeCode))
                || ways.wasToCome(parcel.barcode(), nodeCode);
    }

    private static Why whyNot(What what, ParcelState state) {
        return switch (state) {
            case BOOKED -> Why.NOT_PACKED;
            case WITHDRAWN -> Why.WITHDRAWN;
            case AT_NODE ->
                switch (what) {
                    case PACK -> Why.ALREADY_PACKED;
                    case IN, UNLOAD -> Why.NOT_ON_TRIP;
                    default -> Why.NOT_READY;
                };
            case LOADED -> what == What.PACK ? Why.ALREADY_PACKED : Why.LOADED;
            case ON_TRIP, AT_STOP -> what == What.PACK ? Why.ALREADY_PACKED : Why.ON_TRIP;
            case READY -> what == What.PACK ? Why.ALREADY_PACKED : Why.AT_DESTINATION;
            case HANDED_OVER -> Why.HANDED_OVER;
            case WITH_CARRIER -> Why.WITH_CARRIER;
            case REFUSED -> Why.REFUSED;
            case RETURNED -> Why.RETURNED;
            case LOST -> Why.LOST;
        };
    }
}
