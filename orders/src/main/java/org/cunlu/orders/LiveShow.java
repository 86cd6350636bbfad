package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * A live session as its viewers see it.
 * @param streamUrl https address at whatever platform shows it
 * @param cover hash of a picture, shown at {@code /api/shop/media/<hash>/<size>}; null without one
 * @param onAir the slot that can be bought now; null when none can, also when what its host shows is off sale
 * @param next the slot that is shown next, of those that are on sale; null when none is left
 * @param slots in their order
 */
@Serdeable
public record LiveShow(
        String sessionId,
        String title,
        String sellerCode,
        Instant startsAt,
        Instant endsAt,
        String streamUrl,
        @Nullable String cover,
        State state,
        @Nullable String onAir,
        @Nullable String next,
        List<Slot> slots) {
    public LiveShow {
        slots = List.copyOf(slots);
    }

    /** Life of a session. */
    public enum State {
        PLANNED,
        ON_AIR,
        ENDED
    }

    /** Life of a slot. */
    public enum SlotState {
        PLANNED,
        ON_AIR,
        OFF_AIR,
        ENDED
    }

    /**
     * What is shown and sold.
     * @param listFen what a piece cost elsewhere when it was planned
     * @param priceFen what a piece costs while it is on air
     * @param buyerLimit pieces that one buyer may have
     * @param state off air too while its offer is not on sale, and from the moment that its time is over
     * @param remaining pieces that nobody has; all of them before the session begins, 0 after its end
     * @param sold pieces that orders hold or got
     */
    @Serdeable
    public record Slot(
            String slotId,
            int slotNo,
            String offerId,
            String skuCode,
            String name,
            long listFen,
            long priceFen,
            int buyerLimit,
            SlotState state,
            long remaining,
            long sold) {}
}
