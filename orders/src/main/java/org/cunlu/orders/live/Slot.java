package org.cunlu.orders.live;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.cunlu.orders.LiveShow.SlotState;

/** A slot as its row holds it. Its id is that of its allotment too. @param airsFrom null for any time, as {@code airsUntil} */
record Slot(
        String slotId,
        String sessionId,
        String countyCode,
        int slotNo,
        String offerId,
        String skuCode,
        String nodeCode,
        String name,
        long listFen,
        long priceFen,
        long floorFen,
        long pieces,
        int buyerLimit,
        @Nullable Instant airsFrom,
        @Nullable Instant airsUntil,
        SlotState state) {
    boolean mayAir(Instant now) {
        return (airsFrom == null || !now.isBefore(airsFrom)) && (airsUntil == null || now.isBefore(airsUntil));
    }
}
