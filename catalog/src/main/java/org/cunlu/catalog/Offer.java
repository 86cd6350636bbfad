package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * One seller's offer of one SKU.
 * @param id stable
 * @param category code, named by {@link Assortment#categories()}
 * @param priceFen list price of one piece, above 0
 * @param sourceNodes codes of the nodes where this seller's pieces of it stand; no two offers of one SKU share a node
 * @param onSale published, its seller not suspended, and a regional brand's name borne by right
 * @param quantityMin fewest pieces an order line may ask for, 1 or more
 * @param quantityMax most pieces, at most 9,999
 * @param version rises with each change
 * @param brandRight by what right it bears its brand's name
 */
@Serdeable
public record Offer(
        String id,
        Sku sku,
        String productCode,
        String productName,
        String sellerCode,
        String sellerName,
        @Nullable String brandCode,
        @Nullable String brandName,
        String category,
        Direction direction,
        long priceFen,
        List<String> sourceNodes,
        boolean onSale,
        int quantityMin,
        int quantityMax,
        long version,
        BrandRight brandRight) {
    public Offer {
        sourceNodes = List.copyOf(sourceNodes);
    }

    /** Of no regional brand. */
    public Offer(
            String id,
            Sku sku,
            String productCode,
            String productName,
            String sellerCode,
            String sellerName,
            @Nullable String brandCode,
            @Nullable String brandName,
            String category,
            Direction direction,
            long priceFen,
            List<String> sourceNodes,
            boolean onSale,
            int quantityMin,
            int quantityMax,
            long version) {
        this(
                id,
                sku,
                productCode,
                productName,
                sellerCode,
                sellerName,
                brandCode,
                brandName,
                category,
                direction,
                priceFen,
                sourceNodes,
                onSale,
                quantityMin,
                quantityMax,
                version,
                BrandRight.FREE);
    }

    public Offer withRight(BrandRight right) {
        return new Offer(
                id,
                sku,
                productCode,
                productName,
                sellerCode,
                sellerName,
                brandCode,
                brandName,
                category,
                direction,
                priceFen,
                sourceNodes,
                onSale,
                quantityMin,
                quantityMax,
                version,
                right);
    }
}
