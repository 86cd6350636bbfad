package org.cunlu.orders;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shares whole fen by weights: never a lost fen. */
public interface Apportion {
    /**
     * By largest remainder; among equal ones the first. No share is above its weight where the sum is not above theirs.
     * @param fen 0 or more
     * @param weights 0 or more each; where all are 0 they count alike
     * @return as many shares, 0 or more, whose sum is {@code fen}
     * @throws IllegalArgumentException when there is something to share and nobody to have it
     */
    static List<Long> by(long fen, List<Long> weights) {
        if (fen < 0 || weights.stream().anyMatch(weight -> weight < 0) || weights.isEmpty() && fen > 0) {
            throw new IllegalArgumentException("cannot share " + fen + " by " + weights);
        }
        if (fen > 0 && weights.stream().allMatch(weight -> weight == 0)) {
            return by(fen, weights.stream().map(_ -> 1L).toList());
        }
        BigInteger sum = weights.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        var shares = new ArrayList<Long>();
        var rests = new ArrayList<BigInteger>();
        long left = fen;
        for (long weight : weights) {
            BigInteger[] share = fen == 0
                    ? new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO}
                    : BigInteger.valueOf(fen)
                            .multiply(BigInteger.valueOf(weight))
                            .divideAndRemainder(sum);
            shares.add(share[0].longValueExact());
            rests.add(share[1]);
            left -= share[0].longValueExact();
        }
        List<Integer> byRest = IntStream.range(0, rests.size())
                .boxed()
                .sorted(Comparator.comparing((Integer at) -> rests.get(at)).reversed())
                .toList();
        for (int at : byRest.subList(0, (int) left)) {
            shares.set(at, shares.get(at) + 1);
        }
        return shares;
    }

    /** @return {@code fen × part ÷ whole}, rounded down, without overflowing in between */
    static long part(long fen, long part, long whole) {
        return BigInteger.valueOf(fen)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }
}
