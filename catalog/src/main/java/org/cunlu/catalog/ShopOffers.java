package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** Offers of the shops in which the caller has the right to goods; another's is answered as one that does not exist. */
public interface ShopOffers {
    /**
     * An offer as its seller sees it.
     * @param product how its product stands
     * @param published whether its seller wants it sold
     * @param picture hash of the product's first; null without one
     * @param reason why the county sent the product back; null while it did not
     */
    record Line(
            Offer offer,
            ProductState product,
            boolean published,
            @Nullable String picture,
            @Nullable String reason) {}

    /** Those that are wanted. */
    enum Part {
        ALL,
        ON_SALE,
        IN_REVIEW,
        /** Withdrawn by its seller, or its product sent back or withdrawn. */
        OFF_SALE
    }

    /** The newest first. @param words part of the product's name; null or blank for all */
    Page<Line> list(Caller seller, Part part, @Nullable String words, @Nullable String cursor, int limit);

    Line one(Caller seller, String offerId);

    /**
     * What a live session of the shop can show: at most 100, the newest first.
     * @param caller who has the right to the shop's goods or to its live sessions
     */
    List<Offer> onSale(Caller caller, String shop);

    /** @throws org.cunlu.kernel.problem.ProblemException {@code price-out-of-range}, {@code not-found}, {@code offer-changed} */
    Offer price(Caller seller, String offerId, long priceFen);

    /**
     * Puts it back on sale.
     * @throws org.cunlu.kernel.problem.ProblemException {@code brand-not-authorised}, {@code brand-quota-used-up} also, and then
     *     nothing is changed
     */
    Offer publish(Caller seller, String offerId);

    Offer withdraw(Caller seller, String offerId);
}
