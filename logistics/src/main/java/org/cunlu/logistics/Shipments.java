package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parcels of orders: booked by orders once the goods are allocated, then moved by scans. */
public interface Shipments {
    /**
     * Books one parcel with its legs. Joins the caller's transaction. Booking the same order again changes nothing.
     * @return the parcel's barcode
     */
    String book(Booking booking);

    /** Takes back what was booked while it is still unpacked. @return false when it is too late */
    boolean withdraw(String orderId);

    /**
     * Less is to be collected at pickup than was booked, since the parcel holds less. Joins the caller's transaction; repeating it
     * changes nothing, and neither does asking for it when the parcel is collected or goes back.
     */
    void askForLess(String orderId, long cashDueFen);

    /** @return where the parcels of these orders are, by order id */
    Map<String, Tracking> track(Collection<String> orderIds);

    /** @return the code to collect with, once the parcel lies ready at its station */
    Optional<String> pickupCode(String orderId);

    /**
     * @param orderId opaque to logistics, unique
     * @param toNode station, hub or gateway
     * @param cashDueFen to be collected at pickup; 0 when paid
     * @param contents lines with the node they stand at, all the same node
     */
    record Booking(
            String orderId,
            String countyCode,
            String fromNode,
            String toNode,
            String recipientId,
            long cashDueFen,
            List<StockLine> contents,
            Promise.Kept promise) {
        public Booking {
            contents = List.copyOf(contents);
        }
    }

    /**
     * State of a parcel as people follow it.
     * @param toNode where it is to be collected now
     * @param promisedAt what was promised first
     * @param promisedNow what is promised now; null when no way leads there now
     * @param slips why that is not what was promised first; empty while it is
     */
    @Serdeable
    record Tracking(
            String barcode,
            ParcelState state,
            @Nullable String atNode,
            String fromNode,
            String toNode,
            Instant promisedAt,
            @Nullable String carrier,
            @Nullable String waybill,
            List<Leg> legs,
            List<Step> steps,
            @Nullable Instant promisedNow,
            List<Rerouting.Slip> slips) {
        public Tracking {
            legs = List.copyOf(legs);
            steps = List.copyOf(steps);
            slips = List.copyOf(slips);
        }

        /** One that keeps its promise. */
        public Tracking(
                String barcode,
                ParcelState state,
                @Nullable String atNode,
                String fromNode,
                String toNode,
                Instant promisedAt,
                @Nullable String carrier,
                @Nullable String waybill,
                List<Leg> legs,
                List<Step> steps) {
            this(
                    barcode,
                    state,
                    atNode,
                    fromNode,
                    toNode,
                    promisedAt,
                    carrier,
                    waybill,
                    legs,
                    steps,
                    promisedAt,
                    List.of());
        }
    }

    /** One step of a parcel's way. @param what scan kind or state, @param holder node, trip or person that has it after */
    @Serdeable
    record Step(Instant at, String what, String place, String holder) {}
}
