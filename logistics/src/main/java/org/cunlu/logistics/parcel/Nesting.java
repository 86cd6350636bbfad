package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.logistics.Bags;
import org.cunlu.logistics.parcel.BagLoads.BagLoad;
import org.cunlu.logistics.parcel.Parcel.Change;
import org.cunlu.logistics.parcel.Refusal.Why;

/** Bags in bags: small ones of a road on one pallet, never one in itself. */
@Singleton
class Nesting {
    private final AtHand atHand;
    private final ParcelMoves moves;
    private final BagTable bags;
    private final BagLoads loads;
    private final Crates crates;

    Nesting(AtHand atHand, ParcelMoves moves, BagTable bags, BagLoads loads, Crates crates) {
        this.atHand = atHand;
        this.moves = moves;
        this.bags = bags;
        this.loads = loads;
        this.crates = crates;
    }

    Done putIn(ScanCall call) {
        if (call.scan().inner().equals(call.scan().bag())) {
            throw new Refusal(Why.BAG_CIRCLE);
        }
        Bag outer = bagsInOrder(call);
        Bag inner = atHand.bag(call.scan().inner(), call.nodeCode());
        checkOpen(outer, call.nodeCode());
        if (!inner.openAt(call.nodeCode())) {
            throw new Refusal(Why.BAG_NOT_OPEN);
        }
        List<Bag> around = loads.around(outer);
        if (around.stream().anyMatch(bag -> bag.sscc().equals(inner.sscc()))) {
            throw new Refusal(Why.BAG_CIRCLE);
        }
        BagLoads.outermost(inner);
        if (inner.crate()) {
            throw new Refusal(Why.CRATE_IN_BAG);
        }
        if (!inner.nextNode().equals(outer.nextNode())) {
            throw new Refusal(Why.BAG_OTHER_WAY);
        }
        BagLoad inside = loads.of(inner);
        if (inside.parcels().isEmpty()) {
            throw new Refusal(Why.BAG_EMPTY);
        }
        if (around.size() + 1 + inside.depth() > Bags.DEPTH_MAX) {
            throw new Refusal(Why.BAG_TOO_DEEP);
        }
        checkGoods(outer, inner.goods(), inside.parcels().getFirst().barcode());
        crates.check(outer, inside.parcels());
        BagLoads.expect(bags.filled(outer, inner.goods()), outer);
        BagLoads.expect(bags.putInto(inner, outer), inner);
        marked(What.BAG, inside, call, "in " + outer.sscc());
        return Done.bag(inner.state());
    }

    Done takeOut(ScanCall call) {
        Bag outer = bagsInOrder(call);
        Bag inner = atHand.bag(call.scan().inner(), call.nodeCode());
        if (!outer.sscc().equals(inner.inBag())) {
            throw new Refusal(Why.NOT_IN_BAG);
        }
        if (!outer.openAt(call.nodeCode()) && !outer.arrivedAt(call.nodeCode())) {
            throw new Refusal(Why.BAG_NOT_OPEN);
        }
        BagLoad inside = loads.of(inner);
        BagLoads.expect(bags.putInto(inner, null), inner);
        marked(What.UNBAG, inside, call, "out of " + outer.sscc());
        bags.seal(outer, null);
        loads.emptied(outer);
        return Done.bag(inner.state());
    }

    /** Locks both in the order of their numbers, so that two who nest the same bags the other way round do not wait for each other. */
    private Bag bagsInOrder(ScanCall call) {
        if (call.scan().bag() == null) {
            throw new Refusal(Why.SCAN_INVALID);
        }
        Stream.of(call.scan().bag(), call.scan().inner()).sorted().forEach(sscc -> atHand.bag(sscc, call.nodeCode()));
        return atHand.bag(call.scan().bag(), call.nodeCode());
    }

    private void marked(What what, BagLoad inside, ScanCall call, String detail) {
        List<Change> stay = inside.parcels().stream()
                .map(parcel -> parcel.to(parcel.position()))
                .toList();
        moves.moveByBag(what, stay, call.act().saying(detail));
    }

    /** @param barcode of a parcel of these goods: the refusal names it with one that lies there */
    void checkGoods(Bag bag, Bag.Goods goods, String barcode) {
        Stream.concat(Stream.of(bag), loads.around(bag).stream())
                .filter(each -> each.goods() != null && each.goods() != goods)
                .findFirst()
                .ifPresent(each -> {
                    String there = loads.of(each).parcels().getFirst().barcode();
                    throw new Refusal(Why.BAG_HAZARDOUS, barcode + ", " + there);
                });
    }

    static void checkOpen(Bag bag, String nodeCode) {
        if (!bag.openAt(nodeCode)) {
            throw new Refusal(Why.BAG_NOT_OPEN);
        }
        if (bag.seal() != null) {
            throw new Refusal(Why.BAG_SEALED);
        }
    }
}
