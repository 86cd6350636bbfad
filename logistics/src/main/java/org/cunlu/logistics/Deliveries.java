package org.cunlu.logistics;

import java.time.Instant;
import java.util.Collection;

/** The register of parcels, for who hears from carriers. */
public interface Deliveries {
    /**
     * Parcels that carriers delivered: each that a carrier has is its recipient's from then on. Others are left alone. Joins
     * the caller's transaction.
     * @param actor account that brought the news
     * @return how many took the step
     */
    int delivered(Collection<Delivery> deliveries, String actor);

    /** @param gatewayCode that gave it away @param at when, by the carrier @param detail his word for it, at most 60 characters */
    record Delivery(String barcode, String gatewayCode, Instant at, String detail) {}
}
