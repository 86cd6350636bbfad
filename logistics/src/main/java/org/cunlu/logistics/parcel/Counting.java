package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.logistics.Differences.Kind;
import org.cunlu.logistics.NumberKind;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Refusal.Why;

/**
 * COUNT: whoever received a bag tells what is in it. What both sides say alike is agreed; for the rest a difference is
 * opened, and what is missing is lost by whoever filled the bag.
 */
@Singleton
class Counting implements ScanHandler {
    private static final int COUNTED_MAX = 1_000;

    private final AtHand atHand;
    private final ParcelMoves moves;
    private final ParcelTable parcels;
    private final BagLoads loads;
    private final Disputes disputes;

    Counting(AtHand atHand, ParcelMoves moves, ParcelTable parcels, BagLoads loads, Disputes disputes) {
        this.atHand = atHand;
        this.moves = moves;
        this.parcels = parcels;
        this.loads = loads;
        this.disputes = disputes;
    }

    @Override
    public Set<ScanKind> kinds() {
        return Set.of(ScanKind.COUNT);
    }

    @Override
    public Done apply(ScanCall call) {
        Set<String> counted = counted(call);
        Bag bag = atHand.bag(call.scan().bag(), call.nodeCode());
        if (!bag.arrivedAt(call.nodeCode())) {
            throw new Refusal(Why.BAG_NOT_OPEN);
        }
        Map<String, Parcel> inside =
                parcels.lockIn(bag.sscc()).stream().collect(Collectors.toMap(Parcel::barcode, Function.identity()));
        if (inside.isEmpty()) {
            throw new Refusal(Why.BAG_EMPTY);
        }
        var agreed = inside.values().stream()
                .filter(parcel -> counted.contains(parcel.barcode()))
                .toList();
        var missing = inside.values().stream()
                .filter(parcel -> !counted.contains(parcel.barcode()))
                .toList();
        var over = new TreeSet<>(counted);
        over.removeAll(inside.keySet());
        moves.moveByBag(
                What.COUNT,
                agreed.stream().map(parcel -> parcel.to(parcel.position())).toList(),
                call.act());
        missing(missing, bag, call);
        over.forEach(barcode -> disputes.about(Kind.OVER, barcode, bag, call, "点袋多出 · over in the bag"));
        loads.emptied(bag);
        return Done.counted(missing.isEmpty() && over.isEmpty());
    }

    /** It never came into our hands: it is whoever filled the bag that lost it. */
    private void missing(List<Parcel> missing, Bag bag, ScanCall call) {
        var giver = Holder.node(bag.fromNode());
        missing.forEach(parcel -> {
            moves.move(
                    What.LOST,
                    parcel.to(parcel.position().in(null).becomes(ParcelState.LOST, giver)),
                    call.act().saying("short in " + bag.sscc()));
            disputes.about(Kind.SHORT, parcel.barcode(), bag, call, "点袋短少 · short in the bag");
        });
    }

    private static Set<String> counted(ScanCall call) {
        var counted = call.scan().counted();
        if (counted == null || counted.size() > COUNTED_MAX) {
            throw new Refusal(Why.SCAN_INVALID);
        }
        if (!counted.stream().allMatch(NumberKind.PARCEL::fits)) {
            throw new Refusal(Why.MISREAD);
        }
        return new LinkedHashSet<>(counted);
    }
}
