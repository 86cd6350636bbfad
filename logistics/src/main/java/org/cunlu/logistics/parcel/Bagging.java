package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Parcel.Change;
import org.cunlu.logistics.parcel.Refusal.Why;

/** BAG, UNBAG and SEAL: a parcel into a bag for its next node, the seal on it, and out of it there. */
@Singleton
class Bagging implements ScanHandler {
    private final AtHand atHand;
    private final ParcelMoves moves;
    private final BagTable bags;
    private final BagLoads loads;
    private final Nesting nesting;
    private final Crates crates;

    Bagging(AtHand atHand, ParcelMoves moves, BagTable bags, BagLoads loads, Nesting nesting, Crates crates) {
        this.atHand = atHand;
        this.moves = moves;
        this.bags = bags;
        this.loads = loads;
        this.nesting = nesting;
        this.crates = crates;
    }

    @Override
    public Set<ScanKind> kinds() {
        return Set.of(ScanKind.BAG, ScanKind.UNBAG, ScanKind.SEAL);
    }

    @Override
    public Done apply(ScanCall call) {
        boolean nested = call.scan().inner() != null;
        if (nested && call.scan().parcel() != null) {
            throw new Refusal(Why.SCAN_INVALID);
        }
        return switch (call.scan().kind()) {
            case BAG -> nested ? nesting.putIn(call) : bag(call);
            case UNBAG -> nested ? nesting.takeOut(call) : unbag(call);
            default -> seal(call);
        };
    }

    private Done bag(ScanCall call) {
        Bag bag = atHand.bag(call.scan().bag(), call.nodeCode());
        Nesting.checkOpen(bag, call.nodeCode());
        Parcel parcel = atHand.loose(call.scan().parcel(), What.BAG, call);
        if (!bag.nextNode().equals(parcel.position().nextNode())) {
            throw new Refusal(Why.BAG_OTHER_WAY);
        }
        var goods = Bag.Goods.of(parcel);
        nesting.checkGoods(bag, goods, parcel.barcode());
        crates.check(bag, List.of(parcel));
        if (bag.goods() != goods) {
            BagLoads.expect(bags.filled(bag, goods), bag);
        }
        Change change = parcel.to(parcel.position().in(bag.sscc()));
        moves.move(What.BAG, change, call.act());
        return Done.parcel(change);
    }

    private Done unbag(ScanCall call) {
        Bag bag = atHand.bagOf(call.scan().parcel(), call.nodeCode());
        Parcel parcel = atHand.parcel(call.scan().parcel(), What.UNBAG, call);
        boolean mine = bag.sscc().equals(parcel.inBag());
        boolean named = call.scan().bag() == null || call.scan().bag().equals(parcel.inBag());
        if (!mine || !named) {
            throw new Refusal(Why.NOT_IN_BAG);
        }
        ParcelState state = Packing.stateAt(parcel, call.node());
        Change change = parcel.to(parcel.position().in(null).becomes(state, parcel.holder()));
        moves.move(What.UNBAG, change, call.act());
        if (bag.seal() != null) {
            // Whoever takes something out breaks the seal.
            bags.seal(bag, null);
        }
        loads.emptied(bag);
        return Done.parcel(change);
    }

    private Done seal(ScanCall call) {
        String seal = call.seal();
        Bag bag = atHand.bag(call.scan().bag(), call.nodeCode());
        Nesting.checkOpen(bag, call.nodeCode());
        var inside = loads.of(bag).parcels();
        if (inside.isEmpty()) {
            throw new Refusal(Why.BAG_EMPTY);
        }
        bags.seal(bag, seal);
        moves.moveByBag(
                What.SEAL,
                inside.stream().map(parcel -> parcel.to(parcel.position())).toList(),
                call.act().saying(seal));
        return Done.bag(bag.state());
    }
}
