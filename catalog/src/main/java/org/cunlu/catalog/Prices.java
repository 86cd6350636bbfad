package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Every list price that an offer had, so that a "was" price can be proved. */
public interface Prices {
    /** Joins the caller's transaction. Called when an offer is made and when its price is another. */
    void keep(Collection<Priced> prices);

    /** @return the last thousand, newest first; empty for an offer unknown */
    List<Priced> of(String offerId);

    /** @param offerVersion of the offer that first had it */
    @Serdeable
    record Priced(String offerId, long offerVersion, long priceFen, Instant since) {}

    /**
     * What may be said of a price.
     * @param wasFen the price before the present one; null when there was none
     * @param lowestFen the lowest price of the 30 days before the present one began, by which a reduction is measured; null when there
     *     was none
     */
    @Serdeable
    record Proof(
            String offerId,
            long priceFen,
            Instant since,
            @Nullable Long wasFen,
            @Nullable Long lowestFen,
            List<Priced> history) {}
}
