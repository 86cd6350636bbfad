package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.cunlu.logistics.Differences.Kind;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.Rerouting.Cause;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Parcel.Change;
import org.cunlu.logistics.parcel.Refusal.Why;

/** LOST and FOUND: a parcel that nobody can find stays with who had it last, until somebody holds it in his hands. */
@Singleton
class Losing implements ScanHandler {
    private final AtHand atHand;
    private final ParcelMoves moves;
    private final BagLoads loads;
    private final OnTheWay way;
    private final Rerouting rerouting;
    private final Disputes disputes;

    Losing(AtHand atHand, ParcelMoves moves, BagLoads loads, OnTheWay way, Rerouting rerouting, Disputes disputes) {
        this.atHand = atHand;
        this.moves = moves;
        this.loads = loads;
        this.way = way;
        this.rerouting = rerouting;
        this.disputes = disputes;
    }

    @Override
    public Set<ScanKind> kinds() {
        return Set.of(ScanKind.LOST, ScanKind.FOUND);
    }

    @Override
    public Done apply(ScanCall call) {
        return call.scan().kind() == ScanKind.LOST ? lost(call) : found(call);
    }

    private Done lost(ScanCall call) {
        String reason = call.reason();
        var bag = atHand.bagAround(call.scan().parcel(), call);
        Parcel parcel = atHand.parcel(call.scan().parcel(), What.LOST, call);
        boolean same =
                bag.map(Bag::sscc).map(sscc -> sscc.equals(parcel.inBag())).orElse(parcel.inBag() == null);
        if (!same || (parcel.inBag() != null && !parcel.holder().isNode(call.nodeCode()))) {
            // What is missing of a bag is known when it is unpacked.
            throw new Refusal(Why.IN_BAG);
        }
        Change change = parcel.to(parcel.position().in(null).becomes(ParcelState.LOST, parcel.holder()));
        moves.move(What.LOST, change, call.act().saying(reason));
        disputes.about(Kind.SHORT, parcel, call, reason);
        bag.ifPresent(loads::emptied);
        return Done.parcel(change);
    }

    private Done found(ScanCall call) {
        Parcel parcel = atHand.lost(call.scan().parcel(), call);
        // What was missed when a bag was counted had arrived by its papers: its way begins anew with whoever has it.
        // Given up meanwhile, it goes home from here: the legs that it has lead to its buyer.
        boolean onItsWay = parcel.holder().isNode(call.nodeCode())
                && !parcel.goingBack()
                && way.leadsOnFrom(call.nodeCode(), parcel);
        Change change = onItsWay
                ? parcel.to(parcel.position().becomes(Packing.stateAt(parcel, call.node()), parcel.holder()))
                : way.from(parcel, call.node(), parcel.destination(), parcel.goingBack(), call.act());
        moves.move(What.FOUND, change, call.act());
        rerouting.reroute(
                List.of(parcel.barcode()),
                new Cause(
                        SlipReason.MISLAID,
                        "found:" + call.act().scanKey(),
                        call.act().actor()));
        disputes.turnedUp(parcel, call);
        return Done.parcel(change);
    }
}
