package org.cunlu.catalog;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** SKUs and sellers, for who keeps stock. */
public interface Skus {
    Map<String, Sku> find(Collection<String> skuCodes);

    /** @return the highest list price of one piece among the offers of each SKU, in fen; SKUs without an offer are absent */
    Map<String, Long> pricesFen(Collection<String> skuCodes);

    /** @return the categories' codes of the products that each SKU is of; SKUs of no product are absent */
    Map<String, Set<String>> categories(Collection<String> skuCodes);

    /** @return code of the seller whose offer of this SKU is served from this node */
    Optional<String> sellerAt(String skuCode, String nodeCode);
}
