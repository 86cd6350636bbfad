package org.cunlu.logistics;

/** Pieces of a SKU at a node. @param quantity above 0 */
public record StockLine(String skuCode, String nodeCode, long quantity) {
    public StockLine {
        if (quantity <= 0) {
            throw new IllegalArgumentException("quantity is not positive: " + quantity);
        }
    }
}
