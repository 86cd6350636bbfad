package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.catalog.Direction;

/** A product in a list. @param price as people read it @param promise in words; null where nobody said where to, or none holds */
public record Card(
        String productCode,
        String name,
        String seller,
        @Nullable String brand,
        String price,
        String weight,
        Direction way,
        @Nullable String promise) {}
