package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.cunlu.catalog.ProductPage;

/**
 * A product as its page shows it.
 * @param sku the one that is looked at; null when the product has none
 * @param best of its offers the one to take: the cheapest, then the soonest; null when nothing of it is to be had
 * @param others the rest, the cheapest first
 * @param said description as plain text, a line each
 * @param map where the offer to take comes from; null when unknown
 * @param proof of the offer to take
 */
public record GoodsPage(
        ProductPage product,
        ProductPage.@Nullable SkuCard sku,
        @Nullable Deal best,
        List<Deal> others,
        @Nullable Place place,
        List<String> said,
        @Nullable OriginMap map,
        Proof proof) {
    /**
     * An offer.
     * @param pieces that are there now
     * @param promise in words; null where nobody said where to, or none holds
     * @param origin where it comes from, by name; null when unknown
     * @param certificate number of the authorisation of its brand; null without one
     */
    public record Deal(
            ProductPage.OfferCard offer,
            String price,
            long pieces,
            @Nullable String promise,
            @Nullable String origin,
            String grade,
            @Nullable String certificate) {}
}
