package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Which parcels hold pieces of a lot. */
public interface LotsInParcels {
    /**
     * A parcel that holds some.
     * @param holderKind NODE, TRIP, PERSON or CARRIER that has it
     * @param holder the node's code, the trip or the carrier; {@code recipient} for a person
     * @param toNode where its recipient collects it
     */
    @Serdeable
    record Holding(
            String barcode,
            String orderId,
            String skuCode,
            long pieces,
            ParcelState state,
            String holderKind,
            String holder,
            String toNode) {
        public boolean handedOver() {
            return state == ParcelState.HANDED_OVER || state == ParcelState.WITH_CARRIER;
        }
    }

    /** @return those of a county by barcode, after this one; without what was withdrawn */
    List<Holding> holding(String countyCode, String lotCode, String afterBarcode, int limit);

    /**
     * The same, and they stay as they are until the caller's transaction ends: whoever is giving one out is waited for, and whoever
     * wants to waits.
     */
    List<Holding> hold(String countyCode, String lotCode, String afterBarcode, int limit);
}
