package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.paging.Page;

/** What can be bought, read from the database. */
public interface Offers {
    /** @return the offers that exist, on sale or not, by id; one statement, however many are asked for */
    Map<String, Offer> find(Collection<String> offerIds);

    /** @return the offers of a SKU that are on sale, at most 20, by id; one statement */
    List<Offer> ofSku(String skuCode);

    /** @return all that is on sale of these SKUs, however many sell them, by id; one statement */
    List<Offer> allOfSkus(Collection<String> skuCodes);

    /** @return what is on sale of a product, by id; one statement */
    List<Offer> ofProduct(String productCode);

    /** Plain list of what is on sale, for the shop when the index is away, and for rebuilding the index. */
    Page<Offer> onSale(Filter filter, @Nullable String cursor, int limit);

    /** All offers whether on sale or not, in id order, for rebuilding and checking the index. */
    Page<Offer> all(@Nullable String cursor, int limit);

    /** @param words part of the product's name; null or blank for all */
    record Filter(
            @Nullable String words,
            @Nullable String category,
            @Nullable String brandCode,
            @Nullable Direction direction) {}
}
