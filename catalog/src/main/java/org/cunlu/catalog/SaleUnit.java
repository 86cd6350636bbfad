package org.cunlu.catalog;

/** What one piece of a SKU is, to whoever buys it. */
public enum SaleUnit {
    /** 件: sold by the piece. */
    PIECE(0),
    /** 斤: sold by weight, 500 g a piece. */
    JIN(500),
    /** 公斤: sold by weight, 1,000 g a piece. */
    KG(1_000),
    /** 箱: as many pieces as the SKU says. */
    BOX(0);

    private final int grams;

    SaleUnit(int grams) {
        this.grams = grams;
    }

    /** @return net grams of one; 0 for what is not a weight */
    public int grams() {
        return grams;
    }
}
