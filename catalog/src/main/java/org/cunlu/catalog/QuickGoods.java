package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;

/** Products of one SKU, written and put into review in one act. */
public interface QuickGoods {
    /**
     * Such a product.
     * @param code of the product and of its SKU
     * @param attributes of product and SKU together, each where the type wants it
     * @param pictures hashes of pictures that are kept
     * @param weightGrams of one piece, packed; volumeCm3 too
     */
    record Goods(
            String code,
            String name,
            @Nullable String typeCode,
            String categoryCode,
            @Nullable String brandCode,
            @Nullable String description,
            Map<String, String> productAttributes,
            Map<String, String> skuAttributes,
            List<String> pictures,
            long weightGrams,
            long volumeCm3,
            StorageClass storageClass,
            boolean lotTracked,
            SaleUnit unit,
            @Nullable Integer shelfLifeDays) {}

    /**
     * Writes it in the shop's name and submits it. Joins the caller's transaction.
     * @return how it stands after it
     * @throws org.cunlu.kernel.problem.ProblemException {@code product-invalid}, {@code product-code-taken}, {@code sku-code-taken}
     */
    ProductState write(Caller seller, String shop, Goods goods);

    /**
     * @return a product as the caller's shop wrote or offers it, by its first SKU
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} for another's
     */
    Goods read(Caller seller, String productCode);

    /**
     * Products that a file of the shop brought are its own and wait for the county's review. Joins the caller's transaction, which
     * has just made them.
     * @param codes some thousand at most
     */
    void submitted(String shop, Collection<String> codes, String actor);
}
