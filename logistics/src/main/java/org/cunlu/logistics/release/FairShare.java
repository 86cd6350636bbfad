package org.cunlu.logistics.release;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Shares a quantity out so that nobody gets more than he needs, and whoever gets less than that gets as much for his weight as
 * anybody (weighted max-min). What does not divide goes by the largest remainder, then to who stands first. Exact: no fractions.
 */
final class FairShare {
    private FairShare() {}

    /** @param need pieces, 0 or more @param weight above 0 */
    record Claim(long need, long weight) {
        Claim {
            if (need < 0 || weight <= 0) {
                throw new IllegalArgumentException("no claim: " + need + " of weight " + weight);
            }
        }
    }

    /**
     * @param quantity 0 or more
     * @return pieces in the order of the claims; together the quantity, or all that is needed where that is less
     */
    static long[] of(long quantity, List<Claim> claims) {
        if (quantity < 0) {
            throw new IllegalArgumentException("nothing to share out: " + quantity);
        }
        long[] shares = new long[claims.size()];
        var waiting = new ArrayList<Integer>();
        for (int i = 0; i < shares.length; i++) {
            waiting.add(i);
        }
        waiting.sort(Comparator.comparing((Integer i) -> i, (a, b) -> smaller(claims.get(a), claims.get(b))));
        long left = quantity;
        BigInteger weights = BigInteger.ZERO;
        for (Claim claim : claims) {
            weights = weights.add(BigInteger.valueOf(claim.weight()));
        }
        int first = 0;
        // Whoever needs no more than what his weight would give him has all he needs, and leaves the rest to others.
        while (first < waiting.size() && sated(claims.get(waiting.get(first)), left, weights)) {
            Claim claim = claims.get(waiting.get(first));
            shares[waiting.get(first)] = claim.need();
            left -= claim.need();
            weights = weights.subtract(BigInteger.valueOf(claim.weight()));
            first++;
        }
        byRemainder(left, waiting.subList(first, waiting.size()), claims, weights, shares);
        return shares;
    }

    /** @return by need for each unit of weight */
    private static int smaller(Claim one, Claim other) {
        return product(one.need(), other.weight()).compareTo(product(other.need(), one.weight()));
    }

    private static boolean sated(Claim claim, long left, BigInteger weights) {
        return BigInteger.valueOf(claim.need()).multiply(weights).compareTo(product(left, claim.weight())) <= 0;
    }

    private static void byRemainder(
            long quantity, List<Integer> who, List<Claim> claims, BigInteger weights, long[] shares) {
        if (who.isEmpty()) {
            return;
        }
        var remainders = new BigInteger[claims.size()];
        long left = quantity;
        for (int i : who) {
            BigInteger[] part = product(quantity, claims.get(i).weight()).divideAndRemainder(weights);
            shares[i] = part[0].longValueExact();
            remainders[i] = part[1];
            left -= shares[i];
        }
        var byRemainder = who.stream()
                .sorted(Comparator.comparing((Integer i) -> remainders[i])
                        .reversed()
                        .thenComparing(i -> i))
                .toList();
        for (int i = 0; i < left; i++) {
            shares[byRemainder.get(i)]++;
        }
    }

    private static BigInteger product(long one, long other) {
        return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
    }

    static long sum(long[] shares) {
        return Arrays.stream(shares).reduce(0, Math::addExact);
    }
}
