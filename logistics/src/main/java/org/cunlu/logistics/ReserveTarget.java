package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigInteger;

/**
 * What a programme is to hold of a commodity (储备规模).
 * @param nodeCode where; empty for the whole programme
 * @param grams at least
 * @param minShareBp of all that the programme holds there, in hundredths of a percent
 * @param days of supply for the population, at gramsADay each; 0 for none
 * @param source where the numbers are written
 */
@Serdeable
public record ReserveTarget(
        String programme,
        String commodity,
        String nodeCode,
        long grams,
        int minShareBp,
        int days,
        long population,
        long gramsADay,
        String source) {
    private static final int WHOLE = 10_000;

    public ReserveTarget {
        if (grams < 0 || minShareBp < 0 || minShareBp > 10_000 || days < 0 || population < 0 || gramsADay < 0) {
            throw new IllegalArgumentException("target out of range: " + programme + " " + commodity);
        }
    }

    /** @return the greater of the quantity and of what the people need */
    public long required() {
        return Math.max(grams, Math.multiplyExact(Math.multiplyExact(population, gramsADay), days));
    }

    /** @return whether so much of its commodity is its minimum share of all that the programme holds there */
    public boolean shareKept(long thereGrams, long allGrams) {
        return beyondShare(thereGrams, allGrams).signum() >= 0;
    }

    private BigInteger beyondShare(long thereGrams, long allGrams) {
        return BigInteger.valueOf(thereGrams)
                .multiply(BigInteger.valueOf(WHOLE))
                .subtract(BigInteger.valueOf(allGrams).multiply(BigInteger.valueOf(minShareBp)));
    }

    /**
     * What goes is less of its commodity and less of all.
     * @param thereGrams of its commodity @param allGrams of all that the programme holds there, these included
     * @return grams of its commodity that may go so that its minimum share of the rest stays; 0 when it has less already
     */
    public long spareGrams(long thereGrams, long allGrams) {
        BigInteger beyond = beyondShare(thereGrams, allGrams);
        if (beyond.signum() < 0) {
            return 0;
        }
        // All of it may go where it alone is kept: nothing of nothing is any share.
        return minShareBp == WHOLE
                ? thereGrams
                : beyond.divide(BigInteger.valueOf((long) WHOLE - minShareBp))
                        .min(BigInteger.valueOf(thereGrams))
                        .longValueExact();
    }
}
