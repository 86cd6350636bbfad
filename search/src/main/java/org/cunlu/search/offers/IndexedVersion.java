package org.cunlu.search.offers;

/**
 * Version of a document: the offer's, and below it what rises with its stock and sales, so that neither comes late. In 36 bits
 * there is room for ten changes a second for two hundred years.
 */
final class IndexedVersion {
    private static final int TOLD_BITS = 36;
    private static final long TOLD_MASK = (1L << TOLD_BITS) - 1;

    private IndexedVersion() {}

    static long of(long offerVersion, long told) {
        return (offerVersion << TOLD_BITS) | Math.min(told, TOLD_MASK);
    }

    static long offer(long indexed) {
        return indexed >> TOLD_BITS;
    }
}
