package org.cunlu.catalog;

import java.util.List;
import java.util.Optional;

/** The county's kinds of products and the attributes that each declares. */
public interface ProductTypes {
    Optional<ProductType> find(String code);

    /** @return all, by code */
    List<ProductType> all();

    /**
     * Keeps a type. What an attribute is (kind, level, unit) never changes, and neither attributes nor choices go, because products
     * rest on them; they may be renamed and joined by new ones, and these are not required.
     * @throws org.cunlu.kernel.problem.ProblemException {@code type-invalid}, {@code attribute-fixed}
     */
    ProductType keep(ProductType type, String actor);
}
