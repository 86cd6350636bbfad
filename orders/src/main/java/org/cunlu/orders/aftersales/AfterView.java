package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.logistics.Shipments;
import org.cunlu.orders.Reversal.Fault;
import org.cunlu.orders.aftersales.AfterLineTable.Part;
import org.cunlu.orders.aftersales.StepTable.Step;
import org.cunlu.orders.aftersales.StepTable.Word;

/**
 * A request as both sides and the county see it; it names nobody.
 * @param fault whose it is; of what is not decided, as the reason says
 * @param askedFen most that it comes to @param settledFen what goes back; null until it is settled
 * @param returnCode with which its buyer hands the goods in; null for others, and when there is nothing to hand in
 * @param barcode of the parcel that goes home; null before
 * @param replacementId under which the replacement is tracked; null without one
 * @param pickupCode for the replacement, once it lies ready; null for others
 * @param tracking of the parcel that goes home; null before
 * @param dueAt until when whoever's turn it is has time
 */
@Serdeable
record AfterView(
        String requestId,
        String orderId,
        String sellerCode,
        Kind kind,
        Reason reason,
        State state,
        Fault fault,
        @Nullable String payer,
        List<Part> lines,
        long askedFen,
        @Nullable Long offeredFen,
        @Nullable Long settledFen,
        @Nullable String returnCode,
        @Nullable String barcode,
        @Nullable String replacementId,
        @Nullable String pickupCode,
        Shipments.@Nullable Tracking tracking,
        Instant askedAt,
        @Nullable Instant dueAt,
        List<Step> history,
        List<Word> words,
        List<String> photos) {
    static AfterView of(
            AfterSale request,
            List<Part> lines,
            List<Step> history,
            List<Word> words,
            List<String> photos,
            @Nullable String returnCode,
            @Nullable String pickupCode,
            Shipments.@Nullable Tracking tracking) {
        return new AfterView(
                request.requestId(),
                request.orderId(),
                request.sellerCode(),
                request.kind(),
                request.reason(),
                request.state(),
                request.fault(),
                request.payer(),
                lines,
                request.askedFen(),
                request.offeredFen(),
                request.settledFen(),
                returnCode,
                request.barcode(),
                request.replacementId(),
                pickupCode,
                tracking,
                request.askedAt(),
                request.dueAt(),
                history,
                words,
                photos);
    }

    /** A request in a list. */
    @Serdeable
    record Short(
            String requestId,
            String orderId,
            String sellerCode,
            Kind kind,
            Reason reason,
            State state,
            long askedFen,
            @Nullable Long settledFen,
            Instant askedAt,
            @Nullable Instant dueAt) {
        static Short of(AfterSale request) {
            return new Short(
                    request.requestId(),
                    request.orderId(),
                    request.sellerCode(),
                    request.kind(),
                    request.reason(),
                    request.state(),
                    request.askedFen(),
                    request.settledFen(),
                    request.askedAt(),
                    request.dueAt());
        }
    }
}
