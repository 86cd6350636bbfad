package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Finds parcels for an operator, within his counties; another county's are as if they were not there. */
public interface ParcelFinder {
    /** A parcel, as far as he needs it to go on. @param promisedAt what its recipient was promised */
    @Serdeable
    @Schema(name = "FoundParcel")
    record Found(
            String barcode,
            String orderId,
            ParcelState state,
            String fromNode,
            String toNode,
            String holder,
            @Nullable String waybill,
            Instant promisedAt) {}

    /** @param number a barcode or a carrier's waybill */
    List<Found> numbered(Collection<String> counties, String number, int limit);

    /** @return the parcels of these orders, the newest first */
    List<Found> ofOrders(Collection<String> counties, Collection<String> orderIds, int limit);
}
