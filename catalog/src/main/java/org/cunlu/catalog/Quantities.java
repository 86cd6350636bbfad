package org.cunlu.catalog;

import io.micronaut.serde.annotation.Serdeable;

/**
 * How many an order line may ask for.
 * @param min a multiple of the step
 * @param max a multiple of the step; below the minimum when nothing fits
 * @param step 1 or more
 */
@Serdeable
public record Quantities(int min, int max, int step) {
    /** @return what both an offer and its SKU allow */
    public static Quantities both(int offerMin, int offerMax, int skuMin, int skuMax, int step) {
        return new Quantities(
                Math.ceilDiv(Math.max(offerMin, skuMin), step) * step, Math.min(offerMax, skuMax) / step * step, step);
    }
}
