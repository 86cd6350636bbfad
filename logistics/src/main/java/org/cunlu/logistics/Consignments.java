package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What gateways gave to carriers, with which waybills, and what carriers told of it. All of it joins the caller's transaction. */
public interface Consignments {
    /**
     * A gateway gives a parcel to a carrier; the register of parcels asks before it does.
     * @return under whose name the carrier has it, or why not
     */
    Taken take(Given given);

    /** The parcel came back from its carrier; what he tells from now on moves nothing. */
    void back(String barcode, Instant at);

    /** @return what carriers told of these parcels, by barcode, in the order in which it happened */
    Map<String, List<Shipments.Step>> steps(Collection<String> barcodes);

    /**
     * @param carrier his code or his name; a name that is not set up is taken as it stands
     */
    record Given(
            String barcode,
            String countyCode,
            String gatewayCode,
            @Nullable String carrier,
            @Nullable String waybill,
            String actor,
            Instant at) {}

    /** Why not. */
    enum No {
        CARRIER_MISSING,
        /** Not as this carrier's numbers are; its check digit is wrong. */
        WAYBILL_INVALID,
        /** Another parcel has it. */
        WAYBILL_TAKEN
    }

    /** @param no null when it was taken @param name the carrier's, as people know him */
    record Taken(
            @Nullable No no,
            @Nullable String name,
            @Nullable String waybill) {}
}
