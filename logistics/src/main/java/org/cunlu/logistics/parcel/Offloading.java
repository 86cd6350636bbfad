package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.BagLoads.BagLoad;
import org.cunlu.logistics.parcel.Refusal.Why;

/** OFFLOAD: what was loaded into the wrong vehicle is off again before it left, and goes with the trip that was planned for it. */
@Singleton
class Offloading implements ScanHandler {
    private final AtHand atHand;
    private final ParcelMoves moves;
    private final BagTable bags;
    private final BagLoads loads;
    private final OnTheWay way;

    Offloading(AtHand atHand, ParcelMoves moves, BagTable bags, BagLoads loads, OnTheWay way) {
        this.atHand = atHand;
        this.moves = moves;
        this.bags = bags;
        this.loads = loads;
        this.way = way;
    }

    @Override
    public Set<ScanKind> kinds() {
        return Set.of(ScanKind.OFFLOAD);
    }

    @Override
    public Done apply(ScanCall call) {
        return call.bagNotParcel() ? bag(call) : parcel(call);
    }

    private Done parcel(ScanCall call) {
        Parcel parcel = atHand.loaded(call.scan().parcel(), call);
        checkTrip(parcel.holder(), call);
        off(List.of(parcel), call);
        return Done.parcel(parcel.to(parcel.position().becomes(ParcelState.AT_NODE, Holder.node(call.nodeCode()))));
    }

    private Done bag(ScanCall call) {
        Bag bag = atHand.bag(call.scan().bag(), call.nodeCode());
        if (bag.state() != Bag.State.LOADED || !bag.fromNode().equals(call.nodeCode())) {
            throw new Refusal(bag.state() == Bag.State.OPEN ? Why.NOT_LOADED : Why.BAG_NOT_OPEN);
        }
        checkTrip(bag.holder(), call);
        BagLoad load = loads.of(BagLoads.outermost(bag));
        off(load.parcels(), call);
        load.bags().forEach(each -> BagLoads.expect(bags.offloaded(each, call.nodeCode()), each));
        return Done.bag(Bag.State.OPEN);
    }

    /** A crew takes off its own trip only. */
    private static void checkTrip(Holder holder, ScanCall call) {
        if (call.scan().trip() != null && !holder.id().equals(call.trip())) {
            throw new Refusal(Why.NOT_LOADED);
        }
    }

    private void off(List<Parcel> parcels, ScanCall call) {
        Holder here = Holder.node(call.nodeCode());
        moves.moveByBag(
                What.OFFLOAD,
                parcels.stream()
                        .map(parcel -> parcel.to(parcel.position().becomes(ParcelState.AT_NODE, here)))
                        .toList(),
                call.act());
        way.stay(parcels);
    }
}
