package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.logistics.Differences.Kind;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.Ways;
import org.cunlu.logistics.Ways.ParcelLeg;
import org.cunlu.logistics.parcel.BagLoads.BagLoad;
import org.cunlu.logistics.parcel.Refusal.Why;

/**
 * IN, or ARRIVE and then UNLOAD: parcels, alone or in a bag, come to a node. UNLOAD and RECEIVE believe the hands that hold
 * the thing: a departure whose scan is not here yet is written down with them.
 */
@Singleton
class Arriving implements ScanHandler {
    private static final Set<Bag.State> UNDER_WAY = Set.of(Bag.State.LOADED, Bag.State.ON_TRIP, Bag.State.AT_STOP);

    private final AtHand atHand;
    private final ParcelMoves moves;
    private final ParcelTable parcels;
    private final BagTable bags;
    private final BagLoads loads;
    private final Ways ways;
    private final OnTheWay way;
    private final Departing departing;
    private final Disputes disputes;

    Arriving(
            AtHand atHand,
            ParcelMoves moves,
            ParcelTable parcels,
            BagTable bags,
            BagLoads loads,
            Ways ways,
            OnTheWay way,
            Departing departing,
            Disputes disputes) {
        this.atHand = atHand;
        this.moves = moves;
        this.parcels = parcels;
        this.bags = bags;
        this.loads = loads;
        this.ways = ways;
        this.way = way;
        this.departing = departing;
        this.disputes = disputes;
    }

    @Override
    public Set<ScanKind> kinds() {
        return Set.of(ScanKind.IN, ScanKind.ARRIVE, ScanKind.UNLOAD, ScanKind.RECEIVE);
    }

    @Override
    public Done apply(ScanCall call) {
        return switch (call.scan().kind()) {
            case IN -> call.bagNotParcel() ? bagIn(call) : parcelIn(call);
            case ARRIVE -> stop(call);
            default -> call.bagNotParcel() ? bagTaken(call) : parcelTaken(call);
        };
    }

    private Done parcelIn(ScanCall call) {
        return arrive(atHand.loose(call.scan().parcel(), What.IN, call), What.IN, call);
    }

    private Done bagIn(ScanCall call) {
        Bag bag = atHand.bag(call.scan().bag(), call.nodeCode());
        if (bag.state() != Bag.State.ON_TRIP || !bag.nextNode().equals(call.nodeCode())) {
            throw new Refusal(Why.BAG_NOT_ON_TRIP);
        }
        return arrive(bag, What.IN, call);
    }

    private Done parcelTaken(ScanCall call) {
        What what = What.of(call.scan().kind());
        Parcel parcel = atHand.coming(call.scan().parcel(), what, call);
        if (parcel.inBag() != null) {
            throw new Refusal(Why.IN_BAG);
        }
        if (parcel.state() != ParcelState.AT_NODE) {
            return arrive(parcel, what, call);
        }
        if (parcel.holder().isNode(call.nodeCode())) {
            // Ready where it was under way before, when it is to be collected here from now on.
            ParcelState state =
                    parcel.position().nextNode() == null ? Packing.stateAt(parcel, call.node()) : parcel.state();
            var change = parcel.to(parcel.position().becomes(state, parcel.holder()));
            moves.move(what, change, call.act());
            return Done.parcel(change);
        }
        Parcel left =
                way.asBefore(parcel, call.nodeCode(), Instant.EPOCH, call.act().at(), call.act());
        if (!call.nodeCode().equals(left.position().nextNode())) {
            throw new Refusal(Why.NOT_HERE);
        }
        departing.impliedBy(left, call.act());
        return arrive(parcels.lock(parcel.barcode()).orElseThrow(), what, call);
    }

    private Done bagTaken(ScanCall call) {
        What what = What.of(call.scan().kind());
        Bag bag = atHand.bag(call.scan().bag(), call.nodeCode());
        if (!bag.nextNode().equals(call.nodeCode())) {
            throw new Refusal(Why.BAG_NOT_ON_TRIP);
        }
        if (bag.state() == Bag.State.OPEN) {
            departing.impliedBy(bag, call.act());
            bag = atHand.bag(call.scan().bag(), call.nodeCode());
        }
        if (!UNDER_WAY.contains(bag.state())) {
            throw new Refusal(Why.BAG_NOT_ON_TRIP);
        }
        return arrive(bag, what, call);
    }

    private Done arrive(Parcel parcel, What what, ScanCall call) {
        checkDeparted(way.currentLegs(List.of(parcel)).getFirst().departsAt(), call);
        ParcelState state = Packing.stateAt(parcel, call.node());
        arrive(List.of(parcel), what, state, call.act());
        return Done.parcel(parcel.to(parcel.position().becomes(state, parcel.holder())));
    }

    private Done arrive(Bag bag, What what, ScanCall call) {
        checkDeparted(bag.departsAt(), call);
        compareSeal(bag, call);
        BagLoad load = loads.of(BagLoads.outermost(bag));
        // In the bag they are not ready for anybody yet, even where they are at home.
        arrive(load.parcels(), what, ParcelState.AT_NODE, call.act());
        load.bags().forEach(each -> BagLoads.expect(bags.arrived(each, call.nodeCode()), each));
        return Done.bag(Bag.State.ARRIVED);
    }

    /** The bag is here whatever its seal says; another seal than the one on record is told to whoever filled it. */
    private void compareSeal(Bag bag, ScanCall call) {
        String seen = call.scan().seal() == null ? null : call.seal();
        if (seen != null && !seen.equals(bag.seal())) {
            disputes.about(Kind.DAMAGED, null, bag, call, "封签不符 · seal " + seen + ", on record " + bag.seal());
        }
    }

    private static void checkDeparted(Instant departsAt, ScanCall call) {
        if (call.act().at().isBefore(departsAt)) {
            throw new Refusal(Why.NOT_DEPARTED);
        }
    }

    private void arrive(List<Parcel> arriving, What what, ParcelState state, Act act) {
        Holder holder = Holder.node(act.nodeCode());
        Map<String, Map<Integer, String>> next = ways
                .of(arriving.stream().map(Parcel::barcode).toList())
                .stream()
                .collect(Collectors.groupingBy(
                        ParcelLeg::barcode,
                        Collectors.toMap(ParcelLeg::seq, leg -> leg.leg().toNode())));
        moves.moveByBag(
                what,
                arriving.stream()
                        .map(parcel -> parcel.to(parcel.position()
                                .arrived(
                                        state,
                                        holder,
                                        next.get(parcel.barcode()).get(parcel.legSeq() + 1))))
                        .toList(),
                act);
        ways.arrive(OnTheWay.keys(arriving), act.at());
    }

    /** The vehicle stands here; what it brings is not taken off yet. */
    private Done stop(ScanCall call) {
        String trip = call.trip();
        var broughtBags = bags.lockOnTrip(trip, Bag.State.ON_TRIP, call.nodeCode(), false);
        var brought = parcels.lockOnTrip(trip, ParcelState.ON_TRIP, call.nodeCode(), false);
        if (brought.isEmpty()) {
            throw new Refusal(Why.TRIP_UNKNOWN);
        }
        checkDeparted(way.currentLegs(brought).getFirst().departsAt(), call);
        moves.moveByBag(
                What.ARRIVE,
                brought.stream()
                        .map(parcel -> parcel.to(parcel.position().becomes(ParcelState.AT_STOP, parcel.holder())))
                        .toList(),
                call.act());
        broughtBags.forEach(bag -> BagLoads.expect(bags.becomes(bag, Bag.State.AT_STOP), bag));
        return Done.trip(ParcelState.AT_STOP);
    }
}
