package org.cunlu.catalog.loading;

import java.util.Map;
import java.util.Set;
import org.cunlu.catalog.loading.CatalogRow.Key;
import org.cunlu.catalog.loading.CatalogRow.Listing;
import org.cunlu.catalog.loading.CatalogRow.Named;
import org.cunlu.catalog.loading.CatalogRow.Piece;
import org.cunlu.catalog.loading.CatalogRow.Product;
import org.cunlu.catalog.loading.CatalogRow.Seller;

/**
 * What the database holds of the things that a file speaks of.
 * @param pesticides categories of the file that are of pesticides, also such as are not there yet
 * @param offers all offers of the file's SKUs, also those of sellers whom the file does not name
 */
record Standing(
        Map<String, Named> categories,
        Map<String, Named> brands,
        Map<String, Seller> sellers,
        Map<String, Product> products,
        Map<String, Piece> skus,
        Set<String> pesticides,
        Map<Key, KeptOffer> offers) {

    record KeptOffer(String id, long version, Listing listing) {}

    /** @return the row's offer, with what the row does not say as it was */
    Listing whole(CatalogRow row) {
        KeptOffer kept = offers.get(row.offer().key());
        return row.offer().or(kept == null ? null : kept.listing());
    }

    /** @return whether nothing that the row says is news */
    boolean knows(CatalogRow row) {
        KeptOffer kept = offers.get(row.offer().key());
        return kept != null
                && kept.listing().equals(row.offer())
                && row.sku().equals(skus.get(row.sku().code()))
                && row.product().equals(products.get(row.product().code()))
                && row.category().equals(categories.get(row.category().code()))
                && row.seller().equals(sellers.get(row.seller().code()))
                && (row.brand() == null
                        || row.brand().equals(brands.get(row.brand().code())));
    }
}
