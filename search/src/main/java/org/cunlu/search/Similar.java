package org.cunlu.search;

import java.util.List;
import org.cunlu.catalog.Offer;

/** Goods like those of a product, for its page. */
public interface Similar {
    /**
     * Without the index, others of its category.
     * @return offers on sale, one of a product, at most 8, most alike first; none of the product itself; none for a product that has
     *     nothing on sale
     */
    List<Offer> to(String productCode);
}
