package org.cunlu.catalog;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** The shelves that offers stand on and the brands they carry. */
public interface Assortment {
    /** @return all categories, by code */
    List<Category> categories();

    /** @return all brands, by code */
    List<Brand> brands();

    /** @param code as {@link Offer#category()} has it */
    @Serdeable
    record Category(String code, String name) {}

    /** @param code as {@link Offer#brandCode()} has it */
    @Serdeable
    record Brand(String code, String name) {}
}
