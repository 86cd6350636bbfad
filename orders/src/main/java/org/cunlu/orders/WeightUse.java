package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import org.cunlu.catalog.Offer;

/**
 * How a line that is paid for as it weighs came to be weighed. Its buyer pays ahead for the most that its pieces may weigh, and
 * gets back what they weigh less.
 * @param gramsEach net grams that were ordered with a piece
 * @param toleranceBps how much more or less it may weigh, as its buyer accepted
 * @param gotGrams what the line weighs, once its parcel is packed; null before
 * @param gotPieces of which so many were weighed; the others count as they were ordered
 */
@Serdeable
public record WeightUse(
        long gramsEach,
        int toleranceBps,
        @Nullable Long gotGrams,
        @Nullable Integer gotPieces) {
    private static final int WHOLE = 10_000;

    public WeightUse {
        if (gramsEach <= 0
                || toleranceBps < 1
                || toleranceBps >= WHOLE
                || (gotGrams != null && gotGrams < 0)
                || (gotGrams == null) != (gotPieces == null)) {
            throw new IllegalArgumentException("no such weight: " + gramsEach + " " + toleranceBps + " " + gotGrams);
        }
    }

    /** @return of one that is not weighed yet */
    public static WeightUse of(Offer offer) {
        return new WeightUse(offer.measure().unit().grams(), offer.sku().toleranceBps(), null, null);
    }

    /** @return the most that a piece may weigh */
    public long mostEach() {
        return gramsEach + gramsEach * toleranceBps / WHOLE;
    }

    /** @return the least that a piece may weigh */
    public long leastEach() {
        return gramsEach - gramsEach * toleranceBps / WHOLE;
    }

    /** @return the same once so many pieces weigh so much */
    public WeightUse got(long grams, int pieces) {
        return new WeightUse(gramsEach, toleranceBps, grams, pieces);
    }

    /**
     * @param left pieces that there were
     * @return the same when some more are missing: first those that nobody weighed; of the others each weighed as much as any
     */
    WeightUse without(int left, int missing) {
        if (gotGrams == null || missing == 0) {
            return this;
        }
        int unweighed = left - gotPieces;
        if (missing <= unweighed) {
            return got(gotGrams - missing * gramsEach, gotPieces);
        }
        int pieces = left - missing;
        return got(Apportion.part(gotGrams - unweighed * gramsEach, pieces, gotPieces), pieces);
    }

    /** @return the same, not weighed */
    public WeightUse ordered() {
        return new WeightUse(gramsEach, toleranceBps, null, null);
    }
}
