package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parcels that are booked and not packed yet, for who picks what goes into them. */
public interface ParcelsToPack {
    /**
     * A parcel to be packed.
     * @param leg the departure that it must make; null when it is collected where the goods stand
     */
    record ToPack(String barcode, String orderId, @Nullable Leg leg) {}

    /** Pieces of a SKU in a parcel. */
    record Content(String barcode, String skuCode, long pieces) {}

    /** Pieces of a SKU that a parcel is to hold. @param promisedAt in the first place */
    record Holding(String barcode, String orderId, long pieces, Instant promisedAt) {}

    /** @return those that are still to be packed at a node and are to hold this SKU, the latest promise first */
    List<Holding> holding(String nodeCode, String skuCode, int limit);

    /** @return those at a node, by departure, at most {@code limit} */
    List<ToPack> at(String nodeCode, int limit);

    /** @return what is to go into these parcels, by barcode and SKU */
    List<Content> contents(Collection<String> barcodes);

    /** @return those of these that are still to be packed, by barcode */
    Map<String, ToPack> still(Collection<String> barcodes);

    /** @return those of these that were withdrawn before they were packed */
    Set<String> withdrawn(Collection<String> barcodes);

    /** Locks a parcel until the transaction ends. @return whether it is still to be packed */
    boolean lock(String barcode);

    /**
     * Takes pieces out of what a locked parcel is to hold; one that is to hold nothing any more is withdrawn. Joins the
     * caller's transaction.
     * @return whether it was withdrawn
     */
    boolean without(String barcode, String skuCode, long pieces, String actor);
}
