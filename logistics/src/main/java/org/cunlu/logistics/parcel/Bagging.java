package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.util.Set;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Parcel.Change;
import org.cunlu.logistics.parcel.Refusal.Why;

/** BAG and UNBAG: a parcel into a bag for its next node, and out of it there. */
@Singleton
class Bagging implements ScanHandler {
    private final AtHand atHand;
    private final ParcelMoves moves;
    private final ParcelTable parcels;
    private final BagTable bags;

    Bagging(AtHand atHand, ParcelMoves moves, ParcelTable parcels, BagTable bags) {
        this.atHand = atHand;
        this.moves = moves;
        this.parcels = parcels;
        this.bags = bags;
    }

    @Override
    public Set<ScanKind> kinds() {
        return Set.of(ScanKind.BAG, ScanKind.UNBAG);
    }

    @Override
    public Done apply(ScanCall call) {
        return call.scan().kind() == ScanKind.BAG ? bag(call) : unbag(call);
    }

    private Done bag(ScanCall call) {
        Bag bag = atHand.bag(call.scan().bag(), call.nodeCode());
        if (!bag.openAt(call.nodeCode())) {
            throw new Refusal(Why.BAG_NOT_OPEN);
        }
        Parcel parcel = atHand.loose(call.scan().parcel(), What.BAG, call.nodeCode());
        if (!bag.nextNode().equals(parcel.position().nextNode())) {
            throw new Refusal(Why.BAG_OTHER_WAY);
        }
        var goods = Bag.Goods.of(parcel);
        if (bag.goods() != null && bag.goods() != goods) {
            throw new Refusal(Why.BAG_HAZARDOUS);
        }
        expect(bags.filled(bag, goods), bag);
        Change change = parcel.to(parcel.position().in(bag.sscc()));
        moves.move(What.BAG, change, call.act());
        return Done.parcel(change);
    }

    private Done unbag(ScanCall call) {
        Bag bag = atHand.bagOf(call.scan().parcel(), call.nodeCode());
        Parcel parcel = atHand.parcel(call.scan().parcel(), What.UNBAG, call.nodeCode());
        boolean mine = bag.sscc().equals(parcel.inBag());
        boolean named = call.scan().bag() == null || call.scan().bag().equals(parcel.inBag());
        if (!mine || !named) {
            throw new Refusal(Why.NOT_IN_BAG);
        }
        ParcelState state = Packing.stateAt(parcel, call.node());
        Change change = parcel.to(parcel.position().in(null).becomes(state, parcel.holder()));
        moves.move(What.UNBAG, change, call.act());
        if (parcels.countIn(bag.sscc()) == 0) {
            // At the next node an empty bag has served; where it was opened it may be filled anew.
            expect(bag.arrivedAt(call.nodeCode()) ? bags.emptied(bag) : bags.filled(bag, null), bag);
        }
        return Done.parcel(change);
    }

    private static void expect(boolean changed, Bag bag) {
        if (!changed) {
            throw new IllegalStateException("a locked bag changed: " + bag.sscc());
        }
    }
}
