package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.util.Set;
import org.cunlu.logistics.Consignments;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelRegister;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Pickups;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Parcel.Change;
import org.cunlu.logistics.parcel.Refusal.Why;

/** REFUSE and RETURN: the recipient does not want it, and it goes back on the same number to where it came from. */
@Singleton
class GoingBack implements ScanHandler {
    private final AtHand atHand;
    private final ParcelMoves moves;
    private final ParcelRegister register;
    private final ParcelTable parcels;
    private final OnTheWay way;
    private final Consignments consignments;

    GoingBack(
            AtHand atHand,
            ParcelMoves moves,
            ParcelRegister register,
            ParcelTable parcels,
            OnTheWay way,
            Consignments consignments) {
        this.atHand = atHand;
        this.moves = moves;
        this.register = register;
        this.parcels = parcels;
        this.way = way;
        this.consignments = consignments;
    }

    @Override
    public Set<ScanKind> kinds() {
        return Set.of(ScanKind.REFUSE, ScanKind.RETURN);
    }

    @Override
    public Done apply(ScanCall call) {
        String reason = call.reason();
        return call.scan().kind() == ScanKind.REFUSE ? refuse(call, reason) : turnBack(call, reason);
    }

    private Done refuse(ScanCall call, String reason) {
        Parcel parcel = atHand.loose(call.scan().parcel(), What.REFUSE, call);
        Change change = parcel.to(parcel.position().becomes(ParcelState.REFUSED, parcel.holder()));
        moves.move(What.REFUSE, change, call.act().saying(reason));
        return Done.parcel(change);
    }

    private Done turnBack(ScanCall call, String reason) {
        Parcel parcel = atHand.loose(call.scan().parcel(), What.RETURN, call);
        if (parcel.goods()) {
            throw new Refusal(Why.GOODS_STAY);
        }
        if (parcel.goingBack()) {
            throw new Refusal(Why.GOING_BACK);
        }
        if (reason.equals(Pickups.NOT_COLLECTED) && parcel.state() == ParcelState.HANDED_OVER) {
            // Its recipient came at the last moment.
            throw new Refusal(Why.HANDED_OVER);
        }
        Change change = way.from(parcel, call.node(), parcel.fromNode(), true, call.act());
        moves.move(What.RETURN, change, call.act().saying(reason));
        if (call.node().tier() == Node.Tier.GATEWAY) {
            consignments.back(parcel.barcode(), call.act().at());
        }
        register.turnBack(parcel.barcode());
        parcels.setShelf(parcel.barcode(), null);
        return Done.parcel(change);
    }
}
