package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.util.Set;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Differences.Kind;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.StationWork;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Refusal.Why;

/** SORT, SHELVE, DAMAGED, REWEIGH: what is done to a parcel that stays where it is. */
@Singleton
class Handling implements ScanHandler {
    private final AtHand atHand;
    private final ParcelMoves moves;
    private final ParcelTable parcels;
    private final Disputes disputes;
    private final DepartureRoom room;

    Handling(AtHand atHand, ParcelMoves moves, ParcelTable parcels, Disputes disputes, DepartureRoom room) {
        this.room = room;
        this.atHand = atHand;
        this.moves = moves;
        this.parcels = parcels;
        this.disputes = disputes;
    }

    @Override
    public Set<ScanKind> kinds() {
        return Set.of(ScanKind.SORT, ScanKind.SHELVE, ScanKind.DAMAGED, ScanKind.REWEIGH);
    }

    @Override
    public Done apply(ScanCall call) {
        return switch (call.scan().kind()) {
            case SORT -> sort(call);
            case SHELVE -> shelve(call);
            case DAMAGED -> damaged(call);
            default -> reweigh(call);
        };
    }

    private Done sort(ScanCall call) {
        String chute = call.scan().place() == null ? null : call.place();
        Parcel parcel = atHand.loose(call.scan().parcel(), What.SORT, call);
        if (parcel.position().nextNode() == null) {
            throw new Refusal(Why.AT_DESTINATION);
        }
        return stays(parcel, What.SORT, call, chute);
    }

    private Done shelve(ScanCall call) {
        String shelf = call.place();
        Parcel parcel = atHand.loose(call.scan().parcel(), What.SHELVE, call);
        parcels.setShelf(parcel.barcode(), shelf);
        return stays(parcel, What.SHELVE, call, shelf);
    }

    private Done damaged(ScanCall call) {
        String reason = call.reason();
        Parcel parcel = atHand.parcel(call.scan().parcel(), What.DAMAGED, call);
        parcels.setDamaged(parcel.barcode(), call.act().at());
        disputes.about(Kind.DAMAGED, parcel, call, reason);
        return stays(parcel, What.DAMAGED, call, reason);
    }

    private Done reweigh(ScanCall call) {
        Long grams = call.scan().weightGrams();
        if (grams == null || grams <= 0 || grams > StationWork.WEIGHT_MAX) {
            throw new Refusal(Why.SCAN_INVALID);
        }
        Parcel parcel = atHand.loose(call.scan().parcel(), What.REWEIGH, call);
        Load before = parcels.load(parcel);
        parcels.setWeight(parcel.barcode(), grams);
        var now = new Load(grams, before.volumeCm3(), before.pieces(), before.storageClass());
        room.reweigh(parcel.orderId(), parcel.position().legsDone(), now);
        return stays(parcel, What.REWEIGH, call, before.weightGrams() + " g > " + grams + " g");
    }

    private Done stays(Parcel parcel, What what, ScanCall call, String detail) {
        var change = parcel.to(parcel.position());
        moves.move(what, change, call.act().saying(detail));
        return Done.parcel(change);
    }
}
