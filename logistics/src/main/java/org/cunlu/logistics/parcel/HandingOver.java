package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;
import org.cunlu.kernel.money.Fen;
import org.cunlu.logistics.CashDrawer;
import org.cunlu.logistics.Claimant;
import org.cunlu.logistics.Consignments;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Pickups;
import org.cunlu.logistics.Recalls;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Parcel.Change;
import org.cunlu.logistics.parcel.Refusal.Why;

/** HAND_OVER: to the recipient, by his code and with the cash that is due; at a gateway to a carrier, by his waybill. */
@Singleton
class HandingOver implements ScanHandler {
    private static final Pattern CODE = Pattern.compile("\\d{8}");

    private final AtHand atHand;
    private final ParcelMoves moves;
    private final ParcelTable parcels;
    private final ContentTable contents;
    private final Pickups pickups;
    private final Consignments consignments;
    private final OnTheWay ways;
    private final CashDrawer drawer;
    private final Recalls recalls;

    HandingOver(
            AtHand atHand,
            ParcelMoves moves,
            ParcelTable parcels,
            ContentTable contents,
            Pickups pickups,
            Consignments consignments,
            OnTheWay ways,
            Recalls recalls,
            CashDrawer drawer) {
        this.atHand = atHand;
        this.moves = moves;
        this.parcels = parcels;
        this.contents = contents;
        this.pickups = pickups;
        this.consignments = consignments;
        this.ways = ways;
        this.drawer = drawer;
        this.recalls = recalls;
    }

    @Override
    public Set<ScanKind> kinds() {
        return Set.of(ScanKind.HAND_OVER);
    }

    @Override
    public Done apply(ScanCall call) {
        return call.node().tier() == Node.Tier.GATEWAY ? toCarrier(call) : toRecipient(call);
    }

    private Done toCarrier(ScanCall call) {
        Parcel parcel = atHand.loose(call.scan().parcel(), What.HAND_OVER, call);
        if (parcel.goingBack() || parcel.goods() || !parcel.toNode().equals(call.nodeCode())) {
            throw new Refusal(Why.NOT_READY);
        }
        checkRecall(parcel);
        var taken = consignments.take(new Consignments.Given(
                parcel.barcode(),
                parcel.countyCode(),
                call.nodeCode(),
                call.scan().carrier(),
                call.scan().waybill(),
                call.act().actor(),
                call.act().at()));
        if (taken.no() != null) {
            throw new Refusal(Why.valueOf(taken.no().name()));
        }
        Change change = parcel.to(
                parcel.position().becomes(ParcelState.WITH_CARRIER, new Holder(Holder.Kind.CARRIER, taken.name())));
        moves.move(What.HAND_OVER, change, call.act());
        ways.leavesCounty(parcel, call.nodeCode(), call.act());
        parcels.setCarrier(parcel.barcode(), taken.name(), taken.waybill());
        return Done.parcel(change);
    }

    /** What was called back stays in the network's hands. */
    private void checkRecall(Parcel parcel) {
        var lots = contents.lots(parcel.barcode());
        if (!lots.isEmpty() && !recalls.called(lots).isEmpty()) {
            throw new Refusal(Why.RECALLED);
        }
    }

    private Done toRecipient(ScanCall call) {
        var attempt = attempt(call);
        var sought = pickups.seek(attempt);
        if (sought.no() != null) {
            return refused(sought.no(), sought);
        }
        Parcel parcel = atHand.parcel(sought.barcode(), What.HAND_OVER, call);
        if (parcel.state() != ParcelState.READY) {
            throw new Refusal(Why.NOT_READY);
        }
        Pickups.No no = pickups.opens(parcel.barcode(), attempt);
        return no == null ? handOver(parcel, call) : refused(no, sought);
    }

    private static Pickups.Attempt attempt(ScanCall call) {
        String code = call.scan().pickupCode();
        Claimant claimant = call.scan().claimant();
        boolean fine = code == null
                ? claimant != null && claimant.wellFormed() && call.scan().parcel() != null
                : claimant == null && CODE.matcher(code).matches();
        if (!fine) {
            throw new Refusal(Why.SCAN_INVALID);
        }
        var act = call.act();
        return new Pickups.Attempt(
                call.nodeCode(),
                call.node().countyCode(),
                act.actor(),
                act.at(),
                call.scan().parcel(),
                code,
                claimant);
    }

    /** Committed, because guesses are counted. */
    private static Done refused(Pickups.No no, Pickups.Sought sought) {
        String station = sought.station() == null ? "" : sought.station();
        return Done.refused(new Refusal(Why.valueOf(no.name()), station), sought.barcode());
    }

    private Done handOver(Parcel parcel, ScanCall call) {
        long cash = call.scan().cashFen() == null ? 0 : call.scan().cashFen();
        if (cash != parcel.cashDueFen()) {
            throw new Refusal(Why.CASH_MISMATCH, Fen.text(parcel.cashDueFen()));
        }
        checkRecall(parcel);
        Change change = parcel.to(parcel.position()
                .becomes(ParcelState.HANDED_OVER, new Holder(Holder.Kind.PERSON, parcel.recipientId())));
        moves.move(What.HAND_OVER, change, call.act(), cash);
        if (cash > 0) {
            var act = call.act();
            drawer.took(new CashDrawer.Taken(
                    parcel.barcode(),
                    parcel.countyCode(),
                    parcel.orderId(),
                    act.nodeCode(),
                    cash,
                    act.actor(),
                    act.at()));
        }
        return Done.parcel(change);
    }
}
