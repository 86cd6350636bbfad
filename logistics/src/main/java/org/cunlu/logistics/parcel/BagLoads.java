package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.logistics.Bags;
import org.cunlu.logistics.parcel.Refusal.Why;

/** Bags with all that lies in them, bags in bags included. */
@Singleton
class BagLoads {
    private final BagTable bags;
    private final ParcelTable parcels;

    BagLoads(BagTable bags, ParcelTable parcels) {
        this.bags = bags;
        this.parcels = parcels;
    }

    /** @param bags the outermost first @param depth 1 for a bag with parcels only */
    record BagLoad(List<Bag> bags, List<Parcel> parcels, int depth) {}

    /** @param outer locked; all that is in it is locked too, bags before parcels */
    BagLoad of(Bag outer) {
        var all = new ArrayList<Bag>(List.of(outer));
        List<Bag> level = bags.lockIn(List.of(outer.sscc()));
        int depth = 1;
        while (!level.isEmpty()) {
            depth++;
            if (depth > Bags.DEPTH_MAX + 1) {
                throw new IllegalStateException("bags nested without end: " + outer.sscc());
            }
            all.addAll(level);
            level = bags.lockIn(level.stream().map(Bag::sscc).toList());
        }
        return new BagLoad(all, parcels.lockIn(all.stream().map(Bag::sscc).toList()), depth);
    }

    /** @return the bags that a bag lies in, the nearest first, locked */
    List<Bag> around(Bag inner) {
        var above = new ArrayList<Bag>();
        Optional<Bag> next = Optional.ofNullable(inner.inBag()).flatMap(bags::lock);
        while (next.isPresent() && above.size() <= Bags.DEPTH_MAX) {
            above.add(next.get());
            next = Optional.ofNullable(next.get().inBag()).flatMap(bags::lock);
        }
        return above;
    }

    boolean empty(Bag bag) {
        return bags.empty(bag.sscc());
    }

    /**
     * After something was taken out: an empty bag has served at the next node, and where it was opened it may be filled
     * anew. It lies in no other bag any more.
     */
    void emptied(Bag bag) {
        if (!empty(bag)) {
            return;
        }
        expect(bag.state() == Bag.State.OPEN ? bags.filled(bag, null) : bags.emptied(bag), bag);
        if (bag.inBag() != null) {
            bags.takeOut(bag.sscc());
            bags.lock(bag.inBag()).ifPresent(this::emptied);
        }
    }

    /** @throws Refusal when it lies in another bag: the outermost is scanned */
    static Bag outermost(Bag bag) {
        if (bag.inBag() != null) {
            throw new Refusal(Why.BAG_IN_BAG, bag.inBag());
        }
        return bag;
    }

    static void expect(boolean changed, Bag bag) {
        if (!changed) {
            throw new IllegalStateException("a locked bag changed: " + bag.sscc());
        }
    }
}
