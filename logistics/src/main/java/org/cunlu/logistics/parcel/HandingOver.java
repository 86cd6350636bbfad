package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;
import org.cunlu.kernel.money.Fen;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Parcel.Change;
import org.cunlu.logistics.parcel.Refusal.Why;

/** HAND_OVER: to the recipient, by his code and with the cash that is due; at a gateway to a carrier, by his waybill. */
@Singleton
class HandingOver implements ScanHandler {
    private static final Pattern CODE = Pattern.compile("\\d{" + PickupCodes.DIGITS + "}");
    private static final Pattern WAYBILL = Pattern.compile("[A-Za-z0-9-]{4,40}");
    private static final int CARRIER_MAX = 40;

    private final AtHand atHand;
    private final ParcelMoves moves;
    private final ParcelTable parcels;
    private final PickupCodes codes;
    private final PickupGuesses guesses;
    private final Network network;

    HandingOver(
            AtHand atHand,
            ParcelMoves moves,
            ParcelTable parcels,
            PickupCodes codes,
            PickupGuesses guesses,
            Network network) {
        this.atHand = atHand;
        this.moves = moves;
        this.parcels = parcels;
        this.codes = codes;
        this.guesses = guesses;
        this.network = network;
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
        String carrier = call.scan().carrier();
        String waybill = call.scan().waybill();
        Parcel parcel = atHand.loose(call.scan().parcel(), What.HAND_OVER, call);
        if (parcel.goingBack() || !parcel.toNode().equals(call.nodeCode())) {
            throw new Refusal(Why.NOT_READY);
        }
        if (!named(carrier) || waybill == null || !WAYBILL.matcher(waybill).matches()) {
            throw new Refusal(Why.CARRIER_MISSING);
        }
        Change change = parcel.to(
                parcel.position().becomes(ParcelState.WITH_CARRIER, new Holder(Holder.Kind.CARRIER, carrier.strip())));
        moves.move(What.HAND_OVER, change, call.act());
        parcels.setCarrier(parcel.barcode(), carrier.strip(), waybill);
        return Done.parcel(change);
    }

    private static boolean named(@Nullable String carrier) {
        return carrier != null
                && !carrier.isBlank()
                && carrier.strip().length() <= CARRIER_MAX
                && carrier.codePoints().noneMatch(Character::isISOControl);
    }

    private Done toRecipient(ScanCall call) {
        String code = call.scan().pickupCode();
        if (code == null || !CODE.matcher(code).matches()) {
            throw new Refusal(Why.SCAN_INVALID);
        }
        // The actor's counter is locked first, always: so all his guesses here take turns.
        String byActor = PickupGuesses.byActor(call.nodeCode(), call.act().actor());
        if (guesses.locked(byActor, call.act().at())) {
            throw new Refusal(Why.TOO_MANY_GUESSES);
        }
        String barcode = call.scan().parcel() == null
                ? codes.barcodeOf(call.nodeCode(), code).orElse(null)
                : call.scan().parcel();
        if (barcode == null) {
            guesses.wrong(byActor, call.act().at());
            return Done.refused(Why.PICKUP_CODE_WRONG, null);
        }
        if (waitsElsewhere(barcode, code, call)) {
            guesses.wrong(byActor, call.act().at());
            return Done.refused(Why.PARCEL_UNKNOWN, barcode);
        }
        Parcel parcel = atHand.parcel(barcode, What.HAND_OVER, call);
        if (parcel.state() != ParcelState.READY) {
            throw new Refusal(Why.NOT_READY);
        }
        return handOver(parcel, code, byActor, call);
    }

    /**
     * Stations stand close to each other: whoever knows number and code of what waits at another is told which.
     * @return whether it waits elsewhere, and the code is a guess
     * @throws Refusal with the name of the station, when the code is right
     */
    private boolean waitsElsewhere(String barcode, String code, ScanCall call) {
        Parcel parcel = Labels.isBarcode(barcode) ? parcels.find(barcode).orElse(null) : null;
        boolean elsewhere = parcel != null
                && parcel.state() == ParcelState.READY
                && parcel.countyCode().equals(call.node().countyCode())
                && !parcel.toNode().equals(call.nodeCode());
        if (elsewhere && codes.isOf(code, parcel)) {
            String station = network.node(parcel.toNode()).map(Node::name).orElse(parcel.toNode());
            throw new Refusal(Why.WRONG_STATION, station);
        }
        return elsewhere;
    }

    private Done handOver(Parcel parcel, String code, String byActor, ScanCall call) {
        String ofParcel = PickupGuesses.ofParcel(parcel.barcode());
        if (guesses.locked(ofParcel, call.act().at())) {
            throw new Refusal(Why.TOO_MANY_GUESSES);
        }
        if (!codes.isOf(code, parcel)) {
            guesses.wrong(byActor, call.act().at());
            guesses.wrong(ofParcel, call.act().at());
            return Done.refused(Why.PICKUP_CODE_WRONG, parcel.barcode());
        }
        long cash = call.scan().cashFen() == null ? 0 : call.scan().cashFen();
        if (cash != parcel.cashDueFen()) {
            throw new Refusal(Why.CASH_MISMATCH, Fen.text(parcel.cashDueFen()));
        }
        Change change = parcel.to(parcel.position()
                .becomes(ParcelState.HANDED_OVER, new Holder(Holder.Kind.PERSON, parcel.recipientId())));
        moves.move(What.HAND_OVER, change, call.act(), cash);
        guesses.right(ofParcel);
        return Done.parcel(change);
    }
}
