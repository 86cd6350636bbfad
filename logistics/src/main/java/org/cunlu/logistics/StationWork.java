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
    /** Heaviest parcel, in grams. */
    long WEIGHT_MAX = 1_000_000;

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
     * Opens a bag or crate for the next node.
     * @param requestId the caller's own, 8 to 64 visible ASCII characters: the same again gives the same bag
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found}, {@code no-connection}
     */
    Bag openBag(Caller caller, String requestId, String nodeCode, String nextNodeCode, Bags.Kind kind);

    /** As that, a bag. */
    default Bag openBag(Caller caller, String requestId, String nodeCode, String nextNodeCode) {
        return openBag(caller, requestId, nodeCode, nextNodeCode, Bags.Kind.BAG);
    }

    /**
     * Applies scans in the order given, each on its own: one that is refused changes nothing and hinders no other.
     * @param scans at most {@link #SCANS_MAX}
     * @return one result for each, in the same order
     */
    List<ScanResult> scan(Caller caller, List<Scan> scans);

    /**
     * Applies scans that a scanner kept while it had no network, in the order of their device times, each on its own. What
     * its clock was wrong by is found from {@code sentAt} and taken out, so each counts from when it really happened.
     * @param sentAt what the scanner's clock said when it sent this; the same scans may be sent again with another
     * @param scans at most {@link #SCANS_MAX}
     */
    Batch scanKept(Caller caller, Instant sentAt, List<Scan> scans);

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
        /**
         * parcel, and at a station cashFen when due with pickupCode, its own or that of another parcel of the same recipient
         * that waits there too, or with claimant; at a gateway carrier and waybill.
         */
        HAND_OVER,
        /** parcel or bag: the node has it in its hands; also when the scan of its leaving is not here yet. */
        RECEIVE,
        /** parcel; place (chute) if there is one. */
        SORT,
        /** bag and seal. */
        SEAL,
        /** parcel or bag: into the hands of a trip that has not left yet; trip, when it is not the next one that goes there. */
        LOAD,
        /** parcel or bag: loaded by mistake, and off again before the trip left. */
        OFFLOAD,
        /** trip: all that is loaded on it here. */
        DEPART,
        /** trip: all that it brings here. */
        ARRIVE,
        /** parcel or bag: off the trip; seal, where a bag has one. */
        UNLOAD,
        /** bag that came here and counted: what was found in it. Answered AGREED or DIFFERENT. */
        COUNT,
        /** parcel and place. */
        SHELVE,
        /** parcel and reason. */
        REFUSE,
        /** parcel: back to where it came from, also after it was handed over. */
        RETURN,
        /** parcel and reason. */
        LOST,
        /** parcel, at any node of its county. */
        FOUND,
        /** parcel and reason. */
        DAMAGED,
        /** parcel and weightGrams. */
        REWEIGH
    }

    /**
     * One scan.
     * @param scanId the scanner's own id of it, 1 to 64 visible ASCII characters: the same again has no second effect
     * @param scanner which scanner, 1 to 64 visible ASCII characters
     * @param deviceTime what the scanner's clock said; believed only with {@link #scanKept}
     * @param node where it was made
     * @param parcel barcode
     * @param bag SSCC
     * @param inner SSCC of a bag that is put into {@code bag} or taken out of it, in place of a parcel
     * @param seal number on a bag's seal, 1 to 32 of A-Z a-z 0-9 -
     * @param place shelf or chute, 1 to 20 letters, digits, spaces and . _ -
     * @param weightGrams above 0, at most {@link #WEIGHT_MAX}
     * @param trip line and service date: {@code B12/2026-11-23}
     * @param reason at most 60 characters
     * @param counted barcodes found in a bag, at most 1,000; empty when it is empty
     * @param claimant who comes for the parcel, in place of its code
     * @param photoId of a photo that was sent before, by the same person for the same node
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
            @Nullable String waybill,
            @Nullable String inner,
            @Nullable String seal,
            @Nullable String place,
            @Nullable Long weightGrams,
            @Nullable String trip,
            @Nullable String reason,
            @Nullable List<String> counted,
            @Nullable Claimant claimant,
            @Nullable String photoId) {
        /** One that names none of what came later. */
        public Scan(
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
            this(
                    scanId,
                    scanner,
                    deviceTime,
                    kind,
                    node,
                    parcel,
                    bag,
                    lots,
                    pickupCode,
                    cashFen,
                    carrier,
                    waybill,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

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

    /**
     * Answer to scans that a scanner kept.
     * @param clockOffSeconds by how much the scanner's clock is ahead of ours; below 0 when it is behind
     * @param notice what to tell whoever holds the scanner, Chinese first; null when its clock is right
     * @param results one for each scan, in the order in which they were given
     */
    @Serdeable
    record Batch(long clockOffSeconds, @Nullable String notice, List<ScanResult> results) {}

    /** A bag that was opened. */
    @Serdeable
    record Bag(String sscc, String node, String nextNode) {}

    /** What was handed over. */
    @Serdeable
    record PickedUp(String barcode, ParcelState state) {}

    /** Somebody to call, in the open. */
    @Serdeable
    record ToCall(String barcode, String name, String phone) {
        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "ToCall[" + barcode + "]";
        }
    }
}
