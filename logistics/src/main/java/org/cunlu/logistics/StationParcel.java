package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * A parcel as who works at a node needs it.
 * @param nextNode where to send it; null when it stays here
 * @param nextDeparture the trip to send it with; null when it stays here, is on its way, or none leads there
 * @param inBag SSCC of the bag it lies in
 * @param cashDueFen to collect at the hand-over
 * @param shelf where it lies here, when somebody told
 * @param goingBack whether it is on its way back to where it came from
 * @param collectBy until when it waits here for its recipient; null when it does not
 * @param promisedAt what was promised first
 * @param promisedNow what its recipient is told now; null when no way leads there now
 * @param slip why that is another time or place than first; null while it is not
 * @param recipientMasked enough to recognise him: {@code 张** 138****5678}
 */
@Serdeable
public record StationParcel(
        String barcode,
        ParcelState state,
        @Nullable String nextNode,
        @Nullable Departure nextDeparture,
        String toNode,
        @Nullable String inBag,
        List<Content> contents,
        long cashDueFen,
        @Nullable String recipientMasked,
        Instant promisedAt,
        @Nullable String shelf,
        boolean goingBack,
        @Nullable Instant collectBy,
        @Nullable Instant promisedNow,
        @Nullable Rerouting.Slip slip) {
    /** A dated departure. */
    @Serdeable
    public record Departure(String lineCode, Instant departsAt, Instant arrivesAt) {}

    /** What is in a parcel. @param name of the SKU; its code when it is unknown */
    @Serdeable
    public record Content(String skuCode, String name, long quantity) {}
}
