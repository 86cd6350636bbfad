package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * All that a buyer reads of a product.
 * @param category code
 * @param description HTML, cleaned
 * @param options what tells its SKUs apart
 * @param pictures hashes, each at {@code /api/shop/media/<hash>/<320, 800 or 1600>}
 * @param onSale whether anything of it can be bought now
 * @param version of the product, rises with each change
 */
@Serdeable
public record ProductPage(
        String code,
        String name,
        String category,
        String categoryName,
        @Nullable String brandCode,
        @Nullable String brandName,
        @Nullable String description,
        List<Fact> facts,
        List<String> options,
        List<String> pictures,
        List<SkuCard> skus,
        boolean onSale,
        long version) {
    public ProductPage {
        facts = List.copyOf(facts);
        options = List.copyOf(options);
        pictures = List.copyOf(pictures);
        skus = List.copyOf(skus);
    }

    /**
     * An attribute with its value.
     * @param value as people read it: the choice's name, the number without its unit
     * @param raw as it is kept: the choice's code
     */
    @Serdeable
    public record Fact(
            String code,
            String name,
            ProductType.Kind kind,
            String value,
            String raw,
            @Nullable String unit,
            boolean facet) {}

    /** @param options a value for each of the product's options @param offers on sale now, by id */
    @Serdeable
    public record SkuCard(
            String code,
            String name,
            List<String> options,
            List<Fact> facts,
            long weightGrams,
            long volumeCm3,
            StorageClass storageClass,
            Measure measure,
            @Nullable Integer shelfLifeDays,
            List<OfferCard> offers) {
        public SkuCard {
            options = List.copyOf(options);
            facts = List.copyOf(facts);
            offers = List.copyOf(offers);
        }
    }

    /** One seller's offer, as {@link Offer} says. */
    @Serdeable
    public record OfferCard(
            String offerId,
            String sellerCode,
            String sellerName,
            Direction direction,
            long priceFen,
            int quantityMin,
            int quantityMax,
            int quantityStep,
            Offer.Delivery delivery,
            long version) {}
}
