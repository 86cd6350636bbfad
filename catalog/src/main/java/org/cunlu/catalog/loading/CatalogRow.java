package org.cunlu.catalog.loading;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.SellerKind;
import org.cunlu.catalog.StorageClass;

/** One row of the file, taken apart into the things that it speaks of. Each is compared as a value with what is known. */
record CatalogRow(
        long line, Named category, @Nullable Named brand, Seller seller, Product product, Piece sku, Listing offer) {

    CatalogRow with(Listing listing) {
        return new CatalogRow(line, category, brand, seller, product, sku, listing);
    }

    /** A category or a brand. */
    record Named(String code, String name) {}

    record Seller(String code, String name, SellerKind kind, String homeNode) {}

    record Product(
            String code,
            String name,
            String categoryCode,
            @Nullable String brandCode) {}

    record Piece(
            String code,
            String productCode,
            String name,
            long weightGrams,
            long volumeCm3,
            StorageClass storageClass,
            boolean lotTracked) {}

    /**
     * @param nodes sorted, at least one
     * @param origin where its goods come from; null where the file says nothing, and then it stays as it was
     * @param grade the same
     */
    record Listing(
            Key key,
            Direction direction,
            long priceFen,
            List<String> nodes,
            int quantityMin,
            int quantityMax,
            Status status,
            @Nullable String origin,
            @Nullable String grade) {
        /** @return the same, with what it does not say as it was */
        Listing or(@Nullable Listing before) {
            if (before == null || origin != null && grade != null) {
                return this;
            }
            return new Listing(
                    key,
                    direction,
                    priceFen,
                    nodes,
                    quantityMin,
                    quantityMax,
                    status,
                    origin == null ? before.origin : origin,
                    grade == null ? before.grade : grade);
        }
    }

    /** What an offer is known by in a file: a seller offers a SKU once. */
    record Key(String skuCode, String sellerCode) {}

    enum Status {
        PUBLISHED,
        WITHDRAWN
    }
}
