package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** The shelves that offers stand on and the brands they carry. */
public interface Assortment {
    /** @return all categories, by code */
    List<Category> categories();

    /** @return all brands, by code */
    List<Brand> brands();

    /**
     * A shelf of the tree.
     * @param code as {@link Offer#category()} has it
     * @param parentCode null for a root
     * @param path codes from the root to it, a slash before and behind each: {@code /FOOD/FRUIT/}; a subtree is a prefix
     */
    @Serdeable
    record Category(String code, String name, @Nullable String parentCode, String path) {
        /** A root. */
        public Category(String code, String name) {
            this(code, name, null, "/" + code + "/");
        }
    }

    /** @param code as {@link Offer#brandCode()} has it */
    @Serdeable
    record Brand(String code, String name) {}
}
