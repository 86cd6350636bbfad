package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;

/**
 * Pieces of a SKU at a node.
 * @param quantity above 0
 * @param allotmentId from which they are drawn ({@link Allotments}); null for what anybody may buy
 */
public record StockLine(
        String skuCode,
        String nodeCode,
        long quantity,
        @Nullable String allotmentId) {
    public StockLine {
        if (quantity <= 0) {
            throw new IllegalArgumentException("quantity is not positive: " + quantity);
        }
    }

    public StockLine(String skuCode, String nodeCode, long quantity) {
        this(skuCode, nodeCode, quantity, null);
    }
}
