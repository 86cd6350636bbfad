package org.cunlu.catalog;

/** Offers of farm inputs go on and off sale with registrations and licences. */
public interface ControlledOffers {
    /**
     * Tells of each offer that went on or off sale by them, by {@link OfferChanged}; what is told once is not told again. Joins the
     * caller's transaction.
     * @return how many
     */
    int tell();
}
