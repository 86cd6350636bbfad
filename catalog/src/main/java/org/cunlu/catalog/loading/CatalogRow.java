package org.cunlu.catalog.loading;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.SellerKind;
import org.cunlu.catalog.StorageClass;

/** One row of the file, taken apart into the things that it speaks of. Each is compared as a value with what is known. */
record CatalogRow(
        long line, Named category, @Nullable Named brand, Seller seller, Product product, Piece sku, Listing offer) {

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

    /** @param nodes sorted, at least one */
    record Listing(
            Key key,
            Direction direction,
            long priceFen,
            List<String> nodes,
            int quantityMin,
            int quantityMax,
            Status status) {}

    /** What an offer is known by in a file: a seller offers a SKU once. */
    record Key(String skuCode, String sellerCode) {}

    enum Status {
        PUBLISHED,
        WITHDRAWN
    }
}
