package org.cunlu.logistics.stock;

import org.cunlu.logistics.StockPart;

/** Change of each column of a level, in pieces. */
record Deltas(long onHand, long onHold, long allocated, long earmarked, long floor) {
    static final Deltas NONE = new Deltas(0, 0, 0, 0, 0);

    static Deltas ofAllocated(long pieces) {
        return new Deltas(0, 0, pieces, 0, 0);
    }

    /** Kept apart for somebody, or free again. */
    static Deltas ofEarmarked(long pieces) {
        return new Deltas(0, 0, 0, pieces, 0);
    }

    /** Kept apart no longer, but held by an order; what can be sold stays as it is. */
    static Deltas ofDrawn(long pieces) {
        return new Deltas(0, 0, pieces, -pieces, 0);
    }

    /** What is not available is on hold; what is available and a reserve's is floor. */
    static Deltas ofPart(StockPart part, long pieces) {
        return part.status().sellable()
                ? new Deltas(pieces, 0, 0, 0, part.owner().reserve() ? pieces : 0)
                : new Deltas(pieces, pieces, 0, 0, 0);
    }

    /** Off the shelf, and no longer to be kept for the order. */
    static Deltas ofPicked(long pieces) {
        return new Deltas(-pieces, 0, -pieces, 0, 0);
    }

    Deltas plus(Deltas other) {
        return new Deltas(
                onHand + other.onHand,
                onHold + other.onHold,
                allocated + other.allocated,
                earmarked + other.earmarked,
                floor + other.floor);
    }

    /** @return how what can be sold changes */
    long available() {
        return onHand - onHold - allocated - earmarked - floor;
    }

    boolean none() {
        return equals(NONE);
    }
}
