package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;

/** Goods listed in one act: picture, product, SKU and offer, all or nothing, and the county's review is asked for. */
public interface Listings {
    /**
     * Five fields: photo, name, price, quantity, and weight or origin; the rest is as it was the last time, or as in the product
     * that is copied.
     * @param shop may be absent when the caller has one only
     * @param photo the file in base 64, JPEG, PNG or WebP, at most 5 MB; needed unless the copied product has pictures
     * @param priceFen of one piece, 1 to 10,000,000
     * @param quantity pieces that will come, at most 1,000,000; it is announced, and no stock
     * @param weightGrams of one piece; needed unless a product is copied
     * @param origin code of the township or village where it grew
     * @param copyOf code of a product of the shop
     * @param categoryCode needed when the shop has listed nothing yet
     */
    @Serdeable
    record Wish(
            @Nullable @Size(max = 32) String shop,
            @Nullable @Size(max = 7_200_000) String photo,
            @NotBlank @Size(max = 120) String name,
            @Positive @Max(10_000_000) long priceFen,
            @Positive @Max(1_000_000) int quantity,
            @Nullable @Positive @Max(Sku.WEIGHT_GRAMS_MAX) Long weightGrams,

            @Nullable @Pattern(regexp = "[0-9]{9}|[0-9]{12}")
            String origin,

            @Nullable @Size(max = 32) String copyOf,
            @Nullable @Size(max = 32) String categoryCode) {
        @Override
        public String toString() {
            return "Wish[" + name + "]";
        }
    }

    /** What was made. @param state of the product; its offer is on sale when the county has approved it */
    @Serdeable
    record Listed(String shop, String productCode, String skuCode, String offerId, ProductState state) {}

    /**
     * What need not be said again.
     * @param name of a copied product, as weightGrams and picture are; null otherwise
     * @param categoryCode null when the shop has listed nothing yet
     * @param homeNode from where it will be served
     */
    record Hints(
            String shop,
            @Nullable String name,
            @Nullable String categoryCode,
            @Nullable Long weightGrams,
            @Nullable String picture,
            String homeNode) {}

    /** @param shop may be null when the caller has one only @param copyOf a product of the shop; null for none */
    Hints hints(Caller seller, @Nullable String shop, @Nullable String copyOf);

    /**
     * The same key and body have one effect.
     * @throws ProblemException {@code key-missing}, {@code photo-missing}, {@code photo-invalid}, {@code weight-missing},
     *     {@code category-missing}, as for pictures, products, offers and origins
     */
    Listed list(Caller seller, @Nullable String key, Wish wish);
}
