package org.cunlu.catalog.offering;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/** An offer's bounds and its SKU's hold together. */
final class Bounds {
    private Bounds() {}

    /** @return the fewest pieces that both allow, a multiple of the step */
    static int least(int offer, int sku, int step) {
        int least = Math.max(offer, sku);
        return Math.ceilDiv(least, step) * step;
    }

    /** @return the most pieces that both allow, a multiple of the step */
    static int most(int offer, int sku, int step) {
        return Math.min(offer, sku) / step * step;
    }

    static List<String> codes(@Nullable String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    static @Nullable String text(List<String> codes) {
        return codes.isEmpty() ? null : String.join(" ", codes);
    }
}
