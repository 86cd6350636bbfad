package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Picking.LotQuantity;
import org.cunlu.logistics.Picking.Picked;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Parcel.Change;
import org.cunlu.logistics.parcel.Refusal.Why;

/** PACK: the goods come off the shelf into the parcel. */
@Singleton
class Packing implements ScanHandler {
    private static final int LOTS_MAX = 200;

    private final AtHand atHand;
    private final ParcelMoves moves;
    private final ContentTable contents;
    private final Picking picking;

    Packing(AtHand atHand, ParcelMoves moves, ContentTable contents, Picking picking) {
        this.atHand = atHand;
        this.moves = moves;
        this.contents = contents;
        this.picking = picking;
    }

    @Override
    public Set<ScanKind> kinds() {
        return Set.of(ScanKind.PACK);
    }

    @Override
    public Done apply(ScanCall call) {
        var named = named(call);
        Parcel parcel = atHand.parcel(call.scan().parcel(), What.PACK, call);
        Change change = parcel.to(parcel.position().becomes(stateAt(parcel, call.node()), parcel.holder()));
        moves.move(What.PACK, change, call.act());
        return Done.parcel(
                change,
                Together.now()
                        .map(scans -> later(scans.packs(), parcel, named, call.act()))
                        .orElse(() -> pick(parcel, named, call.act())));
    }

    /** @return what a loose parcel is at a node that has it: ready at its own station, under way elsewhere and at gateways */
    static ParcelState stateAt(Parcel parcel, Node node) {
        if (parcel.goingBack()) {
            return parcel.fromNode().equals(node.code()) ? ParcelState.RETURNED : ParcelState.AT_NODE;
        }
        boolean ready = parcel.toNode().equals(node.code()) && node.tier() != Node.Tier.GATEWAY && !parcel.goods();
        return ready ? ParcelState.READY : ParcelState.AT_NODE;
    }

    private static List<LotQuantity> named(ScanCall call) {
        var lots = call.scan().lots();
        if (lots == null) {
            return List.of();
        }
        boolean whole = lots.size() <= LOTS_MAX
                && lots.stream()
                        .allMatch(lot -> lot != null
                                && lot.skuCode() != null
                                && lot.lotCode() != null
                                && lot.quantity() > 0
                                && lot.quantity() <= Integer.MAX_VALUE);
        if (!whole) {
            throw new Refusal(Why.SCAN_INVALID);
        }
        return lots;
    }

    private void pick(Parcel parcel, List<LotQuantity> named, Act act) {
        switch (picking.pick(parcel.orderId(), named, act.actor())) {
            case Picked.Taken taken -> contents.insertLots(Map.of(parcel, taken.lots()));
            case Picked.Refused refused -> throw refusal(refused);
        }
    }

    /** Goods of all the parcels come off the shelf with the first of them; each is told its own refusal. */
    private Runnable later(Packs packs, Parcel parcel, List<LotQuantity> named, Act act) {
        int place = packs.add(parcel, new Picking.Wanted(parcel.orderId(), named, act.actor()));
        return () -> {
            Picking.Several picked = packs.picked(picking::pickAll, contents::insertLots);
            if (picked.refusedAt() == place) {
                throw refusal(picked.refused());
            }
        };
    }

    private static Refusal refusal(Picked.Refused refused) {
        return new Refusal(Why.valueOf(refused.reason().name()), refused.skuCode() == null ? "" : refused.skuCode());
    }
}
