package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/**
 * What is done at a station, a township or the hub by who works there: a STATION_KEEPER or WAREHOUSE_WORKER of that node,
 * or of a subtree that holds it. For anybody else the node does not exist.
 */
public interface StationWork {
    /** Most scans in one batch. */
    int SCANS_MAX = 500;

    /**
     * Parcels to pack at, lying at, or on their way to a node.
     * @param state null for all
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} when the node is not the caller's
     */
    Page<StationParcel> parcels(
            Caller caller,
            String nodeCode,
            @Nullable ParcelState state,
            @Nullable String cursor,
            @Nullable Integer limit);

    /**
     * Whom to call about a parcel that waits at the keeper's own station. It is a look at another's data: written down, bounded
     * by the day, and seen by its owner and his county. Not within a transaction.
     * @param why what for, 2 to 200 characters
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} for all other parcels and anybody else; 400
     *     {@code reason-missing}; 429 {@code too-many-looks}
     */
    ToCall recipient(Caller caller, String barcode, String why);

    /**
     * Opens a bag for the next node.
     * @param requestId the caller's own, 8 to 64 visible ASCII characters: the same again gives the same bag
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found}, {@code no-connection}
     */
    Bag openBag(Caller caller, String requestId, String nodeCode, String nextNodeCode);

    /**
     * Applies scans in the order given, each on its own: one that is refused changes nothing and hinders no other.
     * @param scans at most {@link #SCANS_MAX}
     * @return one result for each, in the same order
     */
    List<ScanResult> scan(Caller caller, List<Scan> scans);

    /**
     * Hands over the parcel that waits under a pickup code.
     * @param requestId the caller's own, as for {@link #openBag}: the same again gives the same answer and no second effect
     * @throws org.cunlu.kernel.problem.ProblemException {@code too-many-guesses} (429), {@code pickup-code-wrong},
     *     {@code cash-mismatch} (with the fact {@code cashDueFen}), {@code not-found}
     */
    PickedUp pickUp(Caller caller, String requestId, String nodeCode, String pickupCode, @Nullable Long cashFen);

    /** What a scan does. What each needs beside its node stands behind it. */
    enum ScanKind {
        /** parcel; lots when the packer names them. */
        PACK,
        /** parcel and bag. */
        BAG,
        /** parcel. */
        UNBAG,
        /** parcel or bag. */
        OUT,
        /** parcel or bag. */
        IN,
        /** parcel, and at a station pickupCode with cashFen when due, at a gateway carrier and waybill. */
        HAND_OVER
    }

    /**
     * One scan.
     * @param scanId the scanner's own id of it, 1 to 64 visible ASCII characters: the same again has no second effect
     * @param scanner which scanner, 1 to 64 visible ASCII characters
     * @param deviceTime what the scanner's clock said; kept, never believed
     * @param node where it was made
     * @param parcel barcode
     * @param bag SSCC
     */
    @Serdeable
    record Scan(
            @Nullable String scanId,
            @Nullable String scanner,
            @Nullable Instant deviceTime,
            @Nullable ScanKind kind,
            @Nullable String node,
            @Nullable String parcel,
            @Nullable String bag,
            @Nullable List<Picking.LotQuantity> lots,
            @Nullable String pickupCode,
            @Nullable Long cashFen,
            @Nullable String carrier,
            @Nullable String waybill) {
        /** Without the pickup code: what is printed lands in logs. */
        @Override
        public String toString() {
            return kind + " " + scanId + " at " + node + " of " + (parcel == null ? bag : parcel);
        }
    }

    /** How a scan ended. */
    enum Outcome {
        APPLIED,
        /** It was answered before; code, title and state are those of the first answer. */
        REPEATED,
        REFUSED
    }

    /**
     * Answer to a scan.
     * @param code why it was refused, stable; null when it was applied
     * @param title the same for people, Chinese first
     * @param state of the parcel or bag after it; null when refused
     */
    @Serdeable
    record ScanResult(
            @Nullable String scanId,
            Outcome outcome,
            @Nullable String code,
            @Nullable String title,
            @Nullable String state) {}

    /** A bag that was opened. */
    @Serdeable
    record Bag(String sscc, String node, String nextNode) {}

    /** What was handed over. */
    @Serdeable
    record PickedUp(String barcode, ParcelState state) {}

    /**
     * A parcel as who works at a node needs it.
     * @param nextNode where to send it; null when it stays here
     * @param nextDeparture the trip to send it with; null when it stays here, is on its way, or none leads there
     * @param inBag SSCC of the bag it lies in
     * @param cashDueFen to collect at the hand-over
     * @param recipientMasked enough to recognise him: {@code 张** 138****5678}
     */
    @Serdeable
    record StationParcel(
            String barcode,
            ParcelState state,
            @Nullable String nextNode,
            @Nullable Departure nextDeparture,
            String toNode,
            @Nullable String inBag,
            List<Content> contents,
            long cashDueFen,
            @Nullable String recipientMasked,
            Instant promisedAt) {}

    /** Somebody to call, in the open. */
    @Serdeable
    record ToCall(String barcode, String name, String phone) {
        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "ToCall[" + barcode + "]";
        }
    }

    /** A dated departure. */
    @Serdeable
    record Departure(String lineCode, Instant departsAt, Instant arrivesAt) {}

    /** What is in a parcel. @param name of the SKU; its code when it is unknown */
    @Serdeable
    record Content(String skuCode, String name, long quantity) {}
}
