package org.cunlu.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What products and SKUs say of themselves by which buyers may narrow a list ({@link ProductType.Attribute#facet}). */
public interface FacetValues {
    /** @return by SKU, in the order in which its type declares them, product's and SKU's own; one statement beside the types */
    Map<String, List<ProductPage.Fact>> of(Collection<String> skuCodes);
}
