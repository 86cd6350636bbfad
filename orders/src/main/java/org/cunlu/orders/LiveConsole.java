package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.LiveShow.SlotState;
import org.cunlu.orders.LiveShow.State;

/**
 * Live sessions for those who run them: a seller has his own shops', a host his own. Another's is answered as one that does not
 * exist. The same key and act have one effect. Refusals as in docs/live.md.
 */
public interface LiveConsole {
    /** Most pieces of a slot. */
    long PIECES_MAX = 99_999;

    /** @param slots in their order; empty in lists */
    @Serdeable
    record SessionView(
            String sessionId,
            String sellerCode,
            String hostId,
            String title,
            Instant startsAt,
            Instant endsAt,
            String streamUrl,
            @Nullable String cover,
            int hostBps,
            @Nullable String station,
            int stationBps,
            State state,
            @Nullable String onAir,
            List<SlotView> slots) {}

    /**
     * A slot.
     * @param pieces kept apart for it, or to be
     * @param drawn pieces that orders hold or got @param freed pieces that went back when it ended
     * @param soldFen what its orders that are not cancelled come to @param hostFen of it the host's @param stationFen the station's
     */
    @Serdeable
    record SlotView(
            String slotId,
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
            SlotState state,
            long drawn,
            long freed,
            long soldFen,
            long hostFen,
            long stationFen) {}

    /**
     * A session to be planned.
     * @param hostId account of the host; null for the caller; only a seller may name another
     * @param streamUrl https address at whatever platform shows it
     * @param cover hash of a picture that was taken in
     * @param hostBps the host's share of what is sold, in basis points; only a seller may say so
     * @param station node that helps to sell @param stationBps its share; only a seller may say so
     */
    @Serdeable
    record Plan(
            @NotBlank @Size(max = 32) String sellerCode,

            @Nullable @Size(max = 32) @Pattern(regexp = "[0-9A-Za-z-]*")
            String hostId,

            @NotBlank @Size(max = 60) String title,
            @NotNull Instant startsAt,
            @NotNull Instant endsAt,
            @NotBlank @Size(max = 500) String streamUrl,
            @Nullable @Size(max = 64) String cover,
            @Nullable @PositiveOrZero Integer hostBps,
            @Nullable @Size(max = 32) String station,
            @Nullable @PositiveOrZero Integer stationBps) {}

    /**
     * A slot to be added, behind the others.
     * @param nodeCode where its pieces lie, one of the offer's nodes
     * @param floorFen what its price may never be below; a seller's to say, null for the list price
     * @param pieces kept apart when the session begins, at once when it has begun
     * @param airsFrom null for any time of the session, as {@code airsUntil}
     */
    @Serdeable
    record NewSlot(
            @NotBlank @Size(max = 32) String offerId,
            @NotBlank @Size(max = 32) String nodeCode,
            @NotNull @Positive Long priceFen,
            @Nullable @Positive Long floorFen,
            @NotNull @Positive @Max(PIECES_MAX) Long pieces,
            @NotNull @Positive @Max(9_999) Integer buyerLimit,
            @Nullable Instant airsFrom,
            @Nullable Instant airsUntil) {}

    /** The newest first, without their slots. */
    Page<SessionView> list(Caller caller, @Nullable String cursor, int limit);

    /** A session with its slots, what was sold in each, and whose share of it is how much. */
    SessionView one(Caller caller, String sessionId);

    SessionView plan(Caller caller, @Nullable String key, Plan plan);

    /** Adds a slot behind the others; its stock is kept apart when the session begins, or at once when it has begun. */
    SlotView add(Caller caller, String sessionId, @Nullable String key, NewSlot slot);

    /** Begins: the stock of all slots is kept apart, or nothing happens. */
    SessionView start(Caller caller, String sessionId);

    /** Ends: what nobody bought is free again. */
    SessionView end(Caller caller, String sessionId);

    /** Puts a slot on air, once; only one of a session is on air at a time. */
    SlotView onAir(Caller caller, String sessionId, String slotId, @Nullable String key);

    /** Takes it off for good. */
    SlotView offAir(Caller caller, String sessionId, String slotId, @Nullable String key);

    /** Changes the price, not below the floor. */
    SlotView price(Caller caller, String sessionId, String slotId, long priceFen);

    /** Adds stock. @param pieces to be added, above 0 */
    SlotView stock(Caller caller, String sessionId, String slotId, @Nullable String key, long pieces);
}
