package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.OptionalLong;

/**
 * How a SKU is counted.
 * @param unit of one piece of stock: PIECE, JIN or KG
 * @param boxHolds pieces in a box, 2 or more; null when it has none
 */
@Serdeable
public record Measure(SaleUnit unit, @Nullable Integer boxHolds) {
    public static final Measure PIECE = new Measure(SaleUnit.PIECE, null);

    public Measure {
        if (unit == SaleUnit.BOX || (boxHolds != null && boxHolds < 2)) {
            throw new IllegalArgumentException("not a measure: " + unit + " " + boxHolds);
        }
    }

    /**
     * Converts exactly or not at all: three 斤 are no whole number of kilograms.
     * @param quantity 1 or more
     * @return pieces; empty when the unit does not apply to it or the result is not whole
     * @throws ArithmeticException beyond what a long holds
     */
    public OptionalLong pieces(long quantity, SaleUnit asked) {
        if (asked == unit) {
            return OptionalLong.of(quantity);
        }
        if (asked == SaleUnit.BOX) {
            return boxHolds == null ? OptionalLong.empty() : OptionalLong.of(Math.multiplyExact(quantity, boxHolds));
        }
        if (asked.grams() == 0 || unit.grams() == 0) {
            return OptionalLong.empty();
        }
        long grams = Math.multiplyExact(quantity, asked.grams());
        return grams % unit.grams() == 0 ? OptionalLong.of(grams / unit.grams()) : OptionalLong.empty();
    }
}
