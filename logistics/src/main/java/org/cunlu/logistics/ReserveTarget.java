package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;

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
    public ReserveTarget {
        if (grams < 0 || minShareBp < 0 || minShareBp > 10_000 || days < 0 || population < 0 || gramsADay < 0) {
            throw new IllegalArgumentException("target out of range: " + programme + " " + commodity);
        }
    }

    /** @return the greater of the quantity and of what the people need */
    public long required() {
        return Math.max(grams, Math.multiplyExact(Math.multiplyExact(population, gramsADay), days));
    }
}
