package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import java.util.Optional;
import org.cunlu.catalog.Offer.Delivery;
import org.cunlu.kernel.caller.Caller;

/** Offers that are made together with what they are of. */
public interface QuickOffers {
    /**
     * What a shop said of the offer that it made last.
     * @param origin code of the township or village; null for none
     */
    record Last(
            String productCode,
            Direction direction,
            Delivery delivery,
            @Nullable String origin,
            String grade) {}

    Optional<Last> last(String shop);

    /** @return where the shop is at home, from where its offers are served */
    Optional<String> home(String shop);

    /**
     * Offers a SKU from the shop's home. Joins the caller's transaction.
     * @param quantityMax most pieces of an order line
     * @param origin null for none
     * @throws org.cunlu.kernel.problem.ProblemException {@code price-out-of-range}, {@code origin-unknown}, {@code node-taken}
     */
    Offer make(
            Caller seller,
            String shop,
            String skuCode,
            Direction direction,
            long priceFen,
            int quantityMax,
            Delivery delivery,
            @Nullable String origin,
            String grade);
}
