package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.catalog.ProductState;

/**
 * A product as it stands.
 * @param authorShop the seller who wrote it; null for the county's own
 * @param version rises with each change of its state or sheet
 */
record Kept(String code, @Nullable String authorShop, ProductState state, long version, ProductSheet sheet) {}
