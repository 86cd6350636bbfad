package org.cunlu.logistics.pricewatch;

import java.math.BigInteger;
import java.util.Collection;
import java.util.OptionalLong;

/** What is held against a threshold, reckoned exactly; at the threshold nothing opens. Worked by hand in docs/reserve.md. */
final class Thresholds {
    private static final int BP = 10_000;
    private static final int MILLI = 1_000;

    private Thresholds() {}

    /**
     * @param now price of the day @param before prices of the days before, not empty @param mostBp what it may rise over their mean
     * @return by how much it has risen, in basis points rounded down, when that is more; else empty
     */
    static OptionalLong rise(long now, Collection<Long> before, int mostBp) {
        long sum = before.stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
        long times = Math.multiplyExact(Math.multiplyExact(now, (long) before.size()), (long) BP);
        return times <= Math.multiplyExact(sum, (long) (BP + mostBp))
                ? OptionalLong.empty()
                : OptionalLong.of(times / sum - BP);
    }

    /** @return one price in thousandths of the other, rounded down, when it is below or above the band; else empty */
    static OptionalLong outside(long over, long under, int lowMilli, int highMilli) {
        long times = Math.multiplyExact(over, (long) MILLI);
        boolean inside = times >= Math.multiplyExact(under, (long) lowMilli)
                && times <= Math.multiplyExact(under, (long) highMilli);
        return inside ? OptionalLong.empty() : OptionalLong.of(times / under);
    }

    /** @return whole days that it lasts; empty when nobody knows the people or their need */
    static OptionalLong days(long grams, long people, long headGrams) {
        long daily = Math.multiplyExact(people, headGrams);
        return daily == 0 ? OptionalLong.empty() : OptionalLong.of(grams / daily);
    }

    /** @return basis points of what the sown area needs, rounded down */
    static long coveredBp(long grams, long sownMu, long gramsMu) {
        return BigInteger.valueOf(grams)
                .multiply(BigInteger.valueOf(BP))
                .divide(BigInteger.valueOf(Math.multiplyExact(sownMu, gramsMu)))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValue();
    }
}
