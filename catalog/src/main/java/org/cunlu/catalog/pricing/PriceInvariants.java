package org.cunlu.catalog.pricing;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of prices, whoever set them. */
@Factory
class PriceInvariants {
    @Singleton
    @Named("price-history")
    Invariant priceHistory() {
        return new SqlInvariant(
                "an offer's price is the newest of its history",
                "SELECT COUNT(*) FROM cat_offer",
                "SELECT CONCAT('offer ', o.id) FROM cat_offer o"
                        + " LEFT JOIN (SELECT offer_id, MAX(offer_version) AS newest FROM cat_price GROUP BY offer_id) n"
                        + " ON n.offer_id = o.id"
                        + " LEFT JOIN cat_price p ON p.offer_id = o.id AND p.offer_version = n.newest"
                        + " WHERE p.price_fen IS NULL OR p.price_fen <> o.price_fen");
    }
}
