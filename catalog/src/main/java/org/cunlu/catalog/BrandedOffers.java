package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;

/** Offers of regional brands go on and off sale with the rights that they rest on. */
public interface BrandedOffers {
    /**
     * Tells of each offer that its brand's word changed for, by {@link OfferChanged}; what is told once is not told again.
     * Joins the caller's transaction.
     * @param brandCode null for those of all brands
     * @return how many
     */
    int tell(@Nullable String brandCode);
}
