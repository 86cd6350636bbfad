package org.cunlu.catalog;

/** Whoever must act at once when a lot turns out unfit. */
public interface LotWatch {
    /**
     * An inspection was failed. In the transaction that records it: it is on record and acted on, or neither.
     * @param homeNode where its seller is at home
     * @param why in words of people
     */
    void failed(Lot lot, String homeNode, String why, String actor);
}
